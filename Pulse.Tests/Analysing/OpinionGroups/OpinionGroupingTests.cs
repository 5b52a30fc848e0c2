using NUnit.Framework;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;
using Pulse.Tests.Analysing.Matrices;
using Pulse.Voting;

namespace Pulse.Tests.Analysing.OpinionGroups;

[TestFixture]
public sealed class OpinionGroupingTests
{
    [Test]
    public void Nobody_makes_an_empty_map()
    {
        foreach (var map in new[] { Map(0, 0), Map(0, 5), Map(5, 0), Map(3, 4) })
        {
            Assert.That(map.Groups, Is.Empty);
            Assert.That(map.Positions, Is.All.EqualTo(new Position(0, 0, null)));
            Assert.That(map.Components.Eigenvalues, Is.All.Zero);
        }
    }

    [Test]
    public void One_person_is_one_group() =>
        Assert.That(Map(1, 8, Enumerable.Range(0, 8).Select(s => new IndexedVote(0, s, Ballot.Agree)).ToArray()).Groups,
            Is.EqualTo(new[] { new OpinionGroup(0, 1, 0, 0) }));

    [Test]
    public void Everybody_agreeing_on_everything_is_one_group()
    {
        var map = Map(30, 9, All(30, 9, (_, _) => Ballot.Agree));
        Assert.That(map.Groups.Single().People, Is.EqualTo(30));
        Assert.That(map.Components.Total, Is.Zero);
    }

    [Test]
    public void Everybody_passing_on_everything_is_one_group_at_the_origin()
    {
        var map = Map(30, 9, All(30, 9, (_, _) => Ballot.Pass));
        Assert.That(map.Groups, Is.EqualTo(new[] { new OpinionGroup(0, 30, 0, 0) }));
        Assert.That(map.Components.Means, Is.All.Zero);
    }

    [Test]
    public void Two_equally_large_groups_are_numbered_by_their_first_participant()
    {
        for (var seed = 0UL; seed < 5; seed++)
        {
            var map = Map(40, 10, All(40, 10, (p, _) => p % 2 == 0 ? Ballot.Agree : Ballot.Disagree), seed);
            Assert.That(map.Labels(), Is.EqualTo(Enumerable.Range(0, 40).Select(p => p % 2)));
        }
    }

    [Test]
    public void Votes_enough_for_several_blocks_give_the_same_bits_by_several_threads()
    {
        var chance = new Chance(3);
        var builder = new VoteMatrixBuilder();
        for (var p = 0; p < 7_000; p++)
        {
            for (var s = p % 2; s < 160; s += 2)
            {
                builder.Add(p, s, chance.Uniform() < 0.1 ? Ballot.Pass : (p + s) % 3 == 0 ? Ballot.Agree : Ballot.Disagree);
            }
        }
        var matrix = builder.Build(7_000, 160, 2);
        var one = OpinionGrouping.Of(matrix, 1);
        var three = OpinionGrouping.Of(matrix, 1, new OpinionGrouping.Options(Threads: 3));
        Assert.That(matrix.Votes, Is.GreaterThan(2 << 18), "or there is one block only");
        Assert.That(three.Positions, Is.EqualTo(one.Positions));
        Assert.That(three.Components.First, Is.EqualTo(one.Components.First));
    }

    [Test]
    public void Two_people_who_disagree_are_two_groups()
    {
        var map = Map(2, 3, All(2, 3, (p, _) => p == 0 ? Ballot.Agree : Ballot.Disagree));
        Assert.That(map.Labels(), Is.EqualTo(new[] { 0, 1 }));
        Assert.That(map.Components.Second, Is.All.Zero, "one line holds two people");
    }

    [Test]
    public void One_statement_separates_those_for_and_those_against()
    {
        var map = Map(40, 1, All(40, 1, (p, _) => p % 4 == 0 ? Ballot.Disagree : Ballot.Agree));
        Assert.That(map.Groups.Select(group => group.People), Is.EqualTo(new[] { 30, 10 }));
        Assert.That(map.Labels(), Is.EqualTo(Enumerable.Range(0, 40).Select(p => p % 4 == 0 ? 1 : 0)));
    }

    [Test]
    public void Blocs_are_found_whatever_the_seed()
    {
        var chance = new Chance(5);
        var votes = All(90, 30, (p, s) => chance.Uniform() < 0.1 ? Ballot.Pass : s % 3 == p % 3 ? Ballot.Agree : Ballot.Disagree);
        for (var seed = 0UL; seed < 10; seed++)
        {
            var map = Map(90, 30, votes, seed);
            Assert.That(Reference.AdjustedRand(map.Labels(), Enumerable.Range(0, 90).Select(p => p % 3).ToArray()), Is.EqualTo(1), $"seed {seed}");
        }
    }

