using NUnit.Framework;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.Segments;
using Pulse.Tests.Analysing.Matrices;
using Pulse.Voting;

namespace Pulse.Tests.Analysing.Segments;

[TestFixture]
public sealed class WeightedCountingTests
{
    private static readonly Segment[] _tree = [new("all", null), new("a", "all"), new("b", "all"), new("c", null)];
    private static readonly string[] _sides = ["a", "b"];

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public bool Equal_weights_give_exactly_the_unweighted_numbers(int seed, byte weight)
    {
        var (matrix, segments) = Some(seed);
        var weights = Enumerable.Repeat((1 + weight) / 7.0, matrix.Participants).ToArray();
        var weighted = WeightedCounting.Of(matrix, segments, weights, _tree);
        var counts = SegmentCounting.Of(matrix, segments, _tree);
        return weighted.Zip(counts).All(pair => pair.First.Zip(pair.Second).All(cell =>
                cell.First.Cast == cell.Second.Cast && cell.First.EffectiveSize == cell.Second.Cast
                && cell.First.Share == cell.Second.Share && cell.First.Interval == cell.Second.Interval
                && cell.First.EffectiveAgreement == cell.Second.EffectiveAgreement)
            && Same(Bridging.Weighted(pair.First, _sides), Bridging.Of(pair.Second, _sides)));
    }

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public bool Scaling_all_weights_changes_nothing(int seed)
    {
        var (matrix, segments) = Some(seed);
        var chance = new Chance((ulong)seed);
        var weights = Enumerable.Range(0, matrix.Participants).Select(_ => 0.05 + chance.Uniform()).ToArray();
        var one = WeightedCounting.Of(matrix, segments, weights, _tree);
        var other = WeightedCounting.Of(matrix, segments, weights.Select(weight => weight * 1234.5678).ToArray(), _tree);
        return one.Zip(other).All(pair => pair.First.Zip(pair.Second).All(cell =>
            Math.Abs((cell.First.Share ?? 0) - (cell.Second.Share ?? 0)) < 1e-12
            && Math.Abs(cell.First.EffectiveSize - cell.Second.EffectiveSize) < 1e-10
            && Math.Abs(cell.First.Interval.Low - cell.Second.Interval.Low) < 1e-12
            && Math.Abs(cell.First.Interval.High - cell.Second.Interval.High) < 1e-12));
    }

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public bool Unequal_weights_never_know_more_than_equal_ones(int seed)
    {
        var (matrix, segments) = Some(seed);
        var chance = new Chance((ulong)seed);
        var weights = Enumerable.Range(0, matrix.Participants).Select(_ => 0.05 + chance.Uniform()).ToArray();
        return WeightedCounting.Of(matrix, segments, weights, _tree).All(statement => statement.All(cell =>
            cell.EffectiveSize <= cell.Cast && cell.EffectiveSize >= Math.Min(1, cell.Cast) - 1e-12
            && cell.Interval.Low >= 0 && cell.Interval.High <= 1
            && (cell.Share is not { } share || (cell.Interval.Low <= share && share <= cell.Interval.High))));
    }

