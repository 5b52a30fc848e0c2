using Pulse.Analysing.Routing;
using Pulse.Analysing.Segments;

namespace Pulse.Bench.Replaying;

/// <summary>How often an estimator's 95 % intervals contain the truth, over all cells (statement × segment) with a vote.</summary>
/// <param name="Covered">Share of cells whose interval contains the share over all participants of the segment.</param>
/// <param name="Width">Mean width of the intervals.</param>
/// <param name="Bias">Mean of estimate − truth.</param>
internal sealed record Cover(double Covered, double Width, double Bias);

/// <param name="Policy">The policy that chose.</param>
/// <param name="Cells">Cells with at least one vote.</param>
/// <param name="Empty">Share of cells without one; they are not counted as covered.</param>
/// <param name="Robust">With the chances that the answers were drawn from as predictions.</param>
/// <param name="Misled">With predictions that say the opposite: 1 − chance.</param>
internal sealed record Covering(
    string Policy, int Cells, double Empty, Cover Raw, Cover Corrected, Cover Robust, Cover Misled)
{
    public static Covering Of(ReplaySet real, Func<RoutingPolicy> make, int seeds, double part, bool eager)
    {
        var (name, empty) = (make().Name, 0);
        var (raw, corrected, robust, misled) = (new List<Cover>(), new List<Cover>(), new List<Cover>(), new List<Cover>());
        for (var seed = 1; seed <= seeds; seed++)
        {
            var set = CompleteSets.Draw(real, Chance.Mix((ulong)seed), part, eager);
            var draws = Replaying.Run(set, make(), (ulong)seed).Draws.ToLookup(draw => (draw.Statement, set.SegmentOf[draw.Participant]));
            for (var statement = 0; statement < set.Statements; statement++)
            {
                for (var segment = 0; segment < set.Segments; segment++)
                {
                    var truth = set.Truth[statement][segment];
                    var estimate = Estimate(set, statement, segment, draws[(statement, segment)], false);
                    if (estimate.Raw is not { } share)
                    {
                        empty++;
                        continue;
                    }
                    raw.Add(One(share, estimate.RawInterval, truth));
                    corrected.Add(One(estimate.Corrected!.Value, estimate.CorrectedInterval, truth));
                    robust.Add(One(estimate.DoublyRobust!.Value, estimate.DoublyRobustInterval!.Value, truth));
                    var wrong = Estimate(set, statement, segment, draws[(statement, segment)], true);
                    misled.Add(One(wrong.DoublyRobust!.Value, wrong.DoublyRobustInterval!.Value, truth));
                }
            }
        }
        return new Covering(
            name, raw.Count, (double)empty / (empty + raw.Count), Mean(raw), Mean(corrected), Mean(robust), Mean(misled));
    }

    private static ShareEstimate Estimate(ReplaySet set, int statement, int segment, IEnumerable<Draw> draws, bool opposite)
    {
        double Predicted(int p) => opposite ? 1 - set.Chances![p][statement] : set.Chances![p][statement];
        var members = Enumerable.Range(0, set.SegmentOf.Length).Where(p => set.SegmentOf[p] == segment).ToArray();
        return ShareEstimating.Of(
            segment, statement,
            [.. draws.Select(draw => new OfferedVote(
                draw.Participant, segment, statement, draw.Step, set.Budgets[draw.Participant], set.Statements,
                draw.Propensity, draw.Ballot, Predicted(draw.Participant)))],
            members.Length, members.Average(Predicted));
    }

    private static Cover One(double share, Interval interval, double truth) => new(
        interval.Low <= truth + 1e-9 && truth - 1e-9 <= interval.High ? 1 : 0, interval.High - interval.Low, share - truth);

    private static Cover Mean(List<Cover> covers) =>
        new(covers.Average(one => one.Covered), covers.Average(one => one.Width), covers.Average(one => one.Bias));
}
