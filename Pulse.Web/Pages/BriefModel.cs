using Npgsql;
using Pulse.Convening;
using Pulse.People;
using Pulse.Publishing;

namespace Pulse.Web.Pages;

/// <param name="Brief">Null before the first run: there is nothing to write from.</param>
public sealed record BriefModel(
    DialogueNames Names, WorkingGroup Group, string Language, Brief? Brief, Guid? RunId, IReadOnlyList<IssuedBrief> Issued)
{
    private const string WaitingSql = """
        select message from work.failures where job = 'narrate' and subject = @Id
        """;

    /// <summary>The certified texts and figures of this language.</summary>
    public NarrativeMaterial? Material => Brief?.Material;

    /// <summary>The newest narrative that was asked for in this language, worked on or not.</summary>
    public Narrative? Proposal { get; init; }

    /// <summary>Why the worker does not go on writing.</summary>
    public string? Waiting { get; init; }

    /// <summary>Somebody counted in the run it is written from has withdrawn; a new one is on its way.</summary>
    public bool Stale { get; init; }
    public string Address => $"{Names.Address}/groups/{Group.Slug}";

    public static async Task<BriefModel> Read(
        NpgsqlConnection connection, DialogueNames names, DialogueKey key, WorkingGroup group, string language,
        DateTimeOffset now, CancellationToken stop)
    {
        var id = names.Dialogue.Id;
        var issued = await Briefs.OfGroup(connection, id, group.Slug, stop);
        var run = (await RunRecords.OfDialogue(connection, id, stop)).FirstOrDefault(run => run.Current);
        if (run is null)
        {
            return new BriefModel(names, group, language, null, null, issued);
        }

        var narratives = await Narratives.OfGroup(connection, key, group.Slug, stop);
        var source = new BriefSource
        {
            Dialogue = names.Dialogue,
            WorkingGroup = group,
            Overview = (await GroupOverviews.OfDialogue(connection, id, stop)).First(row => row.WorkingGroup == group.Slug),
            Texts = await ReviewedTexts.OfGroup(connection, key, group.Slug, stop),
            Narratives = narratives,
            Statements = await StatementResults.OfGroup(connection, key, run.RunId, group.Slug, stop),
            Divides = (await DifferenceResults.OfGroup(
                connection, run.RunId, group.Slug, Disclosure.PublicMinimum(names.Dialogue.MinimumCell), stop)).Divides,
            Themes = await ThemeResults.OfGroup(connection, key, run.RunId, group.Slug, stop),
            Sizes = await GroupSizes.Of(connection, id, group.Slug, stop),
            SetAside = await SetAsides.OfGroup(connection, id, group.Slug, stop),
            Phases = await Phases.All(connection, id, stop),
            Run = run,
            Now = now,
        };
        return new BriefModel(names, group, language, BriefWriting.Write(source, language), run.RunId, issued)
        {
            Stale = run.Stale,
            Proposal = narratives.FirstOrDefault(one => one.Language == language),
            Waiting = await Sql.OneOrNone<string>(connection, WaitingSql, new { names.Dialogue.Id }, stop),
        };
    }
}
