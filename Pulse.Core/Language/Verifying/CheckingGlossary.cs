namespace Pulse.Language.Verifying;

/// <summary>Each side's terms are kept and never exchanged for another side's.</summary>
public static class CheckingGlossary
{
    /// <summary>A translation must name a thing as the original does: by the same side's term, or by the neutral one if that was used.</summary>
    public static IReadOnlyList<Finding> CheckTranslation(
        TextVersion original, TextVersion translation, IReadOnlyList<NamedThing> glossary, string field, int sentence)
    {
        var (before, after) = (FindingTerms.Find(original, glossary), FindingTerms.Find(translation, glossary));
        var findings = new List<Finding>();
        foreach (var thing in after.Where(hit => !before.Any(other => Same(hit, other))).DistinctBy(hit => hit.Thing))
        {
            if (before.Any(other => other.Thing == thing.Thing))
            {
                findings.Add(Substituted(Fate.Dropped, field, sentence, "it replaces the term that the original uses by another"));
            }
            else if (!thing.IsNeutral)
            {
                findings.Add(Substituted(Fate.Flagged, field, sentence, "it uses one side's term where the original has none that was recognised"));
            }
        }
        findings.AddRange(before.Where(hit => after.All(other => other.Thing != hit.Thing)).DistinctBy(hit => hit.Thing).Select(_ =>
            new Finding(Rule.GlossaryMissing, Fate.Flagged, field, sentence, "a term of the glossary that the original uses is missing")));
        return findings;
    }

    /// <summary>A sentence may use a side's term only where a source that it cites does; the neutral wording it may always use.</summary>
    public static IReadOnlyList<Finding> CheckProse(
        TextVersion text, IReadOnlyList<Source> cited, IReadOnlyList<NamedThing> glossary, string field, int sentence)
    {
        ArgumentNullException.ThrowIfNull(cited);
        var said = cited.SelectMany(source => FindingTerms.Find(source.Original, glossary)).ToArray();
        return
        [
            .. FindingTerms.Find(text, glossary).Where(hit => !hit.IsNeutral && !said.Any(other => Same(hit, other))).DistinctBy(hit => hit.Thing)
                .Select(hit => said.Any(other => other.Thing == hit.Thing)
                    ? Substituted(Fate.Dropped, field, sentence, "it uses one side's term where what it cites has the other's")
                    : Substituted(Fate.Flagged, field, sentence, "it uses one side's term, and what it cites has none that was recognised")),
        ];
    }

    private static bool Same(TermHit hit, TermHit other) => hit.Thing == other.Thing && hit.Owners.Overlaps(other.Owners);

    private static Finding Substituted(Fate fate, string field, int sentence, string what) =>
        new(Rule.GlossarySubstituted, fate, field, sentence, what);
}
