using Npgsql;
using Pulse.People;
using Pulse.Publishing;

namespace Pulse.Web.Pages;

/// <param name="Map">Null before the first run.</param>
/// <param name="Words">Of the statements that mark an opinion group.</param>
public sealed record MapModel(DialogueNames Names, OpinionMap? Map, IReadOnlyDictionary<Guid, Words> Words)
{
    public static async Task<MapModel> Read(
        NpgsqlConnection connection, DialogueNames names, DialogueKey key, CancellationToken stop)
    {
        var run = (await RunRecords.OfDialogue(connection, names.Dialogue.Id, stop)).FirstOrDefault(run => run.Current);
        if (run is null)
        {
            return new MapModel(names, null, new Dictionary<Guid, Words>());
        }

        var map = await OpinionMaps.OfRun(connection, names.Dialogue.Id, run.RunId, Disclosure.StaffMinimum, stop);
        var telling = map.Groups.SelectMany(group => group.Statements).Select(statement => statement.StatementId).ToHashSet();
        var words = new Dictionary<Guid, Words>();
        foreach (var group in telling.Count == 0 ? [] : names.Dialogue.WorkingGroups)
        {
            foreach (var statement in await StatementResults.OfGroup(connection, key, run.RunId, group.Slug, stop))
            {
                if (telling.Contains(statement.StatementId))
                {
                    words[statement.StatementId] = statement.Words;
                }
            }
        }

        return new MapModel(names, map, words);
    }
}
