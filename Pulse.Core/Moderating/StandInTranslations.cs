using Npgsql;
using Pulse.Convening;
using Pulse.People;

namespace Pulse.Moderating;

/// <summary>
/// Every statement in every language of the dialogue, in its own words where no translation is: only ever written in a
/// transaction that is rolled back, to count what would be asked about translations once they are there.
/// </summary>
internal static class StandInTranslations
{
    private const string WriteSql = """
        insert into moderating.translations (statement_id, language, text_sealed, made_by)
        select * from unnest(@ids::uuid[], @languages::text[], @texts::bytea[], @makers::text[])
        on conflict (statement_id, language) do nothing
        """;

    public static async Task Write(NpgsqlConnection connection, Dialogue dialogue, DialogueKey key, CancellationToken stop)
    {
        var missing = (await Statements.OfDialogue(connection, dialogue.Id, stop)).SelectMany(statement => dialogue.Languages
            .Where(language => language != statement.Language)
            .Select(language => Translation.Sealed(key, statement.StatementId, language, statement.Text(key), Translation.ByMachine))).ToArray();
        await Sql.Run(connection, WriteSql, new
        {
            ids = missing.Select(one => one.StatementId).ToArray(),
            languages = missing.Select(one => one.Language).ToArray(),
            texts = missing.Select(one => one.TextSealed).ToArray(),
            makers = missing.Select(one => one.MadeBy).ToArray(),
        }, stop);
    }
}
