namespace Pulse.Analysing.OpinionGroups;

/// <summary>
/// How much of an opinion map would stand in another round of votes by the same people: the grouping repeated without a
/// random third of everybody's votes (in the sense of von Luxburg, Clustering Stability, 2010). A third left out, and
/// neither half nor a fifth, comes closest to what new rounds of simulated votes give: see docs/methodology.md.
/// </summary>
/// <param name="Resamples">How often the grouping was repeated.</param>
/// <param name="People">How many participants took part in it: all, or a seeded sample where there are very many votes.</param>
/// <param name="AdjustedRand">Mean adjusted Rand index of the repetitions to the map; 1 the same, about 0 nothing in common.</param>
/// <param name="SameNumber">Share of the repetitions that found as many groups as the map.</param>
/// <param name="Groups">One per group of the map, by number.</param>
/// <param name="Participants">Per participant, the share of repetitions in which they stay with their group; nothing for
/// who is in no group or was not in the sample.</param>
/// <param name="Verdict">The map's: that of its least stable group.</param>
public sealed record Stability(
    int Resamples,
    int People,
    double AdjustedRand,
    double SameNumber,
    IReadOnlyList<GroupStability> Groups,
    IReadOnlyList<double?> Participants,
    StabilityVerdict Verdict)
{
    /// <summary>From here on a group is stable (C. Hennig, Computational Statistics and Data Analysis 52, 2007, and his fpc).</summary>
    public const double Stable = 0.75;

    /// <summary>Below this a group should not be trusted.</summary>
    public const double Doubtful = 0.6;

    public static StabilityVerdict VerdictOf(double jaccard) => jaccard switch
    {
        >= Stable => StabilityVerdict.Stable,
        >= Doubtful => StabilityVerdict.Uncertain,
        _ => StabilityVerdict.Unstable,
    };
}

/// <summary>One group's stability.</summary>
/// <param name="Number">The group's number in the map.</param>
/// <param name="Jaccard">Mean over the repetitions of the Jaccard index to the most similar group found there; nothing
/// where none of its people took part.</param>
/// <param name="Verdict">What that means.</param>
public sealed record GroupStability(int Number, double? Jaccard, StabilityVerdict Verdict);

/// <summary><c>VerdictWriting</c> puts these into words, in three languages.</summary>
public enum StabilityVerdict
{
    /// <summary>There are fewer than two groups: nothing that could be stable.</summary>
    NothingToTell,

    /// <summary>Without a third of the votes the groups are other ones.</summary>
    Unstable,

    /// <summary>There is a pattern, but who belongs where is uncertain.</summary>
    Uncertain,

    /// <summary>Two thirds of the votes are enough to find the same groups.</summary>
    Stable,
}
