namespace Pulse.Language.Verifying;

/// <summary>Citations must be of what was given, and of the part that the sentence speaks of.</summary>
public static class CheckingCitations
{
    /// <summary>The citations that hold, each once and in their order, and a finding for each that does not.</summary>
    /// <param name="cites">Per-call ids as the reply has them.</param>
    /// <param name="partOf">Part of each id that was given; null for an id that belongs everywhere, such as a figure's.</param>
    /// <param name="part">The part that is spoken of; null where citations may come from everywhere.</param>
    /// <param name="field">Where the sentence stands.</param>
    /// <param name="sentence">Its number.</param>
    public static (IReadOnlyList<string> Held, IReadOnlyList<Finding> Findings) Check(
        IReadOnlyList<string> cites, IReadOnlyDictionary<string, string?> partOf, string? part, string field, int sentence)
    {
        ArgumentNullException.ThrowIfNull(cites);
        ArgumentNullException.ThrowIfNull(partOf);
        var (held, findings) = (new List<string>(), new List<Finding>());
        foreach (var id in cites)
        {
            if (!partOf.TryGetValue(id, out var from))
            {
                // What the model made up is not repeated: it can be anything
                Add(Rule.Citation, Fate.Dropped, "it cites an id that was not given");
            }
            else if (part is not null && from is not null && from != part)
            {
                Add(Rule.WrongPart, Fate.Dropped, $"it cites {id}, which belongs to {from} and not to {part}");
            }
            else if (held.Contains(id))
            {
                Add(Rule.RepeatedCitation, Fate.Flagged, $"it cites {id} twice");
            }
            else
            {
                held.Add(id);
            }
        }
        if (held.Count == 0)
        {
            Add(Rule.Citation, Fate.Dropped, "it cites nothing that was given");
        }
        return (held, findings);

        void Add(Rule rule, Fate fate, string what) => findings.Add(new Finding(rule, fate, field, sentence, what));
    }
}
