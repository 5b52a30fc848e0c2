using Pulse.Language.Editing;

namespace Pulse.Worker.Evaluating;

/// <summary>What a task made of a case, in a form that every scorer can read.</summary>
/// <param name="ByModel">False where the built-in engine had to stand in.</param>
/// <param name="Cited">Keys that are cited; for choices, pairs "item=choice".</param>
/// <param name="Expected">What should be.</param>
/// <param name="Has">Of the words that had to be there, how many are; null where none had to.</param>
/// <param name="Groundedness">Mean over sentences; null where it could not be computed.</param>
/// <param name="Counts">Calls and findings.</param>
public sealed record CaseOutcome(
    bool ByModel, IReadOnlySet<string> Cited, IReadOnlySet<string> Expected, double? Has, double? Groundedness, EditingCounts Counts);
