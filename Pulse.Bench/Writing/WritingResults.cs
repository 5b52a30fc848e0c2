using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;
using Pulse.Bench.Cases;
using Pulse.Bench.Reading;

namespace Pulse.Bench.Writing;

/// <summary>Every result under the ids of the file it came from, one table per subject, for others to compare.</summary>
internal static class WritingResults
{
    public static void Of(string folder, VoteInput input, VoteResults results, Names participants, Names statements)
    {
        Participants(folder, input, results, participants);
        Statements(folder, input, results, statements);
        Segments(folder, input, results, statements);
        Groups(folder, results, statements);
        Representative(folder, results, statements);
        Components(folder, results);
    }

    private static void Participants(string folder, VoteInput input, VoteResults results, Names names)
    {
        using var labels = new Table(folder, "group-labels", "participant", "group");
        using var positions = new Table(folder, "positions", "participant", "votes", "x", "y");
        for (var participant = 0; participant < names.Count; participant++)
        {
            var name = names.Of(participant);
            var group = results.GroupOf[participant];
            labels.Add(name).Add(group < 0 ? null : results.Groups[group]).End();
            var position = results.Map.Positions[participant];
            positions.Add(name).Add(input.Matrix.CastBy(participant)).Add(position.X).Add(position.Y).End();
        }
    }

    private static void Statements(string folder, VoteInput input, VoteResults results, Names names)
    {
        using var table = new Table(
            folder, "statements", "statement", "moderated_out", "agree", "disagree", "pass", "seen",
            "group_aware_consensus", "group_aware_consensus_mean", "extremity", "priority", "center", "pc1", "pc2");
        var components = results.Map.Components;
        var extremities = Prioritising.Extremities(components);
        for (var statement = 0; statement < names.Count; statement++)
        {
            var (total, groups) = (results.Totals[statement], results.Tallies[statement]);
            table.Add(names.Of(statement)).Add(Array.BinarySearch(input.Excluded, statement) >= 0)
                .Add(total.Agree).Add(total.Disagree).Add(total.Pass).Add(total.Seen)
                .Add(groups.Length == 0 ? null : Representing.GroupAwareConsensus(groups))
                .Add(groups.Length == 0 ? null : Representing.GroupAwareConsensusMean(groups))
                .Add(extremities[statement])
                // As in Polis, only people with a group count
                .Add(Prioritising.Of(groups.Aggregate(default(Tally), Tally.Add), extremities[statement]))
                .Add(components.Means[statement]).Add(components.First[statement]).Add(components.Second[statement]).End();
        }
    }

    private static void Segments(string folder, VoteInput input, VoteResults results, Names names)
    {
        using var counts = new Table(
            folder, "segment-counts", "segment", "statement", "agree", "disagree", "pass", "seen",
            "share", "low", "high", "effective_agreement");
        using var headlines = new Table(
            folder, "headlines", "statement", "floor", "floor_segment", "lowest_share", "range", "effective_agreement", "missing");
        for (var segment = 0; segment < input.Segments.Length; segment++)
        {
            for (var statement = 0; statement < names.Count; statement++)
            {
                var count = results.Segments[statement][segment];
                counts.Add(count.Segment).Add(names.Of(statement))
                    .Add(count.Agree).Add(count.Disagree).Add(count.Pass).Add(count.Cast)
                    .Add(count.Share).Add(count.Interval.Low).Add(count.Interval.High).Add(count.EffectiveAgreement).End();
            }
        }
        for (var statement = 0; statement < names.Count; statement++)
        {
            var headline = results.Headlines[statement];
            headlines.Add(names.Of(statement)).Add(headline.Floor).Add(headline.FloorSegment).Add(headline.LowestShare)
                .Add(headline.Range).Add(headline.EffectiveAgreement)
                .Add(headline.Missing.Count == 0 ? null : string.Join(' ', headline.Missing)).End();
        }
    }

    private static void Groups(string folder, VoteResults results, Names names)
    {
        using var groups = new Table(folder, "groups", "group", "participants");
        using var counts = new Table(
            folder, "group-counts", "group", "statement", "agree", "disagree", "pass", "seen", "share", "low", "high");
        using var statistics = new Table(
            folder, "group-statistics", "group", "statement", "na", "nd", "ns", "pa", "pd", "pat", "pdt", "ra", "rd", "rat", "rdt");
        for (var group = 0; group < results.Groups.Length; group++)
        {
            groups.Add(results.Groups[group]).Add(results.GroupOf.AsSpan().Count(group)).End();
            for (var statement = 0; statement < names.Count; statement++)
            {
                var one = results.Statistics[statement][group];
                var interval = Pulse.Analysing.Segments.Wilson.Of(one.Votes.Agree, one.Votes.Seen);
                counts.Add(results.Groups[group]).Add(names.Of(statement))
                    .Add(one.Votes.Agree).Add(one.Votes.Disagree).Add(one.Votes.Pass).Add(one.Votes.Seen)
                    .Add(one.Votes.Seen == 0 ? null : (double)one.Votes.Agree / one.Votes.Seen)
                    .Add(interval.Low).Add(interval.High).End();
                statistics.Add(results.Groups[group]).Add(names.Of(statement))
                    .Add(one.Votes.Agree).Add(one.Votes.Disagree).Add(one.Votes.Seen)
                    .Add(one.AgreeShare).Add(one.DisagreeShare).Add(one.AgreeTest).Add(one.DisagreeTest)
                    .Add(one.AgreeRatio).Add(one.DisagreeRatio).Add(one.AgreeRatioTest).Add(one.DisagreeRatioTest).End();
            }
        }
    }

    private static void Representative(string folder, VoteResults results, Names names)
    {
        using var representative = new Table(
            folder, "representative", "group", "place", "statement", "direction", "success", "seen", "share", "test",
            "ratio", "ratio_test", "best_agree");
        for (var group = 0; group < results.Representative.Count; group++)
        {
            for (var place = 0; place < results.Representative[group].Count; place++)
            {
                var one = results.Representative[group][place];
                representative.Add(results.Groups[group]).Add(place + 1).Add(names.Of(one.Statement)).Add(Direction(one))
                    .Add(one.Success).Add(one.Seen).Add(one.Share).Add(one.Test).Add(one.Ratio).Add(one.RatioTest)
                    .Add(one.BestAgree).End();
            }
        }
        using var consensus = new Table(
            folder, "consensus", "direction", "place", "statement", "success", "seen", "share", "test");
        foreach (var list in new[] { results.AgreeTogether, results.DisagreeTogether })
        {
            for (var place = 0; place < list.Count; place++)
            {
                var one = list[place];
                consensus.Add(Direction(one)).Add(place + 1).Add(names.Of(one.Statement))
                    .Add(one.Success).Add(one.Seen).Add(one.Share).Add(one.Test).End();
            }
        }
    }

    private static string Direction(RepresentativeStatement one) => one.Agrees ? "agree" : "disagree";

    private static void Components(string folder, VoteResults results)
    {
        var components = results.Map.Components;
        using (var table = new Table(folder, "components", "component", "eigenvalue", "explained", "residual"))
        {
            for (var i = 0; i < components.Eigenvalues.Count; i++)
            {
                table.Add(i + 1).Add(components.Eigenvalues[i])
                    .Add(components.Total > 0 ? components.Eigenvalues[i] / components.Total : 0)
                    .Add(components.Residuals[i]).End();
            }
        }
        using var silhouettes = new Table(folder, "silhouettes", "groups", "silhouette");
        foreach (var one in results.Map.Silhouettes)
        {
            silhouettes.Add(one.Groups).Add(one.Silhouette).End();
        }
    }
}
