using Pulse.Language.Editing;
using Pulse.Language.Parity;
using Pulse.Language.Prompting;

namespace Pulse.Drafting;

/// <summary>
/// Holds what prompts in different languages wrote in one language against each other, text by text: the same theme, working
/// group or statement, and drafts that rest on the same statements. Words are compared, not meaning.
/// </summary>
public static class ComparingRepetitions
{
    /// <param name="material">What the run's texts were made of.</param>
    /// <param name="language">In which all were written.</param>
    /// <param name="made">Steps by language of prompt.</param>
    public static RepetitionReport Compare(
        EditingMaterial material, string language, IReadOnlyList<(string Prompt, IReadOnlyList<EditedStep> Steps)> made)
    {
        ArgumentNullException.ThrowIfNull(material);
        ArgumentNullException.ThrowIfNull(made);
        var all = made.SelectMany(one => one.Steps.SelectMany(step => Texts(one.Prompt, step))).ToArray();
        var drafts = made.SelectMany(one => one.Steps.SelectMany(step => step.Drafts).Select(draft => (one.Prompt, Draft: draft))).ToArray();
        string[] prompts = [.. made.Select(one => one.Prompt).Where(prompt =>
            all.Any(text => text.Text?.Prompt == prompt) || drafts.Any(draft => draft.Prompt == prompt))];
        var parts = all.GroupBy(text => text.Place).Select(same => Part(
                same.Key, [.. same.Select(one => one.Text).OfType<RepeatedText>()], prompts, language, material))
            .Concat(drafts.GroupBy(one => one.Draft.WorkingGroup).SelectMany(group => Drafts(group.Key, [.. group], prompts, language, material)))
            .Where(part => part.Texts.Count > 0).ToArray();
        var sources = material.Groups.SelectMany(group => group.Statements).ToArray();
        var words = prompts.SelectMany(prompt => ComparingRuns.NewWords(
                new PromptedRun(prompt, [new PromptedTheme(new HashSet<Guid>(), string.Join(' ', parts.SelectMany(part => part.Texts).Where(text => text.Prompt == prompt).Select(text => text.Whole)))])
                {
                    Written = language,
                }, sources).Select(word => (prompt, word)))
            .GroupBy(pair => pair.word, StringComparer.Ordinal).Where(word => word.Count() < prompts.Length)
            .Select(word => new Disparity(
                ParityKind.NewWord, word.Key, [.. word.Select(pair => pair.prompt)], [.. prompts.Except(word.Select(pair => pair.prompt))], null));
        return new RepetitionReport(
            language, prompts,
            [.. parts.OrderByDescending(part => part.Weight).ThenBy(part => part.LeastShared ?? 1).ThenBy(part => part.Task, StringComparer.Ordinal)
                .ThenBy(part => part.Subject, StringComparer.Ordinal).ThenBy(part => part.Side, StringComparer.Ordinal)],
            [.. words]);
    }

    /// <summary>A step's texts, each with what it is about; null where no model made it.</summary>
    private static IEnumerable<(Place Place, RepeatedText? Text)> Texts(string prompt, EditedStep step) =>
    [
        .. step.Themes.Select(one => (
            new Place(PromptTasks.LabelThemes, one.Theme.ToString(), null),
            one.Origin.By == MadeBy.Model ? Text(prompt, one.Label, one.Summary) : null)),
        .. step.Summaries.Select(one => (
            one.About is { } about
                ? new Place(PromptTasks.Reasons, about.ToString(), one.Kind == SummaryKind.ReasonsFor ? GivingReasons.For : GivingReasons.Against)
                : new Place(PromptTasks.SummariseWorkingGroup, one.WorkingGroup, null),
            one.Origin.By == MadeBy.Model ? Text(prompt, null, one.Sentences) : null)),
    ];

    private static RepeatedText? Text(string prompt, string? heading, IReadOnlyList<EditedSentence> sentences) =>
        heading is null && sentences.Count == 0 ? null : new RepeatedText(
            prompt, heading, string.Join(' ', sentences.Select(sentence => sentence.Text)),
            [.. sentences.SelectMany(sentence => sentence.Statements).Distinct().Order()]);

    private static RepeatedPart Part(
        Place place, IReadOnlyList<RepeatedText> texts, string[] prompts, string language, EditingMaterial material)
    {
        // One member that all have: a text is matched by what it is about, never by what it cites
        var one = new HashSet<Guid> { material.Run };
        var report = ComparingRuns.Compare(
            [.. texts.Select(text => new PromptedRun(text.Prompt, [new PromptedTheme(one, text.Whole)]) { Written = language })], material.Glossary, []);
        return new RepeatedPart(
            place.Task, place.Subject, place.Side, texts, [.. prompts.Except(texts.Select(text => text.Prompt))],
            Least(texts, (left, right) => SharingWords.Share(left.Whole, right.Whole)), Least(texts, Cited),
            [.. report.Disparities, .. Headings(texts)]);
    }

    /// <summary>Drafts are the same draft where they rest on mostly the same statements.</summary>
    private static IEnumerable<RepeatedPart> Drafts(
        string group, (string Prompt, ClausedDraft Draft)[] drafts, string[] prompts, string language, EditingMaterial material)
    {
        var runs = prompts.Select(prompt => new PromptedRun(prompt, [.. drafts.Where(one => one.Prompt == prompt).Select(one =>
            new PromptedTheme(one.Draft.Clauses.SelectMany(clause => clause.Statements).ToHashSet(), one.Draft.In(language)))]));
        foreach (var matched in MatchingThemes.Match([.. runs]))
        {
            yield return Part(
                new Place(PromptTasks.DraftStatement, group, null),
                [.. prompts.Where(matched.ByLanguage.ContainsKey).Select(prompt => new RepeatedText(
                    prompt, null, matched.ByLanguage[prompt].Text, [.. matched.ByLanguage[prompt].Members.Order()]))],
                prompts, language, material);
        }
    }

    private static IEnumerable<Disparity> Headings(IReadOnlyList<RepeatedText> texts) => texts.Count < 2 ? [] : texts
        .Where(text => text.Heading is not null && texts.Where(other => other != text && other.Heading is not null)
            .All(other => SharingWords.Share(text.Heading, other.Heading!) == 0))
        .Select(text => new Disparity(
            ParityKind.Heading, text.Heading!, [text.Prompt], [.. texts.Where(other => other != text).Select(other => other.Prompt)], null));

    private static double Cited(RepeatedText one, RepeatedText other)
    {
        var both = one.Cited.Count(other.Cited.Contains);
        return one.Cited.Count + other.Cited.Count == 0 ? 1 : (double)both / (one.Cited.Count + other.Cited.Count - both);
    }

    private static double? Least(IReadOnlyList<RepeatedText> texts, Func<RepeatedText, RepeatedText, double> share) =>
        texts.Count < 2 ? null : texts.SelectMany((one, at) => texts.Skip(at + 1).Select(other => share(one, other))).Min();

    private sealed record Place(string Task, string Subject, string? Side);
}
