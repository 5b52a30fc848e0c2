using NUnit.Framework;
using Pulse.Analysing.Matrices;
using Pulse.Voting;

namespace Pulse.Tests.Analysing.Matrices;

[TestFixture]
public sealed class TallyingTests
{
    [FsCheck.NUnit.Property(MaxTest = 40)]
    public bool Counts_equal_a_direct_count_for_any_number_of_threads(int seed)
    {
        var votes = VoteMatrixTests.Some(50, 15, (ulong)seed);
        var chance = new Chance((ulong)seed + 1);
        var setOf = Enumerable.Range(0, 50).Select(_ => chance.Below(4) - 1).ToArray();
        var matrix = VoteMatrix.From(50, 15, votes);
        return new[] { 1, 2, 7, 100 }.All(threads =>
        {
            var tallies = Tallying.Of(matrix, setOf, 3, threads);
            return Enumerable.Range(0, 15).All(s => Enumerable.Range(0, 3).All(set =>
            {
                var own = votes.Where(vote => vote.Statement == s && setOf[vote.Participant] == set).ToArray();
                return tallies[s][set] == new Tally(
                    own.Count(v => v.Ballot == Ballot.Agree), own.Count(v => v.Ballot == Ballot.Disagree), own.Count(v => v.Ballot == Ballot.Pass));
            }));
        });
    }

    [Test]
    public void No_participants_no_statements_and_no_sets_are_counted_as_nothing()
    {
        Assert.That(Tallying.Of(VoteMatrix.From(0, 3, []), [], 2, 2).SelectMany(row => row), Is.All.EqualTo(default(Tally)));
        Assert.That(Tallying.Of(VoteMatrix.From(3, 0, []), new int[3], 2), Is.Empty);
        Assert.That(Tallying.Of(VoteMatrix.From(2, 2, []), [-1, -1], 0), Is.All.Empty);
        Assert.That(() => Tallying.Of(VoteMatrix.From(2, 2, []), [0], 1), Throws.ArgumentException);
    }
}
