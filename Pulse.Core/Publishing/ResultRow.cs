namespace Pulse.Publishing;

/// <summary>A segment's place in a row; no result where too few people stand behind it.</summary>
public sealed record ShownSegment(string Segment, bool Bridging, SegmentResult? Result);

/// <summary>
/// One statement's or text's votes per segment as they may be shown. What is computed over segments (floor, spread) is
/// there only if every bridging segment is, because a least value would print a hidden segment's own figure.
/// </summary>
public sealed record ResultRow(IReadOnlyList<ShownSegment> Segments)
{
    /// <param name="order">The dialogue's segments in their order; a segment nobody voted in is a hidden one.</param>
    /// <param name="minimum">From <see cref="Disclosure"/>: staff's or public.</param>
    public static ResultRow Of(
        IReadOnlyList<(string Slug, bool Bridging)> order, IEnumerable<SegmentResult> results, int minimum)
    {
        var bySegment = results.ToDictionary(result => result.Segment);
        var cells = order.Select(segment => bySegment.GetValueOrDefault(segment.Slug)).ToArray();

        // The row has no printed total (no pooled figure is ever shown), so there is nothing to subtract from.
        var shown = Disclosure.Shown([.. cells.Select(cell => cell?.Votes ?? 0)], minimum, totalIsKnown: false);
        return new ResultRow([.. order.Select((segment, place) =>
            new ShownSegment(segment.Slug, segment.Bridging, shown[place] ? cells[place] : null))]);
    }

    private IReadOnlyList<SegmentResult>? Bridging
    {
        get
        {
            var bridging = Segments.Where(segment => segment.Bridging).Select(segment => segment.Result).ToArray();
            return bridging.Length == 0 || bridging.Any(result => result is null) ? null : [.. bridging.OfType<SegmentResult>()];
        }
    }

    /// <summary>The headline: the least lower end over the bridging segments; null if one of them is not shown.</summary>
    public double? Floor => Bridging?.Min(result => result.Low);

    /// <summary>The least share over the bridging segments, a point estimate.</summary>
    public double? LeastShare => Bridging?.Min(result => result.Share);

    /// <summary>Largest minus least share over all shown segments, if there are two.</summary>
    public double? Spread
    {
        get
        {
            var shares = Segments.Select(segment => segment.Result?.Share).OfType<double>().ToArray();
            return shares.Length < 2 ? null : shares.Max() - shares.Min();
        }
    }

    public SegmentResult? In(string segment) =>
        Segments.FirstOrDefault(shown => shown.Segment == segment)?.Result;
}
