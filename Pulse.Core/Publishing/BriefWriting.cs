using Pulse.Convening;

namespace Pulse.Publishing;

/// <summary>
/// Writes a working group's brief: findings first, methods last, numbers only where enough people stand behind them.
/// Pure: the same source gives the same brief.
/// </summary>
public static class BriefWriting
{
    private const int MostDiffering = 5;
    private const int MostThemes = 8;
    private const int MostTermsInALabel = 5;
    private const int MostQuotesOfASegment = 2;

    private static readonly IReadOnlyDictionary<string, Wording> _wordings =
        Wording.Read(typeof(BriefWriting).Assembly, "brief");

    /// <summary>What a brief says itself, in a language.</summary>
    public static Wording WordingIn(string language) => _wordings[language];

    public static Brief Write(BriefSource source, string language)
    {
        var wording = _wordings[language];
        var minimum = Disclosure.PublicMinimum(source.Dialogue.MinimumCell);
        var names = source.Dialogue.Segments.ToDictionary(segment => segment.Slug, segment => segment.Name.In(language));
        var certified = CertifiedTexts.In(source.Texts, source.Dialogue, language);
        var material = NarrativeMaterial.Of(certified, wording);
        var agreed = Agreed(certified, wording);
        var differing = Differing(source, minimum);
        var themes = ShownThemes.From(source.Themes, minimum);
        var quotable = differing.Where(pair => MayBeQuoted(pair.Statement, source.Dialogue)).ToArray();
        return new Brief
        {
            Wording = wording,
            DialogueTitle = source.Dialogue.Title.In(language),
            GroupName = source.WorkingGroup.Name.In(language),
            GroupSummary = source.WorkingGroup.Summary.In(language),
            Synthetic = source.Dialogue.Synthetic,
            Headlines = Headlines(source, wording, agreed, differing.Count, minimum),
            Material = material,
            Narrative = NarrativeWriting.Write(source, wording, certified, material),
            Agreed = agreed,
            Differ =
            [
                .. quotable.Take(MostDiffering).Select(pair =>
                    new Finding(pair.Statement.Words, Apart(pair.Divide, pair.Row, wording, names), pair.Row)),
            ],
            DifferUnquoted = differing.Count - quotable.Length,
            Themes = Themes(themes, wording),
            ThemesFound = themes.Found,
            AnswersElsewhere = themes.Elsewhere ?? 0,
            Quotes = Quotes(source, minimum),
            Method = MethodCard.Write(source, wording, minimum),
            Limits =
            [
                wording.Say("limits.opt-in"),
                wording.Say("limits.not-publics"),
                wording.Say("limits.exploratory"),
                wording.Say("limits.errors"),
            ],
            SegmentNames = names,
            Minimum = minimum,
        };
    }

    private static List<Sentence> Headlines(
        BriefSource source, Wording wording, IReadOnlyList<Finding> agreed, int differing, int minimum)
    {
        var headlines = new List<Sentence>();
        var floors = agreed.Select(finding => finding.Row.Floor).OfType<double>().ToArray();
        headlines.Add(floors switch
        {
            [] => wording.Say("headline.none"),
            [var only] => wording.Say("headline.certified-one", new Amount(FigureText.AtLeast(only))),
            _ => wording.Say("headline.certified", Number(floors.Length), new Amount(FigureText.AtLeast(floors.Min()))),
        });
        var pending = source.Overview.Approved - floors.Length;
        if (pending > 0)
        {
            headlines.Add(wording.Say("headline.agree-pending", Number(pending)));
        }

        if (differing > 0)
        {
            headlines.Add(wording.Say("headline.differ", Number(differing)));
        }

        if (source.Overview.Participants is { } people && Disclosure.Shown(people, minimum))
        {
            headlines.Add(wording.Say("headline.took-part",
                Number(people), Number(source.Overview.Answers), Number(source.Overview.SetAside)));
        }

        return headlines;
    }

    private static IReadOnlyList<Finding> Agreed(IReadOnlyList<(ReviewedText Text, ResultRow Row)> certified, Wording wording) =>
    [
        .. certified.Select(pair => new Finding(
            new Words(pair.Text.Wordings[wording.Language], wording.Language, []),
            wording.Say("at-least", new Amount(FigureText.AtLeast(pair.Row.Floor!.Value))),
            pair.Row)),
    ];

