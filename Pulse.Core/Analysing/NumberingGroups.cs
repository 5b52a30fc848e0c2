using Npgsql;
using Pulse.Analysing.OpinionGroups;

namespace Pulse.Analysing;

/// <summary>
/// Under which numbers a run's opinion groups are shown: those of the run before where a group carries one on. It is
/// bookkeeping between runs and no part of a result, which is the same for the same votes whatever went before.
/// </summary>
public static class NumberingGroups
{
    private const string PreviousSql = """
        select placed.participant_id as participant, coalesce(found.shown_as, found.opinion_group) as number
        from analysing.current_runs pointed
        join analysing.positions placed using (run_id)
        join analysing.opinion_groups found using (run_id, opinion_group)
        where pointed.dialogue_id = @dialogueId
        order by placed.participant_id
        """;

    private const string NextSql = """
        select coalesce(max(coalesce(found.shown_as, found.opinion_group)) + 1, 0)
        from analysing.opinion_groups found
        join analysing.runs run using (run_id)
        where run.dialogue_id = @dialogueId
        """;

    /// <param name="opinions">The run's own groups.</param>
    /// <param name="dialogueId">Whose current run is the one before.</param>
    public static async Task<GroupSuccession> Of(
        NpgsqlConnection connection, Guid dialogueId, OpinionResult opinions, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(opinions);
        var previous = await Sql.Rows<PreviousGroup>(connection, PreviousSql, new { dialogueId }, stop);
        var place = previous.Select((one, i) => (one.Participant, i)).ToDictionary(pair => pair.Participant, pair => pair.i);
        return Succeeding.Of(
            [.. previous.Select(one => one.Number)], Labels(opinions),
            [.. opinions.Positions.Select(position => place.GetValueOrDefault(position.Id, -1))],
            await Sql.One<int>(connection, NextSql, new { dialogueId }, stop));
    }

    /// <summary>Numbers of a first run.</summary>
    internal static GroupSuccession First(OpinionResult opinions) => Succeeding.First(Labels(opinions));

    private static int[] Labels(OpinionResult opinions) => [.. opinions.Positions.Select(position => position.Group ?? -1)];

    private sealed record PreviousGroup
    {
        public Guid Participant { get; init; }
        public int Number { get; init; }
    }
}
