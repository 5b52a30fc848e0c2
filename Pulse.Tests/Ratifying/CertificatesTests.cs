using NUnit.Framework;
using Pulse.Publishing;
using Pulse.Ratifying;
using Pulse.Reviewing;
using Pulse.Tests.Reviewing;
using Pulse.Tests.Work;

namespace Pulse.Tests.Ratifying;

[TestFixture]
public sealed class CertificatesTests
{
    private static readonly Dictionary<string, string> _translated = new() { ["he"] = "מים לכולם", ["ar"] = "الماء للجميع" };

    [Test]
    public async Task A_certificate_counts_cast_ballots_on_this_version_per_top_segment()
    {
        await using var dialogue = await WorkedDialogue.Voted();
        var text = await Approved(dialogue);
        await Ballots(dialogue, text, "east", agree: 8, disagree: 2);
        await Ballots(dialogue, text, "west", agree: 4, disagree: 0);
        await dialogue.Certify();
        await using var connection = await dialogue.AsStaff();
        Assert.That(await Certificates.OfDialogue(connection, dialogue.Dialogue.Id, default), Is.Empty, "four are fewer than five");

        await Ballots(dialogue, text, "west-hills", agree: 2, disagree: 1);
        await dialogue.Certify();
        await dialogue.NoJobFailed();
        var certificate = (await Certificates.Latest(connection, dialogue.Dialogue.Id, default)).Single();
        var segments = await Certificates.Segments(connection, [certificate.CertificateId], default);
        Assert.That(
            segments.Select(one => (one.Segment, one.Bridging, one.Agree, one.Disagree, one.Pass)),
            Is.EqualTo(new[] { ("east", true, 8, 2, 0), ("west", true, 6, 1, 0) }));
        Assert.That(certificate.Floor, Is.EqualTo(segments.Min(one => one.Low)));
    }

    [Test]
    public async Task The_same_counts_make_no_second_certificate_and_new_ones_replace_that_of_the_day()
    {
        await using var dialogue = await WorkedDialogue.Voted();
        var text = await Approved(dialogue);
        await Ballots(dialogue, text, "east", agree: 8, disagree: 2);
        await Ballots(dialogue, text, "west", agree: 6, disagree: 0);
        await dialogue.Certify();
        await using var connection = await dialogue.AsStaff();
        var first = (await Certificates.OfDialogue(connection, dialogue.Dialogue.Id, default)).Single();
        await dialogue.Certify();
        Assert.That(
            (await Certificates.OfDialogue(connection, dialogue.Dialogue.Id, default)).Single().CertificateId,
            Is.EqualTo(first.CertificateId));
        await Ballots(dialogue, text, "west", agree: 1, disagree: 0);
        await dialogue.Certify();
        Assert.That(
            (await Certificates.OfDialogue(connection, dialogue.Dialogue.Id, default)).Single().CertificateId,
            Is.Not.EqualTo(first.CertificateId));
    }

    [Test]
    public async Task Once_more_ballots_are_counted_nobody_is_told_the_higher_floor_of_an_earlier_day()
    {
        await using var dialogue = await WorkedDialogue.Voted();
        var text = await Approved(dialogue);
        await Ballots(dialogue, text, "east", agree: 8, disagree: 0);
        await Ballots(dialogue, text, "west", agree: 8, disagree: 0);
        await dialogue.Certify();
        await using var connection = await dialogue.AsStaff();
        Assert.That(await Told(), Is.EqualTo((1, true)));
        var before = (await Certificates.Latest(connection, dialogue.Dialogue.Id, default)).Single().Floor;
        await dialogue.Do("update ratifying.certificates set issued_on = issued_on - 1");
        await Ballots(dialogue, text, "west", agree: 0, disagree: 8);
        await dialogue.Certify();
        Assert.That(await Told(), Is.EqualTo((1, true)));
        Assert.That((await Certificates.Latest(connection, dialogue.Dialogue.Id, default)).Single().Floor, Is.LessThan(before));

        async Task<(int Certified, bool Newest)> Told()
        {
            var group = (await GroupOverviews.OfDialogue(connection, dialogue.Dialogue.Id, default)).First(one => one.Approved > 0);
            return (group.Certified, group.BestFloor == (await Certificates.Latest(connection, dialogue.Dialogue.Id, default)).Single().Floor);
        }
    }

    [Test]
    public async Task Ballots_on_an_earlier_version_certify_nothing_of_the_new_one()
    {
        await using var dialogue = await WorkedDialogue.Voted();
        var text = await Approved(dialogue);
        await Ballots(dialogue, text, "east", agree: 8, disagree: 0);
        await Ballots(dialogue, text, "west", agree: 8, disagree: 0);
        await using var connection = await dialogue.AsStaff();
        await ReviewingDrafts.Edit(
            connection, dialogue.Dialogue, dialogue.Key, text, new Dictionary<string, string> { ["en"] = "New words." },
            await dialogue.Staff(), default);
        await dialogue.Certify();
        Assert.That(await Certificates.OfDialogue(connection, dialogue.Dialogue.Id, default), Is.Empty);
    }

    internal static async Task<Guid> Approved(WorkedDialogue dialogue)
    {
        var draft = await ReviewingDraftsTests.FirstDraft(dialogue);
        await using var connection = await dialogue.AsStaff();
        return (await ReviewingDrafts.Approve(
            connection, dialogue.Dialogue, dialogue.Key, draft, _translated, await dialogue.Staff(), default)).TextId!.Value;
    }

    /// <summary>Ballots by people who did nothing else.</summary>
    internal static async Task Ballots(WorkedDialogue dialogue, Guid text, string segment, int agree, int disagree)
    {
        for (var i = 0; i < agree + disagree; i++)
        {
            var person = await dialogue.Person(segment);
            await dialogue.Do("""
                insert into ratifying.ballots (text_id, participant_id, vote, language_read, cast_on)
                values (@text, @person, @vote, 'en', @today)
                """, new { text, person, vote = (short)(i < agree ? 1 : -1), today = WorkedDialogue.Today });
        }
    }
}
