namespace Pulse.Language.Parity;

/// <summary>Votes on one statement, in one segment, by people who read one language version.</summary>
public sealed record VersionVotes(Guid Statement, string Segment, string Language, long Agreeing, long Cast);

/// <summary>A statement on which one segment votes differently depending on the language it was read in.</summary>
/// <param name="One">The version with the higher share.</param>
/// <param name="Other">The one with the lower.</param>
/// <param name="Q">The least rate of false findings at which this is one.</param>
public sealed record SplitByVersion(VersionVotes One, VersionVotes Other, double Q)
{
    public double Difference => ((double)One.Agreeing / One.Cast) - ((double)Other.Agreeing / Other.Cast);
}

/// <summary>
/// Finds statements whose translation may mislead: people of the same segment who read different versions vote
/// differently. It may also be that different people read different languages; which it is, a person has to see.
/// </summary>
public static class FindingVersionSplits
{
    /// <summary>Votes in each version, at least; with fewer nothing is said.</summary>
    public const int LeastVotes = 10;

    public const double FalseFindings = 0.05;

    /// <param name="votes">Any order; pairs are made within statement and segment.</param>
    /// <param name="test">Two-sided p that two shares are the same: k1, n1, k2, n2. Given by the room that owns the test.</param>
    /// <param name="adjust">Adjusts p-values for looking at many, to q.</param>
    public static IReadOnlyList<SplitByVersion> Find(
        IReadOnlyList<VersionVotes> votes, Func<long, long, long, long, double> test, Func<IReadOnlyList<double>, double[]> adjust)
    {
        ArgumentNullException.ThrowIfNull(votes);
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(adjust);
        var pairs = new List<(VersionVotes One, VersionVotes Other)>();
        var enough = votes.Where(vote => vote.Cast >= LeastVotes).OrderBy(vote => vote.Statement).ThenBy(vote => vote.Segment, StringComparer.Ordinal)
            .ThenBy(vote => vote.Language, StringComparer.Ordinal);
        foreach (var same in enough.GroupBy(vote => (vote.Statement, vote.Segment)))
        {
            var versions = same.ToArray();
            for (var i = 0; i < versions.Length; i++)
            {
                for (var j = i + 1; j < versions.Length; j++)
                {
                    var first = (double)versions[i].Agreeing / versions[i].Cast >= (double)versions[j].Agreeing / versions[j].Cast;
                    pairs.Add(first ? (versions[i], versions[j]) : (versions[j], versions[i]));
                }
            }
        }
        var q = adjust([.. pairs.Select(pair => test(pair.One.Agreeing, pair.One.Cast, pair.Other.Agreeing, pair.Other.Cast))]);
        return [.. pairs.Select((pair, number) => new SplitByVersion(pair.One, pair.Other, q[number])).Where(split => split.Q <= FalseFindings)];
    }
}
