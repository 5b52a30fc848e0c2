using NUnit.Framework;
using Pulse.Analysing.Estimates;

namespace Pulse.Tests.Analysing.Estimates;

/// <summary>Where the truth is known, the estimates come near it, as near as they say.</summary>
[TestFixture]
public sealed class RecoveringTests
{
    private const int Participants = 240;
    private const int Statements = 240;
    private const int VotesEach = 8;

    private static readonly (SimulatedVotes Votes, AgreementEstimates Estimates)[] _runs = Enumerable.Range(0, 6).Select(run =>
    {
        var votes = new SimulatedVotes(Participants, Statements, VotesEach, (ulong)(500 + run));
        return (votes, EstimatingAgreement.Of(
            votes.Matrix, votes.SegmentOf, SimulatedVotes.Segments, votes.Texts, 1, new EstimatingOptions { Draws = 400, Threads = 1 }));
    }).ToArray();

    private static readonly (AgreementEstimate Estimate, double Truth)[] _cells = _runs.SelectMany(run =>
        run.Estimates.Cells.Select(cell => (cell, run.Votes.Share(cell.Statement, cell.Segment)))).ToArray();

    [Test]
    public void Intervals_hold_the_true_share_as_often_as_they_say()
    {
        foreach (var (level, z) in Predicting.Levels)
        {
            var held = _cells.Average(cell =>
            {
                var interval = cell.Estimate.Interval(z);
                return interval.Low <= cell.Truth && cell.Truth <= interval.High ? 1.0 : 0.0;
            });
            TestContext.Out.WriteLine($"{level:p0} intervals hold the true share in {held:p1} of {_cells.Length} cells.");
            Assert.That(held, Is.EqualTo(level).Within(level > 0.9 ? 0.02 : 0.04));
        }
    }

    [Test]
    public void The_estimates_are_nearer_to_the_truth_than_smoothed_rates()
    {
        var raw = new double[RawRates.Names.Count];
        foreach (var (votes, _) in _runs)
        {
            var rates = new RawRates(votes.Votes, votes.SegmentOf, Statements, SimulatedVotes.Segments);
            for (var s = 0; s < Statements; s++)
            {
                for (var g = 0; g < SimulatedVotes.Segments; g++)
                {
                    var shares = rates.Shares(s, g);
                    for (var i = 0; i < raw.Length; i++)
                    {
                        raw[i] += Math.Pow(shares[i] - votes.Share(s, g), 2) / _cells.Length;
                    }
                }
            }
        }
        var ours = Math.Sqrt(_cells.Average(cell => Math.Pow(cell.Estimate.Share - cell.Truth, 2)));
        TestContext.Out.WriteLine($"Root mean square error {ours:f4}; "
            + string.Join(", ", RawRates.Names.Select((name, i) => $"{name} {Math.Sqrt(raw[i]):f4}")) + ".");
        Assert.That(ours, Is.LessThan(0.85 * Math.Sqrt(raw.Min())));
    }

    [Test]
    public void What_is_said_of_the_lowest_segment_comes_true_as_often_as_it_is_said()
    {
        var all = _runs.SelectMany(run => run.Estimates.Bridging.Select(one => (
            Said: one,
            Truth: Enumerable.Range(0, SimulatedVotes.Segments).Min(g => run.Votes.Share(one.Statement, g))))).ToArray();
        var held = all.Average(one => one.Said.Low <= one.Truth && one.Truth <= one.Said.High ? 1.0 : 0.0);
        TestContext.Out.WriteLine($"95 % intervals of the lowest share hold it in {held:p1} of {all.Length} statements.");
        Assert.That(held, Is.InRange(0.93, 0.97));
        foreach (var third in all.OrderBy(one => one.Said.Above).Chunk((all.Length + 2) / 3))
        {
            var (said, came) = (third.Average(one => one.Said.Above), third.Average(one => one.Truth > 0.5 ? 1.0 : 0.0));
            TestContext.Out.WriteLine($"A lowest share above a half was given {said:p1} and came true in {came:p1}.");
            Assert.That(came, Is.EqualTo(said).Within(0.05));
        }
    }

    [Test]
    public void What_each_participant_is_expected_to_say_comes_true_as_often_as_it_is_expected()
    {
        var pairs = _runs.SelectMany(run => Enumerable.Range(0, Participants).SelectMany(p => Enumerable.Range(0, 60).Select(i => 4 * i)
            .Select(s => (Said: run.Estimates.Votes.Agree(p, s), Truth: run.Votes.Agrees(p, s))))).ToArray();
        foreach (var tenth in pairs.OrderBy(pair => pair.Said).Chunk(pairs.Length / 10))
        {
            Assert.That(tenth.Average(pair => pair.Truth), Is.EqualTo(tenth.Average(pair => pair.Said)).Within(0.03));
        }
        var apart = _runs.Average(run => Enumerable.Range(0, Participants).Average(p =>
            Math.Abs(run.Estimates.Votes.Agree(p, 0) - run.Estimates.Of(0, run.Votes.SegmentOf[p]).Share)));
        Assert.That(apart, Is.GreaterThan(0.03), "people differ from their segment");
    }
}
