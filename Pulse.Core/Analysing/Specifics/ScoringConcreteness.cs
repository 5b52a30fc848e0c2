using Pulse.Language;

namespace Pulse.Analysing.Specifics;

/// <summary>Judges how concretely statements speak, from their words alone, by the same rule in he, ar and en.</summary>
public static class ScoringConcreteness
{
    /// <summary>One per statement, null where it has no words. Rarity is measured within the texts given, per language.</summary>
    public static IReadOnlyList<Concreteness?> Of(IReadOnlyList<IReadOnlyList<TextVersion>> texts) =>
        throw new NotSupportedException(texts.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