    [Test]
    public void Who_cast_too_few_votes_is_placed_but_in_no_group()
    {
        var votes = All(20, 10, (p, s) => (p + s) % 2 == 0 ? Ballot.Agree : Ballot.Disagree).Where(v => v.Participant > 0 || v.Statement < 6);
        var map = Map(20, 10, votes.ToArray());
        Assert.That(map.Positions[0].Group, Is.Null);
        Assert.That(map.Positions[0].X, Is.Not.Zero);
        Assert.That(map.Groups.Sum(group => group.People), Is.EqualTo(19));
    }

    [Test]
    public void Where_few_qualify_the_most_active_fill_up_to_fifteen()
    {
        var votes = All(30, 10, (p, s) => (p + s) % 2 == 0 ? Ballot.Agree : Ballot.Disagree)
            .Where(v => v.Participant < 4 || v.Statement < (v.Participant < 20 ? 3 : 2)).ToArray();
        var map = Map(30, 10, votes);
        Assert.That(map.Labels().Select(label => label >= 0), Is.EqualTo(Enumerable.Range(0, 30).Select(p => p < 15)));
    }

    [FsCheck.NUnit.Property(MaxTest = 30)]
    public bool Threads_and_repetition_do_not_change_a_bit(int seed)
    {
        var matrix = VoteMatrix.From(60, 20, VoteMatrixTests.Some(60, 20, (ulong)seed));
        var one = OpinionGrouping.Of(matrix, 1);
        var four = OpinionGrouping.Of(matrix, 1, new OpinionGrouping.Options(Threads: 4));
        return one.Positions.SequenceEqual(four.Positions) && one.Components.First.SequenceEqual(four.Components.First);
    }

    [Test]
    public void Sparse_components_equal_an_exact_decomposition_of_the_filled_matrix([Values(5, 12, 40, 60)] int statements)
    {
        var matrix = VoteMatrix.From(120, statements, VoteMatrixTests.Some(120, statements, 11));
        var components = OpinionGrouping.Of(matrix, 7).Components;
        var (values, vectors) = Diagonalising.Symmetric(Covariance(matrix, components.Means));
        Assert.Multiple(() =>
        {
            Assert.That(components.Eigenvalues[0], Is.EqualTo(values[0]).Within(1e-9 * values[0]));
            Assert.That(components.Eigenvalues[1], Is.EqualTo(values[1]).Within(1e-9 * values[0]));
            Assert.That(Math.Abs(Dot(components.First, vectors[0])), Is.EqualTo(1).Within(1e-9));
            Assert.That(Math.Abs(Dot(components.Second, vectors[1])), Is.EqualTo(1).Within(1e-9));
            Assert.That(Dot(components.First, components.Second), Is.EqualTo(0).Within(1e-9));
        });
    }

    [Test]
    public void Statements_moderated_out_weigh_nothing()
    {
        var matrix = VoteMatrix.From(40, 12, VoteMatrixTests.Some(40, 12, 2));
        var components = OpinionGrouping.Of(matrix, 1, new OpinionGrouping.Options([3, 8])).Components;
        Assert.That(new[] { components.First[3], components.Second[3], components.First[8], components.Means[8] }, Is.All.Zero);
    }

    internal static IndexedVote[] All(int participants, int statements, Func<int, int, Ballot> ballot) =>
        Enumerable.Range(0, participants).SelectMany(p => Enumerable.Range(0, statements).Select(s => new IndexedVote(p, s, ballot(p, s)))).ToArray();

    private static OpinionMap Map(int participants, int statements, IndexedVote[]? votes = null, ulong seed = 1) =>
        OpinionGrouping.Of(VoteMatrix.From(participants, statements, votes ?? []), seed);

    private static double[,] Covariance(VoteMatrix matrix, IReadOnlyList<double> means)
    {
        var filled = new double[matrix.Participants, matrix.Statements];
        for (var p = 0; p < matrix.Participants; p++)
        {
            foreach (var entry in matrix.Row(p))
            {
                filled[p, VoteMatrix.StatementOf(entry)] = VoteMatrix.ValueOf(entry) - means[VoteMatrix.StatementOf(entry)];
            }
        }
        var covariance = new double[matrix.Statements, matrix.Statements];
        for (var i = 0; i < matrix.Statements; i++)
        {
            for (var j = 0; j < matrix.Statements; j++)
            {
                covariance[i, j] = Enumerable.Range(0, matrix.Participants).Sum(p => filled[p, i] * filled[p, j]);
            }
        }
        return covariance;
    }

    private static double Dot(IReadOnlyList<double> a, IReadOnlyList<double> b) => a.Zip(b, (x, y) => x * y).Sum();
}
