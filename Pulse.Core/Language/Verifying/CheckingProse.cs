namespace Pulse.Language.Verifying;

/// <summary>A sentence as the reply has it.</summary>
public sealed record RawSentence(string Text, IReadOnlyList<string> Cites);

/// <summary>A sentence that passed.</summary>
/// <param name="Text">With quotations in their authors' spelling.</param>
/// <param name="Sources">What it cites.</param>
/// <param name="Figures">The figures it cites.</param>
/// <param name="Quotes">Its quotations and where they stand.</param>
/// <param name="Groundedness">0 … 1; null where it could not be computed.</param>
/// <param name="Flags">What a person should look at.</param>
public sealed record CheckedSentence(
    string Text, IReadOnlyList<Guid> Sources, IReadOnlyList<Figure> Figures, IReadOnlyList<LocatedQuote> Quotes, double? Groundedness,
    IReadOnlyList<Finding> Flags);

/// <summary>What prose is held against.</summary>
public sealed record ProseRules
{
    /// <summary>The language asked for.</summary>
    public required string Language { get; init; }

    /// <summary>Sources by per-call id.</summary>
    public required IReadOnlyDictionary<string, Source> Sources { get; init; }

    public required IReadOnlyList<Figure> Figures { get; init; }
    public required IReadOnlyList<NamedThing> Glossary { get; init; }

    /// <summary>The prompt's body, which must not come back.</summary>
    public required string Prompt { get; init; }

    /// <summary>Words a sentence may have.</summary>
    public required int MostWords { get; init; }

    /// <summary>False where nobody is quoted, not even to the letter.</summary>
    public bool MayQuote { get; init; } = true;
}

/// <summary>All verifiers over sentences that cite; a sentence with one finding that drops it is not used.</summary>
public static class CheckingProse
{
    /// <param name="sentences">In their order.</param>
    /// <param name="field">Where they stand in the reply.</param>
    /// <param name="part">The theme or side they speak of; null for all.</param>
    /// <param name="rules">What they are held against.</param>
    public static (IReadOnlyList<CheckedSentence> Kept, IReadOnlyList<Finding> Findings) Check(
        IReadOnlyList<RawSentence> sentences, string field, string? part, ProseRules rules)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentNullException.ThrowIfNull(rules);
        var partOf = rules.Sources.ToDictionary(pair => pair.Key, pair => pair.Value.Part, StringComparer.Ordinal);
        foreach (var figure in rules.Figures)
        {
            partOf[figure.Id] = null;
        }
        var (kept, findings) = (new List<CheckedSentence>(), new List<Finding>());
        for (var at = 0; at < sentences.Count; at++)
        {
            var (sentence, found) = Check(sentences[at], partOf, field, at, part, rules);
            findings.AddRange(found);
            if (sentence is not null)
            {
                kept.Add(sentence);
            }
        }
        return (kept, findings);
    }

    private static (CheckedSentence? Kept, IReadOnlyList<Finding> Findings) Check(
        RawSentence raw, Dictionary<string, string?> partOf, string field, int at, string? part, ProseRules rules)
    {
        var (held, citations) = CheckingCitations.Check(raw.Cites, partOf, part, field, at);
        var cited = held.Where(rules.Sources.ContainsKey).Select(id => rules.Sources[id]).ToArray();
        var figures = rules.Figures.Where(figure => held.Contains(figure.Id)).ToArray();
        var (quotes, quoteFindings) = CheckingQuotes.Check(raw.Text, cited, field, at);
        var text = CheckingQuotes.InAuthorsSpelling(raw.Text, quotes, cited);
        var grounded = cited.Length == 0 ? 1 : ScoringGroundedness.Score(new TextVersion(rules.Language, text), cited);
        Finding[] others =
        [
            .. quoteFindings,
            .. rules.MayQuote || quotes.Count == 0 ? Array.Empty<Finding>() : [new Finding(Rule.Quote, Fate.Dropped, field, at, "it quotes, where nothing is to be quoted")],
            .. CheckingMarkup.Check(text, rules.Prompt, field, at),
            .. TellingLanguage.Is(text, rules.Language) ? Array.Empty<Finding>() : [new Finding(Rule.Language, Fate.Dropped, field, at, $"it is not in the language asked for ({rules.Language})")],
            .. CheckingNumbers.Check(text, figures, cited, field, at),
            .. CheckingFigures.Check(text, figures, cited, field, at),
            .. CheckingGlossary.CheckProse(new TextVersion(rules.Language, text), cited, rules.Glossary, field, at),
            .. CheckingNeutrality.Check(text, cited, field, at),
            .. CheckingReading.Check(text, rules.Language, rules.MostWords, field, at),
            .. ScoringGroundedness.Check(grounded, field, at),
        ];
        Finding[] all = [.. citations, .. others];
        // One citation too many is struck out; a sentence that nothing bears is not kept
        if (held.Count == 0 || others.Any(finding => finding.Fate == Fate.Dropped))
        {
            return (null, all);
        }
        var located = text == raw.Text ? quotes : CheckingQuotes.Check(text, cited, field, at).Located;
        return (new CheckedSentence(
            text, [.. cited.Select(source => source.Id)], figures, located, grounded, [.. all.Where(finding => finding.Fate == Fate.Flagged)]), all);
    }

    /// <summary>A heading cites nothing: no number, no quotation, and no word of one side that its members do not use.</summary>
    public static IReadOnlyList<Finding> CheckLabel(string text, IReadOnlyList<Source> members, string field, ProseRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var (_, quotes) = CheckingQuotes.Check(text, members, field, 0);
        return
        [
            .. quotes,
            .. CheckingMarkup.Check(text, rules.Prompt, field, 0),
            .. TellingLanguage.Is(text, rules.Language) ? Array.Empty<Finding>() : [new Finding(Rule.Language, Fate.Dropped, field, 0, $"it is not in the language asked for ({rules.Language})")],
            .. CheckingNumbers.Check(text, [], members, field, 0),
            .. CheckingGlossary.CheckProse(new TextVersion(rules.Language, text), members, rules.Glossary, field, 0),
            .. CheckingNeutrality.Check(text, members, field, 0),
            .. CheckingReading.Check(text, rules.Language, LabelWords, field, 0),
        ];
    }

    private const int LabelWords = 10;
}
