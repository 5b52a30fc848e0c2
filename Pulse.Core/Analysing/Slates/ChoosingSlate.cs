using Pulse.Analysing.Matrices;

namespace Pulse.Analysing.Slates;

/// <summary>Chooses statements for a working group: fair to every group of people first, then to the worst served segment.</summary>
public static class ChoosingSlate
{
    /// <summary>Stored with every slate.</summary>
    public const string Rule = "equal-shares+phragmen+balance/1";

    /// <summary>The slate of a working group.</summary>
    /// <param name="matrix">All cast votes.</param>
    /// <param name="request">What it is chosen from and for whom.</param>
    public static Slate Of(VoteMatrix matrix, SlateRequest request) =>
        throw new NotSupportedException($"{matrix} {request}");
}