    // The run's own divides in the run's order, as at the desk: it alone knows how many statements were looked at
    private static IReadOnlyList<(StatementResult Statement, ResultRow Row, DivideResult Divide)> Differing(
        BriefSource source, int minimum)
    {
        var statements = source.Statements.ToDictionary(statement => statement.StatementId);
        return
        [
            .. source.Divides
                .Where(divide => statements.ContainsKey(divide.StatementId))
                .Select(divide => (Statement: statements[divide.StatementId], Divide: divide))
                .Select(pair => (pair.Statement, Row: ResultRow.Of(source.SegmentOrder, pair.Statement.Results, minimum), pair.Divide))
                .Where(pair => pair.Divide.In(pair.Row) is not null),
        ];
    }

    private static Sentence Apart(DivideResult divide, ResultRow row, Wording wording, Dictionary<string, string> names)
    {
        var (most, least) = divide.In(row)!.Value;
        return wording.Say("apart",
            names[most.Segment], new Amount(FigureText.Percent(most.Share)),
            names[least.Segment], new Amount(FigureText.Percent(least.Share)));
    }

    private static IReadOnlyList<BriefTheme> Themes(ShownThemes themes, Wording wording) =>
    [
        .. themes.Of
            .Where(shown => shown.Answers is not null)
            .OrderByDescending(shown => shown.Answers).ThenBy(shown => shown.Theme.ThemeId)
            .Take(MostThemes)
            .Select(shown => new BriefTheme(
                shown.Theme.LostAnswer ? [wording["theme.named-anew"]] : [.. Terms(shown.Theme, wording.Language).Take(MostTermsInALabel)],
                wording.Say("theme.answers", Number(shown.Answers!.Value)))),
    ];

    /// <summary>The theme's terms in the asked language, or in the language that has some.</summary>
    private static IReadOnlyList<string> Terms(ThemeResult theme, string language) =>
        theme.Terms.GetValueOrDefault(language) is { Count: > 0 } terms
            ? terms
            : theme.Terms.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => pair.Value).FirstOrDefault(list => list.Count > 0) ?? [];

    /// <summary>
    /// The most representative quotable words of each segment that is large enough; a redacted text is not somebody's
    /// exact words and is never quoted.
    /// </summary>
    private static IReadOnlyList<Quote> Quotes(BriefSource source, int minimum)
    {
        var largeEnough = source.Sizes
            .Where(size => size.Segment is not null && Disclosure.Shown(size.People, minimum))
            .Select(size => size.Segment!).ToHashSet();
        var representative = source.Themes.Themes.SelectMany(theme => theme.Statements)
            .Select((statement, place) => (statement, place))
            .ToDictionary(pair => pair.statement, pair => pair.place);
        return
        [
            .. source.Statements
                .Where(statement => MayBeQuoted(statement, source.Dialogue))
                .Select(statement => (Statement: statement, Top: TopSegment(statement, source.Dialogue)))
                .Where(pair => pair.Top is not null && largeEnough.Contains(pair.Top))
                .GroupBy(pair => pair.Top!)
                .OrderBy(group => source.Dialogue.Segments.ToList().FindIndex(segment => segment.Slug == group.Key))
                .SelectMany(group => group
                    .OrderBy(pair => representative.GetValueOrDefault(pair.Statement.StatementId, int.MaxValue))
                    .ThenBy(pair => pair.Statement.StatementId)
                    .Take(MostQuotesOfASegment)
                    .Select(pair => new Quote(pair.Statement.Words, group.Key))),
        ];
    }

    private static string? TopSegment(StatementResult statement, Dialogue dialogue) =>
        statement.AuthorSegment is { } segment ? dialogue.TopSegmentOf(segment) : null;

    private static bool MayBeQuoted(StatementResult statement, Dialogue dialogue) =>
        dialogue.Quoting == QuotingPolicy.Ask && statement.Quoting == "verbatim" && !statement.Redacted;

    private static Amount Number(long count) => new(FigureText.Count(count));
}
