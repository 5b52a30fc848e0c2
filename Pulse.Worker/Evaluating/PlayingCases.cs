using Microsoft.Extensions.AI;
using Pulse.Language;
using Pulse.Language.Editing;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;

namespace Pulse.Worker.Evaluating;

/// <summary>Gives a case to the task it belongs to, as a job would.</summary>
public static class PlayingCases
{
    public static Task<CaseOutcome> Play(
        IChatClient client, string task, EvaluationCase one, IReadOnlyList<NamedThing> glossary, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(one);
        var played = new Played(client, one, new EditingContext(Guid.Empty, null, one.Language, glossary), stop);
        return task switch
        {
            PromptTasks.Translate => played.Translate(TranslatingTexts.Translate),
            PromptTasks.BackTranslate => played.Translate(TranslatingBack.Translate),
            PromptTasks.Flag => played.Flag(),
            PromptTasks.SuggestWorkingGroup => played.Suggest(),
            PromptTasks.LabelThemes => played.Label(),
            PromptTasks.Reasons => played.Reasons(),
            PromptTasks.DraftStatement => played.Cite(DraftingStatements.Draft),
            PromptTasks.CombineDrafts => played.Cite(CombiningDrafts.Combine),
            PromptTasks.SummariseWorkingGroup => played.Cite((with, context, sources, end) =>
                SummarisingWorkingGroup.Summarise(with, context, sources, played.Figures, end)),
            PromptTasks.BriefNarrative => played.Cite((with, context, sources, end) =>
                NarratingBrief.Narrate(with, context, sources, played.Figures, end)),
            _ => throw new ArgumentOutOfRangeException(nameof(task), task, "There is no such task."),
        };
    }

    private sealed class Played(IChatClient client, EvaluationCase one, EditingContext context, CancellationToken stop)
    {
        private readonly Dictionary<Guid, string> _keys = [];
        private IReadOnlyList<Source>? _sources;

        private IReadOnlyList<Source> Sources => _sources ??= [.. one.Items.Select(Source)];

        public IReadOnlyList<Figure> Figures =>
        [
            .. one.Figures.Select(figure => new Figure(
                figure.Id, figure.Value, figure.Percent, figure.Meaning,
                figure.Of is { } of ? Sources.Single(source => _keys[source.Id] == of).Id : null, figure.Least)),
        ];

        private TextToTranslate[] Texts => [.. Sources.Select(source => new TextToTranslate(source.Id, source.Original))];

        public async Task<CaseOutcome> Translate(
            Func<IChatClient?, EditingContext, IReadOnlyList<TextToTranslate>, CancellationToken, Task<(IReadOnlyList<MachineTranslation>, EditingCounts)>> translate)
        {
            var (made, counts) = await translate(client, context, Texts, stop);
            var wanted = one.Expect.Has.SelectMany(pair => pair.Value.Select(words => (pair.Key, words))).ToArray();
            var found = wanted.Count(want => made.Any(translation => _keys[translation.Id] == want.Key && Has(translation.Text, want.words)));
            return new CaseOutcome(
                made.All(translation => translation.Text is not null), Keys(made.Where(translation => translation.Text is not null).Select(translation => translation.Id)),
                one.Items.Select(item => item.Key).ToHashSet(), wanted.Length == 0 ? null : (double)found / wanted.Length, null, counts);
        }

        public async Task<CaseOutcome> Flag()
        {
            var (made, counts) = await FlaggingAnswers.Flag(client, context, one.About!.Text, Texts, stop);
            return Chosen(made.All(flags => flags.Origin.By == MadeBy.Model), made.SelectMany(flags => flags.Flags.Select(flag => (flags.Id, Kebab(flag.ToString())))), counts);
        }

        public async Task<CaseOutcome> Suggest()
        {
            var groups = one.Groups.Select(group => new GroupToSuggest(group.Slug, [.. group.About.Select(text => new TextVersion(text.Language, text.Text))])).ToArray();
            var (made, counts) = await SuggestingWorkingGroups.Suggest(client, context, groups, Sources, stop);
            return Chosen(made.All(suggested => suggested.Origin.By == MadeBy.Model), made.SelectMany(suggested => suggested.Groups.Select(slug => (suggested.Id, slug))), counts);
        }

        public async Task<CaseOutcome> Label()
        {
            var parts = Sources.Select(source => source.Part).OfType<string>().Distinct().ToDictionary(part => part, part => part);
            var (theme, counts) = await LabellingThemes.Label(client, context, new ThemeToLabel(Sources, "-", parts), stop);
            return Prose(theme.Theme.Origin, [.. theme.Theme.Summary, .. theme.Parts.Values.SelectMany(part => part.Summary)], counts);
        }

        public async Task<CaseOutcome> Reasons()
        {
            var statement = new Source(Guid.NewGuid(), [new TextVersion(one.About!.Language, one.About.Text)]);
            var (reasons, counts) = await GivingReasons.Give(client, context, statement, Sources, stop);
            return Prose(reasons.Origin, [.. reasons.For, .. reasons.Against], counts);
        }

        public async Task<CaseOutcome> Cite(
            Func<IChatClient?, EditingContext, IReadOnlyList<Source>, CancellationToken, Task<(CitedText, EditingCounts)>> write)
        {
            var (text, counts) = await write(client, context, Sources, stop);
            return Prose(text.Origin, text.Clauses, counts);
        }

        private CaseOutcome Prose(Origin origin, IReadOnlyList<CheckedSentence> sentences, EditingCounts counts)
        {
            var scores = sentences.Select(sentence => sentence.Groundedness).OfType<double>().ToArray();
            return new CaseOutcome(
                origin.By == MadeBy.Model, Keys(sentences.SelectMany(sentence => sentence.Sources)), one.Expect.Cited.ToHashSet(), null,
                origin.By == MadeBy.BuiltIn || scores.Length == 0 ? null : scores.Average(), counts);
        }

        private CaseOutcome Chosen(bool byModel, IEnumerable<(Guid Id, string Choice)> chosen, EditingCounts counts) => new(
            byModel, chosen.Select(pair => $"{_keys[pair.Id]}={pair.Choice}").ToHashSet(),
            one.Expect.Chosen.SelectMany(pair => pair.Value.Select(choice => $"{pair.Key}={choice}")).ToHashSet(), null, null, counts);

        private HashSet<string> Keys(IEnumerable<Guid> ids) => [.. ids.Select(id => _keys[id])];

        private Source Source(EvaluationItem item)
        {
            var id = Guid.NewGuid();
            _keys[id] = item.Key;
            return new Source(
                id, [new TextVersion(item.Language, item.Text), .. (item.Translations ?? []).Select(text => new TextVersion(text.Language, text.Text))], item.Part);
        }

        private static bool Has(string? text, string words) => text is not null
            && words.Split('|').Any(word => Canonicalising.Canonicalise(text).Text.Contains(Canonicalising.Canonicalise(word).Text, StringComparison.Ordinal));

        private static string Kebab(string name) =>
            string.Concat(name.Select((letter, at) => char.IsUpper(letter) ? (at > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));
    }
}
