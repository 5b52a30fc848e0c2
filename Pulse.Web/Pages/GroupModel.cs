using Npgsql;
using Pulse.Convening;
using Pulse.People;
using Pulse.Publishing;
using Pulse.Web.Figures;

namespace Pulse.Web.Pages;

/// <summary>A statement with its row as staff may see it.</summary>
/// <param name="Author">The author's top-level segment, where enough people of it took part in the working group.</param>
public sealed record GroupStatement(StatementResult Statement, ResultRow Row, string? Theme, string? Author);

/// <summary>A working group's results, and which of its tabs is open.</summary>
public sealed record GroupModel
{
    public static readonly IReadOnlyList<string> Tabs = ["common-ground", "differ", "themes", "statements", "review"];
    public static readonly IReadOnlyList<string> Sorts = ["floor", "specific", "spread", "expected"];
    private const int MostNumbered = 5;

    public required DialogueNames Names { get; init; }
    public required WorkingGroup Group { get; init; }
    public required string Tab { get; init; }

    /// <summary>Slugs of the segments across and up on the bridging plot.</summary>
    public required (string Across, string Up) Sides { get; init; }
    public required string Sort { get; init; }
    public required GroupOverview Overview { get; init; }
    public required RunRecord? LatestRun { get; init; }
    public required IReadOnlyList<ReviewedText> Texts { get; init; }
    public required IReadOnlyList<GroupStatement> Statements { get; init; }
    public required ShownThemes Themes { get; init; }
    public required GroupDifferences Differences { get; init; }

    /// <summary>Null before the first run, and where no statement has enough votes on every side.</summary>
    public required SlateResult? Slate { get; init; }
    public required IReadOnlyList<SetAside> SetAside { get; init; }
    public required IReadOnlyList<Candidate> Candidates { get; init; }
    public required IReadOnlyList<IssuedBrief> Briefs { get; init; }

    /// <summary>What a model, or the built-in engine in its place, wrote of this group out of the current run.</summary>
    public required EditedTexts Edited { get; init; }

    public string Name => Names.Group(Group.Slug);
    public string Address => $"{Names.Address}/groups/{Group.Slug}";

    public ResultRow RowOf(ReviewedText text) =>
        ResultRow.Of(Names.Order, text.Certificate?.Results ?? [], Disclosure.StaffMinimum);

    public IEnumerable<GroupStatement> Bridging => Statements
        .Where(statement => statement.Row.Floor is not null)
        .OrderByDescending(statement => statement.Row.Floor).ThenBy(statement => statement.Statement.StatementId);

    /// <summary>Where two segments surely differ, as the run found it, with the statement itself.</summary>
    public IEnumerable<(GroupStatement Statement, DivideResult Divide)> Differing =>
        Differences.Divides.Select(divide => (Find(divide.StatementId), divide))
            .Where(pair => pair.Item1 is not null && pair.divide.In(pair.Item1.Row) is not null)
            .Select(pair => (pair.Item1!, pair.divide));

    public GroupStatement? Find(Guid statementId) =>
        Statements.FirstOrDefault(statement => statement.Statement.StatementId == statementId);

    public IEnumerable<GroupStatement> Sorted => Sort switch
    {
        "spread" => Statements.OrderByDescending(statement => statement.Row.Spread ?? -1)
            .ThenBy(statement => statement.Statement.StatementId),
        "specific" => Statements.OrderByDescending(statement => (statement.Row.Floor ?? -1) * (statement.Statement.Concreteness ?? 0))
            .ThenBy(statement => statement.Statement.StatementId),
        "expected" => Statements.OrderByDescending(statement => statement.Statement.ExpectedLeast?.Expected ?? -1)
            .ThenBy(statement => statement.Statement.StatementId),
        _ => Statements.OrderByDescending(statement => statement.Row.Floor ?? -1)
            .ThenBy(statement => statement.Statement.StatementId),
    };

    public string AddressOf(Guid statementId) => $"{Address}?tab=statements#s-{statementId:N}";

    /// <summary>Those with enough votes on both sides; the highest floors in the common ground are numbered.</summary>
    public IReadOnlyList<PlotStatement> Plot()
    {
        var numbers = Bridging
            .Where(statement => Drawn(statement) is (var across, var up)
                && across.Share >= BridgingPlot.Threshold && up.Share >= BridgingPlot.Threshold)
            .Take(MostNumbered)
            .Select((statement, place) => (statement.Statement.StatementId, place + 1))
            .ToDictionary(pair => pair.StatementId, pair => pair.Item2);
        return
        [
            .. Statements.Where(statement => Drawn(statement) is not null)
                .Select(statement => new PlotStatement(
                    statement.Statement.StatementId,
                    TextOf(statement.Statement.Words),
                    AddressOf(statement.Statement.StatementId),
                    statement.Row.In(Sides.Across)!,
                    statement.Row.In(Sides.Up)!,
                    numbers.TryGetValue(statement.Statement.StatementId, out var number) ? number : null))
                .OrderBy(statement => statement.Number ?? int.MaxValue).ThenByDescending(statement => statement.Across.Share),
        ];
    }

