namespace Pulse.Analysing.Slates;

/// <summary>
/// How well a slate serves the bridging segments, so that two slates can be compared exactly: the shares of their voters
/// represented, the worst first (leximin); where all are equal, agreements per voter, the fewest first.
/// </summary>
internal sealed class Standing : IComparable<Standing>
{
    private readonly (long Count, long Voters)[] _represented;
    private readonly (long Count, long Voters)[] _agreements;

    /// <param name="voters">Voters per segment; a segment without voters cannot be served and does not count.</param>
    /// <param name="represented">Of them, how many agree with a chosen statement.</param>
    /// <param name="agreements">Their agreeing votes on chosen statements.</param>
    public Standing(ReadOnlySpan<int> voters, ReadOnlySpan<int> represented, ReadOnlySpan<int> agreements)
    {
        _represented = Sorted(represented, voters);
        _agreements = Sorted(agreements, voters);
    }

    public int CompareTo(Standing? other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var first = Compare(_represented, other._represented);
        return first != 0 ? first : Compare(_agreements, other._agreements);
    }

    private static int Compare((long Count, long Voters)[] a, (long Count, long Voters)[] b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            var side = (a[i].Count * b[i].Voters).CompareTo(b[i].Count * a[i].Voters);
            if (side != 0)
            {
                return side;
            }
        }
        return 0;
    }

    private static (long Count, long Voters)[] Sorted(ReadOnlySpan<int> counts, ReadOnlySpan<int> voters)
    {
        var shares = new List<(long Count, long Voters)>();
        for (var i = 0; i < counts.Length; i++)
        {
            if (voters[i] > 0)
            {
                shares.Add((counts[i], voters[i]));
            }
        }
        shares.Sort((a, b) => (a.Count * b.Voters).CompareTo(b.Count * a.Voters));
        return [.. shares];
    }
}
