using System.Globalization;
using System.Text;
using Pulse.Analysing.Routing;

namespace Pulse.Bench.Replaying;

/// <summary>The tables that a replay ends in, as text.</summary>
internal static class ReplayTable
{
    /// <summary>Share of offers that is even in every policy whose intervals are judged: without it nothing corrects.</summary>
    public const double Floor = 0.1;

    /// <summary>How much people of a completed set answer, as a part of what they really answered.</summary>
    public const double Part = 0.4;

    public static Func<ReplaySet, RoutingPolicy>[] Finders(Ranking ranking) =>
    [
        _ => new UniformRandom(),
        _ => new FewestVotesFirst(),
        _ => new PolisPriority(),
        _ => new PulseOffers(),
        _ => new PulseOffers(new OfferingOptions(MinimumLooks: 0), "Pulse, nothing owed"),
        set => new Oracle(set.Best(Finding.Sought), ranking),
    ];

    public static Func<RoutingPolicy>[] Choosers { get; } =
    [
        () => new UniformRandom(),
        () => new Floored(new FewestVotesFirst(), Floor),
        () => new Floored(new PolisPriority(), Floor),
        () => new PulseOffers(),
        () => new Floored(new PleasingFeed(), Floor),
    ];

    /// <summary>Every policy over the same sets and seeds, uniform first and the oracle last.</summary>
    public static Finding[] Findings(Func<int, ReplaySet> set, Ranking ranking, int seeds) =>
        [.. Finders(ranking).Select(make => Finding.Of(set, make, ranking, seeds))];

    /// <summary>Every policy over the same completed sets and seeds.</summary>
    public static Covering[] Coverings(ReplaySet real, int seeds, bool eager) =>
        [.. Choosers.Select(make => Covering.Of(real, make, seeds, Part, eager))];

    /// <summary>Votes until found per policy, and the share of the way from uniform to the oracle that each goes.</summary>
    public static string Of(ReplaySet played, Ranking ranking, Finding[] findings)
    {
        var (even, oracle) = (findings[0], findings[^1]);
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture,
            $"{played.Name}: {played.SegmentOf.Length} people, {played.Segments} segments, {played.Statements} statements, {played.Votes} votes; ranked {ranking.Method.Name}; {even.Area.Length} seeds");
        text.AppendLine("policy               votes to 0.8 (8 of 10 seeds)   ×     gap    votes to 0.9 (8 of 10 seeds)   ×     gap    area   gap");
        foreach (var one in findings)
        {
            text.Append(CultureInfo.InvariantCulture, $"{one.Policy,-20}");
            foreach (var (own, first, last) in new[] { (one.Eight, even.Eight, oracle.Eight), (one.Nine, even.Nine, oracle.Nine) })
            {
                var (median, low, high) = Finding.Spread(own);
                var (start, end) = (Finding.Spread(first).Median, Finding.Spread(last).Median);
                text.Append(CultureInfo.InvariantCulture,
                    $" {median,6:F0} ({low,6:F0} – {high,6:F0})     {median / start,6:F2} {(start - median) / (start - end),6:P0} ");
            }
            text.AppendLine(CultureInfo.InvariantCulture,
                $"   {one.Area.Average():F3} {(one.Area.Average() - even.Area.Average()) / (oracle.Area.Average() - even.Area.Average()),5:P0}");
        }
        return text.ToString();
    }

    /// <summary>Coverage in percent, mean width and bias in points, per policy and estimator.</summary>
    public static string Of(ReplaySet real, bool eager, int seeds, Covering[] coverings)
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture,
            $"{real.Name}, completed, {Part:P0} of the votes; {(eager ? "who agrees more answers more" : "answers as many as they did")}; {seeds} seeds: coverage % (width, bias in points)");
        text.AppendLine("policy               raw                    corrected              predictions            wrong predictions      empty cells");
        foreach (var one in coverings)
        {
            text.Append(CultureInfo.InvariantCulture, $"{one.Policy,-20}");
            foreach (var cover in new[] { one.Raw, one.Corrected, one.Robust, one.Misled })
            {
                text.Append(CultureInfo.InvariantCulture, $" {cover.Covered * 100,5:F1} ({cover.Width * 100,4:F0}, {cover.Bias * 100,5:F1})    ");
            }
            text.AppendLine(CultureInfo.InvariantCulture, $" {one.Empty:P1}");
        }
        return text.ToString();
    }
}