    public int? PlaceOf(GroupStatement statement) => statement.Author is { } author ? Names.Places[author] : null;

    public string? AuthorOf(GroupStatement statement) => statement.Author is { } author ? Names.Segments[author] : null;

    public string TextOf(Words words) => words.In(Names.DeskLanguage)?.Text ?? words.Original;

    private (SegmentResult Across, SegmentResult Up)? Drawn(GroupStatement statement) =>
        statement.Row.In(Sides.Across) is { } across && statement.Row.In(Sides.Up) is { } up ? (across, up) : null;

    public static async Task<GroupModel> Read(
        NpgsqlConnection connection, DialogueNames names, DialogueKey key, WorkingGroup group, IQueryCollection query,
        CancellationToken stop)
    {
        var id = names.Dialogue.Id;
        var runs = await RunRecords.OfDialogue(connection, id, stop);
        var current = runs.FirstOrDefault(run => run.Current);
        var statements = current is null
            ? [] : await StatementResults.OfGroup(connection, key, current.RunId, group.Slug, stop);
        var themes = ShownThemes.From(
            current is null
                ? new GroupThemes([], 0) : await ThemeResults.OfGroup(connection, key, current.RunId, group.Slug, stop),
            Disclosure.StaffMinimum);
        var sizes = await GroupSizes.Of(connection, id, group.Slug, stop);
        var large = sizes.Where(size => size.Segment is not null && Disclosure.Shown(size.People, Disclosure.StaffMinimum))
            .Select(size => size.Segment!).ToHashSet();
        return new GroupModel
        {
            Names = names,
            Group = group,
            Tab = Chosen(query["tab"], Tabs, Tabs[0]),
            Sides = SidesOf(names.Dialogue, query),
            Sort = Chosen(query["sort"], Sorts, "floor"),
            Overview = (await GroupOverviews.OfDialogue(connection, id, stop)).First(row => row.WorkingGroup == group.Slug),
            LatestRun = runs.Count > 0 ? runs[0] : null,
            Texts = await ReviewedTexts.OfGroup(connection, key, group.Slug, stop),
            Statements =
            [
                .. statements.Select(statement => new GroupStatement(
                    statement,
                    ResultRow.Of(names.Order, statement.Results, Disclosure.StaffMinimum),
                    ThemeTerms.Label(themes.ThemeOf(statement.StatementId), names.DeskLanguage),
                    statement.AuthorSegment is { } author && large.Contains(names.Dialogue.TopSegmentOf(author) ?? "")
                        ? names.Dialogue.TopSegmentOf(author) : null)),
            ],
            Themes = themes,
            Differences = current is null
                ? GroupDifferences.None
                : await DifferenceResults.OfGroup(connection, current.RunId, group.Slug, Disclosure.StaffMinimum, stop),
            Slate = current is null ? null : await SlateResults.OfGroup(connection, current.RunId, group.Slug, stop),
            SetAside = await SetAsides.OfGroup(connection, id, group.Slug, stop),
            Candidates = current is null ? [] : await Publishing.Candidates.OfGroup(connection, key, current.RunId, group.Slug, stop),
            Edited = current is null ? EditedTexts.None : await EditedTexts.OfGroup(connection, key, current.RunId, group.Slug, stop),
            Briefs = await Publishing.Briefs.OfGroup(connection, id, group.Slug, stop),
        };
    }

    private static string Chosen(string? asked, IReadOnlyList<string> known, string otherwise) =>
        asked is not null && known.Contains(asked) ? asked : otherwise;

    // The first two bridging segments, or the first two of all where fewer than two must be bridged
    private static (string Across, string Up) SidesOf(Dialogue dialogue, IQueryCollection query)
    {
        var all = dialogue.Segments.Select(segment => segment.Slug).ToArray();
        var usual = dialogue.BridgingSegments.Concat(all).Distinct().ToArray();
        var across = Chosen(query["across"], all, usual[0]);
        return (across, Chosen(query["up"], all, usual.FirstOrDefault(slug => slug != across) ?? across));
    }
}
