namespace Pulse.Analysing.Segments;

/// <summary>Issues certificates: only cast votes, only the ratified text, enough people in every bridging segment.</summary>
public static class Certifying
{
    /// <param name="textVersion">The version whose votes these are.</param>
    /// <param name="ratified">Whether exactly this version was put to the ratification vote.</param>
    /// <param name="segments">Votes per segment, in any order; those not bridging are carried as further evidence.</param>
    /// <param name="bridgingSegments">The segments that consensus must bridge.</param>
    /// <param name="minimumCell">The least number of cast votes a bridging segment must have; at least 1.</param>
    public static Certificate Of(
        Guid textVersion,
        bool ratified,
        IEnumerable<CertificateSegment> segments,
        IReadOnlyCollection<string> bridgingSegments,
        int minimumCell)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(bridgingSegments);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumCell, 1);
        var bySlug = segments.ToDictionary(segment => segment.Segment, StringComparer.Ordinal);
        var evidence = bySlug.Keys.Union(bridgingSegments, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(slug => bySlug.GetValueOrDefault(slug) ?? new CertificateSegment(slug, true, 0, 0))
            .Select(segment => Checked(segment) with { Bridging = bridgingSegments.Contains(segment.Segment) })
            .ToArray();
        var bridging = evidence.Where(segment => segment.Bridging).ToArray();

        var reasons = new List<CertificateReason>();
        if (bridging.Length == 0)
        {
            reasons.Add(new CertificateReason(Obstacle.NothingToBridge, null, 0, 1));
        }
        if (!ratified)
        {
            reasons.Add(new CertificateReason(Obstacle.NotRatified, null, 0, 1));
        }
        reasons.AddRange(bridging.Where(segment => segment.Cast < minimumCell)
            .Select(segment => new CertificateReason(Obstacle.TooFewVotes, segment.Segment, segment.Cast, minimumCell)));
        reasons.AddRange(evidence.Where(segment => segment.OtherVotes > 0)
            .Select(segment => new CertificateReason(Obstacle.VotesOnOtherText, segment.Segment, segment.OtherVotes, 0)));
        reasons.AddRange(evidence.Where(segment => segment.InferredVotes > 0)
            .Select(segment => new CertificateReason(Obstacle.InferredVotes, segment.Segment, segment.InferredVotes, 0)));

        var floor = bridging.Any(segment => segment.Cast > 0)
            ? bridging.Min(segment => segment.Interval.Low)
            : 0;
        var z = Bridging.JointZ(bridging.Length, 0.95);
        var jointFloor = bridging.Length == 0 ? 0 : bridging.Min(segment => Wilson.Of(segment.Agree, segment.Cast, z).Low);
        return new Certificate(
            textVersion, reasons.Count == 0, floor, jointFloor, evidence, reasons, Objection(evidence, minimumCell),
            AnalysisParameters.RuleVersion);
    }

    /// <summary>Any segment may object, but a share of fewer votes than the minimum cell says too little.</summary>
    private static CertificateObjection? Objection(CertificateSegment[] evidence, int minimumCell) => evidence
        .Where(segment => segment.Unacceptable is not null && segment.Cast >= minimumCell)
        .OrderByDescending(segment => segment.UnacceptableShare)
        .Select(segment => new CertificateObjection(
            segment.Segment, segment.Unacceptable!.Value, segment.Cast, segment.UnacceptableShare!.Value,
            segment.UnacceptableInterval!.Value))
        .FirstOrDefault();

    private static CertificateSegment Checked(CertificateSegment segment) =>
        segment.Agree >= 0 && segment.OtherVotes >= 0 && segment.InferredVotes >= 0 && (segment.Unacceptable ?? 0) >= 0
            && segment.Agree + (segment.Unacceptable ?? 0) <= segment.Cast
            ? segment
            : throw new ArgumentException($"The counts of segment '{segment.Segment}' do not add up: {segment}.");
}