    [Test]
    public void A_heavy_voter_moves_the_share_and_costs_certainty()
    {
        var matrix = VoteMatrix.From(4, 1, [new(0, 0, Ballot.Agree), new(1, 0, Ballot.Disagree), new(2, 0, Ballot.Pass), new(3, 0, Ballot.Disagree)]);
        var count = WeightedCounting.Of(matrix, ["a", "a", "a", null], [3, 1, 2, 50], [new("a", null)])[0][0];
        Assert.Multiple(() =>
        {
            Assert.That(count.Cast, Is.EqualTo(3));
            Assert.That(count.Share, Is.EqualTo(0.5).Within(1e-15));
            Assert.That(count.EffectiveSize, Is.EqualTo(36.0 / 14).Within(1e-12));
            Assert.That(count.EffectiveAgreement, Is.EqualTo(0.5 * (1 - 1.0 / 6)).Within(1e-12));
            Assert.That(count.Interval, Is.EqualTo(Wilson.OfShare(count.Share!.Value, count.EffectiveSize)));
        });
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void A_weight_that_is_none_is_refused(double weight) =>
        Assert.That(() => WeightedCounting.Of(VoteMatrix.From(2, 1, []), [null, null], [1, weight], _tree), Throws.ArgumentException);

    [Test]
    public void One_weight_each_nobody_and_no_votes_are_defined()
    {
        Assert.That(() => WeightedCounting.Of(VoteMatrix.From(2, 1, []), [null, null], [1], _tree), Throws.ArgumentException);
        Assert.That(WeightedCounting.Of(VoteMatrix.From(0, 0, []), [], [], _tree), Is.Empty);
        var none = WeightedCounting.Of(VoteMatrix.From(1, 1, []), ["a"], [2], _tree)[0][1];
        Assert.That((none.Share, none.EffectiveSize, none.Interval), Is.EqualTo(((double?)null, 0.0, new Interval(0, 1))));
        Assert.That(Bridging.Weighted([none], _sides).Missing, Is.EqualTo(_sides));
    }

    /// <summary>Weights by chance, and weights that undo a sample with too many of one kind (what raking does).</summary>
    [Test]
    public void Weighted_intervals_cover_the_population_s_share()
    {
        const int rounds = 1000, size = 150;
        var chance = new Chance(9);
        var (random, raked, unweighted) = (0, 0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var votes = new IndexedVote[size];
            var (weights, kinds) = (new double[size], new double[size]);
            for (var i = 0; i < size; i++)
            {
                votes[i] = new IndexedVote(i, 0, chance.Uniform() < 0.65 ? Ballot.Agree : Ballot.Disagree);
                weights[i] = Math.Exp(1.5 * chance.Uniform());
            }
            random += Covers(votes, weights, 0.65) ? 1 : 0;
            // Eight in ten of the sample are of a kind that makes half of the population.
            for (var i = 0; i < size; i++)
            {
                var common = chance.Uniform() < 0.8;
                kinds[i] = common ? 0.5 / 0.8 : 0.5 / 0.2;
                votes[i] = new IndexedVote(i, 0, chance.Uniform() < (common ? 0.7 : 0.5) ? Ballot.Agree : Ballot.Disagree);
            }
            raked += Covers(votes, kinds, 0.6) ? 1 : 0;
            unweighted += Covers(votes, Enumerable.Repeat(1.0, size).ToArray(), 0.6) ? 1 : 0;
        }
        TestContext.Out.WriteLine($"95 % intervals with Kish's size: weights by chance cover in {(double)random / rounds:P2}, weights that undo "
            + $"a sample of 80:20 for 50:50 in {(double)raked / rounds:P2} (the same unweighted: {(double)unweighted / rounds:P2})");
        Assert.That((double)random / rounds, Is.InRange(0.935, 0.965));
        // Kish takes weights to have nothing to do with opinions; here the heavy ones also vary more.
        Assert.That((double)raked / rounds, Is.InRange(0.92, 0.965));
        Assert.That(unweighted, Is.LessThan(raked));

        static bool Covers(IndexedVote[] votes, double[] weights, double truth)
        {
            var interval = WeightedCounting.Of(
                VoteMatrix.From(size, 1, votes), _oneSegment, weights, [new Segment("a", null)])[0][0].Interval;
            return interval.Low <= truth && truth <= interval.High;
        }
    }

    private static readonly string[] _oneSegment = Enumerable.Repeat("a", 150).ToArray();

    private static (VoteMatrix Matrix, string?[] Segments) Some(int seed) => (
        VoteMatrix.From(30, 8, VoteMatrixTests.Some(30, 8, (ulong)seed)),
        Enumerable.Range(0, 30).Select(p => (p % 5) switch { 0 or 1 => "a", 2 => "b", 3 => "c", _ => (string?)null }).ToArray());

    private static bool Same(Headline one, Headline other) =>
        (one.Floor, one.FloorSegment, one.LowestShare, one.Range, one.EffectiveAgreement)
            == (other.Floor, other.FloorSegment, other.LowestShare, other.Range, other.EffectiveAgreement)
        && one.Missing.SequenceEqual(other.Missing);
}
