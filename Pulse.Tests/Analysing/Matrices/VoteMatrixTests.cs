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

    [FsCheck.NUnit.Property(MaxTest = 40)]
    public bool Order_of_arrival_and_threads_change_nothing(int seed)
    {
        var votes = Some(70, 90, (ulong)seed);
        var expected = VoteMatrix.From(70, 90, votes);
        foreach (var threads in new[] { 1, 2, 5 })
        {
            var builder = new VoteMatrixBuilder();
            foreach (var i in new Chance((ulong)seed + (ulong)threads).Permutation(votes.Length))
            {
                builder.Add(votes[i].Participant, votes[i].Statement, votes[i].Ballot);
            }
            if (!Same(builder.Build(70, 90, threads), expected))
            {
                return false;
            }
        }
        return true;
    }

    [Test]
    public void Many_chunks_and_participants_beyond_sixteen_bits_come_out_whole()
    {
        const int participants = 150_000;
        var (sparse, dense) = (new VoteMatrixBuilder(), new VoteMatrixBuilder());
        for (var round = 0; round < 7; round++)
        {
            for (var p = 0; p < participants; p++)
            {
                sparse.Add(p, (p * 31 + round * 97) % 1000, (Ballot)((p + round) % 3 - 1));
            }
        }
        for (var p = participants - 1; p >= 0; p--)
        {
            for (var round = 6; round >= 0; round--)
            {
                dense.Add(p, (p * 31 + round * 97) % 1000, (Ballot)((p + round) % 3 - 1));
            }
        }
        var (one, other) = (sparse.Build(participants, 1000, 2), dense.Build(participants, 1000));
        Assert.That(one.Votes, Is.EqualTo(7 * participants));
        Assert.That(Same(one, other), Is.True);
        Assert.That(VoteMatrix.ParticipantOf(one.Column(1)[^1]), Is.GreaterThan(1 << 16));
    }

    [Test]
    public void A_builder_is_empty_after_building()
    {
        var builder = new VoteMatrixBuilder();
        builder.Add(0, 0, Ballot.Agree);
        Assert.That(builder.Build(1, 1).Votes, Is.EqualTo(1));
        Assert.That(builder.Build(1, 1).Votes, Is.Zero);
        builder.Add(0, 0, Ballot.Pass);
        Assert.That(builder.Build(1, 1).Total(0), Is.EqualTo(new Tally(0, 0, 1)));
    }

    [Test]
    public void Two_votes_on_one_statement_are_refused_among_many_and_by_several_threads([Values(1, 3)] int threads, [Values(3, 5000)] int statements)
    {
        var builder = new VoteMatrixBuilder();
        for (var p = 0; p < 10_000; p++)
        {
            builder.Add(p, p % statements, Ballot.Agree);
        }
        builder.Add(7_001, 7_001 % statements, Ballot.Agree);
        Assert.That(() => builder.Build(10_000, statements, threads),
            Throws.ArgumentException.With.Message.Contains($"Participant 7001 voted twice on statement {7_001 % statements}"));
    }

    [Test]
    public void The_first_to_read_a_column_may_be_any_of_many_threads()
    {
        var votes = Some(200, 40, 9);
        var matrix = VoteMatrix.From(200, 40, votes);
        var sums = new int[40];
        Parallel.For(0, 40, s => sums[s] = matrix.Column(s).Length);
        Assert.That(sums, Is.EqualTo(Enumerable.Range(0, 40).Select(s => votes.Count(vote => vote.Statement == s))));
    }

    [FsCheck.NUnit.Property(MaxTest = 40)]
    public bool Ids_numbered_as_they_come_in_two_places_make_the_same_matrix_as_ids_known_before(int seed)
    {
        var votes = Some(70, 90, (ulong)seed);
        var (rows, columns) = (new Chance((ulong)seed + 1).Permutation(70), new Chance((ulong)seed + 2).Permutation(90));
        var (first, second) = (new VoteMatrixBuilder(), new VoteMatrixBuilder());
        for (var i = 0; i < votes.Length; i++)
        {
            (i % 3 == 0 ? first : second).Add(
                Array.IndexOf(rows, votes[i].Participant), Array.IndexOf(columns, votes[i].Statement), votes[i].Ballot);
        }
        first.Renumber(rows, columns);
        second.Renumber(rows, null, 3);
        second.Renumber(null, columns, 3);
        first.Take(second);
        return Same(first.Build(70, 90), VoteMatrix.From(70, 90, votes)) && second.Build(70, 90).Votes == 0;
    }

    [Test]
    public void A_place_that_is_not_there_is_refused()
    {
        var builder = new VoteMatrixBuilder();
        builder.Add(3, 4, Ballot.Agree);
        Assert.That(() => builder.Renumber([0, 1, 2], null), Throws.ArgumentException.With.Message.Contains("Participant 3 has no place"));
        Assert.That(() => builder.Renumber(null, [0, 1, 2, 3]), Throws.ArgumentException.With.Message.Contains("Statement 4 has no place"));
        Assert.That(() => builder.Renumber(null, [0, 1, 2, 3, VoteMatrix.MostStatements]), Throws.ArgumentException);
        Assert.That(() => builder.Take(builder), Throws.ArgumentException);
    }

    [Test]
    public void A_reordered_matrix_holds_the_same_votes_under_the_new_indices()
    {
        var votes = Some(30, 20, 4);
        var (rows, columns) = (new Chance(1).Permutation(30), new Chance(2).Permutation(20));
        var moved = votes.Select(vote => new IndexedVote(rows[vote.Participant], columns[vote.Statement], vote.Ballot)).ToArray();
        var matrix = VoteMatrix.From(30, 20, votes);
        Assert.That(Same(matrix.Reordered(rows, columns), VoteMatrix.From(30, 20, moved)), Is.True);
        Assert.That(matrix.Reordered(null, null), Is.SameAs(matrix));
        Assert.That(() => matrix.Reordered(columns, null), Throws.ArgumentException);
    }

    internal static bool Same(VoteMatrix a, VoteMatrix b) =>
        (a.Participants, a.Statements, a.Votes) == (b.Participants, b.Statements, b.Votes)
        && Enumerable.Range(0, a.Participants).All(p => a.Row(p).SequenceEqual(b.Row(p)))
        && Enumerable.Range(0, a.Statements).All(s => a.Total(s) == b.Total(s) && a.Column(s).SequenceEqual(b.Column(s)));

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
