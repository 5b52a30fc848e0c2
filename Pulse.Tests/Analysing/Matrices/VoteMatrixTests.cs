using NUnit.Framework;
using Pulse.Analysing.Matrices;
using Pulse.Voting;

namespace Pulse.Tests.Analysing.Matrices;

[TestFixture]
public sealed class VoteMatrixTests
{
    [Test]
    public void Votes_in_any_order_make_the_same_sorted_rows_and_columns()
    {
        var votes = Some(40, 25, 7);
        var straight = VoteMatrix.From(40, 25, votes);
        var order = new Chance(3).Permutation(votes.Length);
        var shuffled = VoteMatrix.From(40, 25, order.Select(i => votes[i]).ToArray());
        for (var p = 0; p < 40; p++)
        {
            Assert.That(shuffled.Row(p).ToArray(), Is.EqualTo(straight.Row(p).ToArray()).And.Ordered);
            Assert.That(straight.CastBy(p), Is.EqualTo(votes.Count(vote => vote.Participant == p)));
        }
        for (var s = 0; s < 25; s++)
        {
            Assert.That(shuffled.Column(s).ToArray(), Is.EqualTo(straight.Column(s).ToArray()).And.Ordered);
            var on = votes.Where(vote => vote.Statement == s).ToArray();
            Assert.That(straight.Total(s), Is.EqualTo(new Tally(
                on.Count(v => v.Ballot == Ballot.Agree), on.Count(v => v.Ballot == Ballot.Disagree), on.Count(v => v.Ballot == Ballot.Pass))));
        }
    }

    [Test]
    public void Rows_and_columns_read_back_every_vote()
    {
        var votes = Some(30, 12, 1);
        var matrix = VoteMatrix.From(30, 12, votes);
        var byRow = new List<IndexedVote>();
        for (var p = 0; p < 30; p++)
        {
            foreach (var entry in matrix.Row(p))
            {
                byRow.Add(new IndexedVote(p, VoteMatrix.StatementOf(entry), (Ballot)VoteMatrix.ValueOf(entry)));
            }
        }
        var byColumn = new List<IndexedVote>();
        for (var s = 0; s < 12; s++)
        {
            foreach (var entry in matrix.Column(s))
            {
                byColumn.Add(new IndexedVote(VoteMatrix.ParticipantOf(entry), s, (Ballot)VoteMatrix.ValueOf(entry)));
            }
        }
        Assert.That(byRow, Is.EquivalentTo(votes));
        Assert.That(byColumn, Is.EquivalentTo(votes));
    }

    [Test]
    public void The_last_participant_and_the_last_possible_statement_fit()
    {
        var last = VoteMatrix.MostStatements - 1;
        var matrix = VoteMatrix.From(2, VoteMatrix.MostStatements, [new IndexedVote(1, last, Ballot.Agree)]);
        Assert.That(VoteMatrix.StatementOf(matrix.Row(1)[0]), Is.EqualTo(last));
        Assert.That(matrix.Total(last).Agree, Is.EqualTo(1));
    }

    [Test]
    public void Two_votes_on_one_statement_are_refused_not_resolved() =>
        Assert.That(() => VoteMatrix.From(2, 2, [new IndexedVote(1, 0, Ballot.Agree), new IndexedVote(0, 0, Ballot.Pass), new IndexedVote(1, 0, Ballot.Disagree)]),
            Throws.ArgumentException.With.Message.Contains("Participant 1 voted twice on statement 0"));

    [TestCase(2, 0, 1)]
    [TestCase(0, 2, 1)]
    [TestCase(-1, 0, 1)]
    [TestCase(0, 0, 2)]
    public void A_vote_outside_the_matrix_is_refused(int participant, int statement, int ballot) =>
        Assert.That(() => VoteMatrix.From(2, 2, [new IndexedVote(participant, statement, (Ballot)ballot)]), Throws.ArgumentException);

    [Test]
    public void Too_many_statements_are_refused() =>
        Assert.That(() => VoteMatrix.From(1, VoteMatrix.MostStatements + 1, []), Throws.ArgumentException);

    internal static IndexedVote[] Some(int participants, int statements, ulong seed)
    {
        var chance = new Chance(seed);
        var votes = new List<IndexedVote>();
        for (var p = 0; p < participants; p++)
        {
            for (var s = 0; s < statements; s++)
            {
                if (chance.Uniform() < 0.6)
                {
                    votes.Add(new IndexedVote(p, s, (Ballot)(chance.Below(3) - 1)));
                }
            }
        }
        return [.. votes];
    }
}
