using NUnit.Framework;
using Pulse.People;
using Pulse.Tests.Hosts;

namespace Pulse.Tests.People;

[TestFixture]
public sealed class RedeemingTests
{
    [Test]
    public async Task Fifty_phones_with_one_code_and_exactly_one_gets_in()
    {
        await using var host = await ParticipantsHost.Start();
        var code = (await host.Invite(1))[0].Text;
        var told = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => host.Phone().Redeem(code)));
        Assert.That(told.Count(one => one.Status == 200), Is.EqualTo(1));
        Assert.That(told.Where(one => one.Status != 200).Select(one => (one.Status, one.Type)),
            Is.All.EqualTo((404, "urn:pulse:code-not-valid")));
    }

    [Test]
    public async Task A_lost_reply_can_be_asked_for_again_with_the_same_secret()
    {
        await using var host = await ParticipantsHost.Start();
        var code = (await host.Invite(1))[0].Text;
        var phone = host.Phone();
        var first = (await phone.Redeem(code)).Was(200);
        var again = (await phone.Redeem($" {code[..5]}-{code[5..]} ".ToLowerInvariant())).Was(200);
        Assert.That(again.Text, Is.EqualTo(first.Text));
        (await host.Phone().Redeem(code)).Was(404, "code-not-valid");
    }

    [Test]
    public async Task Wrong_spent_expired_and_revoked_codes_are_told_in_the_same_bytes()
    {
        await using var host = await ParticipantsHost.Start();
        var expired = (await host.Invite(1, new DateOnly(2026, 5, 3)))[0].Text;
        var revoked = (await host.Invite(1))[0].Text;
        await host.Do("""
            update people.invitation_batches set revoked = true
            where batch_id = (select batch_id from people.invitations where code_hash = @Hash)
            """, new { Code.Parse(revoked)!.Hash });
        var spent = (await host.Invite(1, new DateOnly(2026, 5, 4)))[0].Text;
        (await host.Phone().Redeem(spent)).Was(200);

        string[] codes = [expired, revoked, spent, Code.New().Text, "hello", new('A', 4000)];
        var told = new List<string>();
        foreach (var code in codes)
        {
            told.Add((await host.Phone().Redeem(code)).Was(404, "code-not-valid").Text);
        }

        Assert.That(told.Distinct().Count(), Is.EqualTo(1));
        Assert.That(await host.Ask<long>("select count(*) from people.invitations where spent"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_session_of_one_dialogue_or_of_nobody_opens_nothing()
    {
        await using var host = await ParticipantsHost.Start();
        var phone = host.Phone();
        await phone.Redeem((await host.Invite(1))[0].Text);
        var session = phone.Session!;
        var tampered = (session[^10] == 'A' ? 'B' : 'A') + session[^9..];
        foreach (var wrong in (string[])["", "x", session[..^1], session + "A", session[..^10] + tampered,
            "AAAAAAAAAAAAAAAAAAAAAA" + session[22..], new string('A', 107)])
        {
            phone.Session = wrong;
            (await phone.Get("/v1/participation")).Was(401, "no-session");
            (await phone.Post("/v1/participation", new { consentVersion = 3, takePart = true, language = "en" })).Was(401, "no-session");
        }
    }

    [Test]
    public async Task Nothing_of_a_code_or_a_secret_is_stored_but_its_hash()
    {
        await using var host = await ParticipantsHost.Start();
        var code = (await host.Invite(1))[0];
        var phone = host.Phone();
        await phone.Redeem(code.Text);
        Assert.That(await host.Ask<bool>("select code_hash = @Hash and spent from people.invitations", new { code.Hash }), Is.True);
        Assert.That(await host.Ask<bool>("select spent_by <> @Secret and length(spent_by) = 32 from people.invitations",
            new { phone.Secret }), Is.True);
        (await phone.Post("/v1/participation", new { consentVersion = 3, takePart = true, language = "en" })).Was(201);
        var version = await host.Ask<string>("select substr(participant_id::text, 15, 1) from collecting.participants");
        Assert.That(version, Is.EqualTo("4"));
    }
}
