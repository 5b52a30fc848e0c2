using Npgsql;
using Pulse.Publishing;
using Pulse.Voting;

namespace Pulse.Web.Pages;

/// <summary>Who took part in a working group, as Publishing takes it: Voting counts it and Publishing does not read Voting.</summary>
public static class GroupSizes
{
    public static async Task<IReadOnlyList<SegmentSize>> Of(
        NpgsqlConnection connection, Guid dialogueId, string workingGroup, CancellationToken stop) =>
        [.. (await Participations.OfGroup(connection, dialogueId, workingGroup, stop))
            .Select(row => new SegmentSize(row.Segment, row.People))];
}
