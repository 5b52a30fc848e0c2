using NUnit.Framework;
using Pulse.Analysing;
using Pulse.Analysing.Matrices;
using Pulse.Migrating;
using Pulse.Tests.Analysing.Matrices;
using Pulse.Tests.Work;

namespace Pulse.Tests.Analysing;

[TestFixture]
public sealed class ReadingVotesTests
{
    private const string CastSql = "select participant_id, statement_id, vote from voting.votes";

    [Test]
    public async Task Every_vote_is_read_whatever_order_rows_come_in()
    {
        await using var dialogue = await WorkedDialogue.Voted(peoplePerSide: 5, statements: 7);
        await using var connection = await dialogue.Database.Connect(Roles.Worker);
        var read = await ReadingVotes.OfDialogue(connection, dialogue.Dialogue.Id, [], default);
        var cast = await Sql.Rows<Cast>(connection, CastSql, null, default);
        var rows = cast.ToDictionary(row => (row.ParticipantId, row.StatementId), row => (int)row.Vote);
        Assert.That(read.Matrix.Votes, Is.EqualTo(rows.Count).And.EqualTo(11 * 7));
        Assert.That(read.Participants, Is.Ordered.And.EquivalentTo(rows.Keys.Select(key => key.ParticipantId).Distinct()));
        Assert.That(read.Statements, Is.Ordered);
        for (var p = 0; p < read.Participants.Count; p++)
        {
            foreach (var entry in read.Matrix.Row(p).ToArray())
            {
                Assert.That(
                    VoteMatrix.ValueOf(entry),
                    Is.EqualTo(rows[(read.Participants[p], read.Statements[VoteMatrix.StatementOf(entry)])]));
            }
        }
        foreach (var order in new[] { "participant_id desc", "statement_id, vote", "md5(participant_id::text || statement_id::text)" })
        {
            var again = await ReadingVotes.Of(
                connection, $"select participant_id, statement_id, vote from voting.votes order by {order}", [], 2, default);
            Assert.That(again.Participants, Is.EqualTo(read.Participants));
            Assert.That(again.Statements, Is.EqualTo(read.Statements));
            Assert.That(VoteMatrixTests.Same(again.Matrix, read.Matrix), Is.True, order);
        }
    }

    [Test]
    public async Task A_statement_without_votes_has_an_empty_column_and_nobody_has_no_row()
    {
        await using var dialogue = await WorkedDialogue.Make();
        await using var connection = await dialogue.Database.Connect(Roles.Worker);
        var statement = Guid.NewGuid();
        var read = await ReadingVotes.OfDialogue(connection, dialogue.Dialogue.Id, [statement], default);
        Assert.That((read.Participants.Count, read.Matrix.Participants, read.Matrix.CastOn(0)), Is.EqualTo((0, 0, 0)));
        Assert.That(read.Statements, Is.EqualTo(new[] { statement }));
    }

    [Test]
    public async Task Two_votes_on_one_statement_are_refused()
    {
        await using var dialogue = await WorkedDialogue.Make();
        await using var connection = await dialogue.Database.Connect(Roles.Worker);
        const string twice = "select gen_random_uuid(), gen_random_uuid(), 1::smallint from (select 1) as one";
        Assert.That((await ReadingVotes.Of(connection, twice, [], 1, default)).Matrix.Votes, Is.EqualTo(1));
        await Assert.ThrowsAsync<ArgumentException>(() => ReadingVotes.Of(
            connection, "select a.p, a.s, v.vote from (select gen_random_uuid() as p, gen_random_uuid() as s) as a, (values (1::smallint), (0::smallint)) as v (vote)",
            [], 1, default));
    }

    private sealed record Cast(Guid ParticipantId, Guid StatementId, short Vote);
}
