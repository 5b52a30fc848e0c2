using Pulse.Language.Verifying;

namespace Pulse.Language.Prompting;

/// <summary>What the verifiers say of a reply that has the right shape.</summary>
/// <param name="Value">What can be used of it, with what failed already dropped.</param>
/// <param name="Findings">What was dropped or flagged.</param>
/// <param name="Missing">Per-call ids that the reply neither used nor set aside.</param>
public sealed record Judgement<T>(T Value, IReadOnlyList<Finding> Findings, IReadOnlyList<string> Missing)
{
    public bool IsGood => Missing.Count == 0 && !Findings.Any(finding => finding.AsksAgain);

    /// <summary>How much is wrong; among several replies the one with the least is kept.</summary>
    internal int Weight => Missing.Count + Findings.Count(finding => finding.AsksAgain);
}

/// <summary>What came of asking, repairs included.</summary>
/// <param name="Best">The best usable reply; null if there was none.</param>
/// <param name="Failure">Why there was none, in one sentence.</param>
/// <param name="TooLong">The reply was cut off: ask about fewer.</param>
/// <param name="Calls">Calls made.</param>
/// <param name="Repaired">A later attempt was better than the first.</param>
/// <param name="Call">What was sent first.</param>
public sealed record Asked<T>(Judgement<T>? Best, string? Failure, bool TooLong, int Calls, bool Repaired, PreparedCall Call);
