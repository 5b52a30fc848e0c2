using NUnit.Framework;
using Pulse.Analysing;
using Pulse.Collecting;
using Pulse.Drafting;
using Pulse.Migrating;
using Pulse.Ratifying;
using Pulse.Reviewing;
using Pulse.Tests.Ratifying;
using Pulse.Tests.Work;

namespace Pulse.Tests.Collecting;

[TestFixture]
public sealed class CarryingWithdrawalsTests
{
    [Test]
    public async Task A_withdrawn_answer_leaves_every_later_room()
    {
        await using var dialogue = await WorkedDialogue.Voted();
        var text = await CertificatesTests.Approved(dialogue);
        await CertificatesTests.Ballots(dialogue, text, "east", agree: 8, disagree: 0);
        await CertificatesTests.Ballots(dialogue, text, "west", agree: 8, disagree: 0);
        await dialogue.Certify();
        await using var connection = await dialogue.AsStaff();
        var before = (await Runs.Current(connection, dialogue.Dialogue.Id, default))!;
        var draft = (await Texts.Find(connection, text, default))!.DraftId!.Value;
        var source = (await Drafts.Citations(connection, [draft], default)).Single().StatementId;
        var author = await dialogue.Ask<Guid>("""
            select a.participant_id from moderating.statements s join collecting.answers a using (answer_id)
            where s.statement_id = @source
            """, new { source });

        await dialogue.Withdraw(author);
        await dialogue.Carry();
        await dialogue.NoJobFailed();

        Assert.That((await dialogue.Run(before.RunId)).Stale, Is.True);
        Assert.That(await Drafts.Find(connection, draft, default), Is.Null, "the draft consisted of their words");
        var kept = (await Texts.Find(connection, text, default))!;
        Assert.That((kept.SourceWithdrawn, kept.DraftId), Is.EqualTo((true, (Guid?)null)));
        Assert.That((await Certificates.OfDialogue(connection, dialogue.Dialogue.Id, default)).Single().Stale, Is.True);
        Assert.That(await dialogue.Ask<bool>("select bool_and(carried_through) from collecting.withdrawals"), Is.True);

        await dialogue.AnalyseWhatIsDue();
        await dialogue.Certify();
        var after = (await Runs.Current(connection, dialogue.Dialogue.Id, default))!;
        Assert.That((after.RunId == before.RunId, after.Stale), Is.EqualTo((false, false)), "a new run was requested and made");
        Assert.That(
            (await AnalysisResults.Counts(connection, after.RunId, default)).Select(count => count.StatementId),
            Does.Not.Contain(source));
        Assert.That(
            (await AnalysisResults.Positions(connection, after.RunId, default)).Select(place => place.ParticipantId),
            Does.Not.Contain(author));
        Assert.That(await Certificates.Latest(connection, dialogue.Dialogue.Id, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_was_counted_before_a_withdrawal_and_is_written_after_it_is_marked_all_the_same()
    {
        await using var dialogue = await WorkedDialogue.Voted();
        var text = await CertificatesTests.Approved(dialogue);
        await using var connection = await dialogue.Database.Connect(Roles.Worker);
        await using (var counting = await connection.BeginTransactionAsync())
        {
            await UncarriedWithdrawals.Hold(connection, dialogue.Dialogue.Id, default);
            await dialogue.Withdraw(await dialogue.Ask<Guid>("select participant_id from collecting.participants order by 1 limit 1"));
            var carrying = dialogue.Carry();
            Assert.That(await Task.WhenAny(carrying, Task.Delay(500)), Is.Not.SameAs(carrying), "it waits for whoever has counted");
            await Certificates.Issue(connection, new IssuedCertificate
            {
                CertificateId = Guid.NewGuid(),
                TextId = text,
                IssuedOn = WorkedDialogue.Today,
                RuleVersion = "sample",
                Floor = 0.7,
                MinimumCell = 5,
                Stale = false,
            }, [], default);
            await counting.CommitAsync();
            await carrying;
        }
        await dialogue.NoJobFailed();
        Assert.That((await Certificates.OfDialogue(connection, dialogue.Dialogue.Id, default)).Single().Stale, Is.True);
    }

    [Test]
    public async Task Carrying_twice_changes_nothing_more()
    {
        await using var dialogue = await WorkedDialogue.Voted(peoplePerSide: 6, statements: 6);
        await dialogue.Analysed();
        await dialogue.Withdraw(await dialogue.Ask<Guid>("select participant_id from collecting.participants order by 1 limit 1"));
        await dialogue.Carry();
        await dialogue.Carry();
        Assert.That(await dialogue.Ask<long>("select count(*) from analysing.runs"), Is.EqualTo(2));
    }
}
