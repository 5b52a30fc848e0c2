using Npgsql;
using Pulse.Convening;
using Pulse.Publishing;

namespace Pulse.Web.Pages;

/// <summary>A dialogue at a glance: its working groups, its phases, its latest run, what waits for somebody.</summary>
public sealed record DialogueModel
{
    public required DialogueNames Names { get; init; }
    public required IReadOnlyList<GroupOverview> Groups { get; init; }
    public required IReadOnlyList<SegmentSize> Sizes { get; init; }
    public required IReadOnlyList<Phases.State> Phases { get; init; }
    public required RunRecord? Run { get; init; }
    public required int Held { get; init; }

    /// <summary>Jobs for the model that wait with a reason.</summary>
    public required int ModelWaits { get; init; }
    public required DateTimeOffset Now { get; init; }

    private const string HeldSql = """
        select count(*)::int from moderating.rulings where dialogue_id = @Id and outcome = 'held'
        """;

    private const string ModelWaitsSql = """
        select count(*)::int from work.failures where subject = @Id and job in ('translate', 'suggest')
        """;

    public static async Task<DialogueModel> Read(
        NpgsqlConnection connection, DialogueNames names, DateTimeOffset now, CancellationToken stop)
    {
        var id = names.Dialogue.Id;
        var runs = await RunRecords.OfDialogue(connection, id, stop);
        return new DialogueModel
        {
            Names = names,
            Groups = await GroupOverviews.OfDialogue(connection, id, stop),
            Sizes = await SegmentSizes.OfDialogue(connection, id, stop),
            Phases = await Convening.Phases.All(connection, id, stop),
            Run = runs.Count > 0 ? runs[0] : null,
            Held = await Sql.One<int>(connection, HeldSql, new { Id = id }, stop),
            ModelWaits = await Sql.One<int>(connection, ModelWaitsSql, new { Id = id }, stop),
            Now = now,
        };
    }
}
