using Npgsql;
using Pulse.Convening;
using Pulse.People;

namespace Pulse.Worker.Importing;

/// <summary>Holds an export against the dialogue that an earlier import made of it, row by row.</summary>
internal static class ComparingImport
{
    private const string Participants = """
        select participant_id as id, coalesce(segment, '') as value
        from collecting.participants where dialogue_id = @DialogueId
        """;

    private const string Statements = """
        select statement_id as id, item, coalesce(segment, '') as segment, language, text_sealed
        from moderating.statements where dialogue_id = @DialogueId
        """;

    private const string Exclusions = """
        select exclusion_id as id, reason as value from moderating.exclusions where dialogue_id = @DialogueId
        """;

    private const string Votes = """
        select vote.participant_id, vote.statement_id, vote.vote
        from voting.votes vote
        join moderating.statements statement using (statement_id)
        where statement.dialogue_id = @DialogueId
        """;

    private const string Preferences = """
        select preference.preference_id as id, preference.preferred as value
        from voting.preferences preference
        join collecting.participants participant using (participant_id)
        where participant.dialogue_id = @DialogueId
        """;

    /// <returns>One sentence per kind of row that differs; empty where the dialogue holds exactly this export.</returns>
    public static async Task<IReadOnlyList<string>> Differences(
        NpgsqlConnection connection, DialogueKey key, Dialogue known, Dialogue wanted, ImportedDialogue import,
        CancellationToken stop)
    {
        var ids = new ImportedIds(key, import);
        var dialogue = new { DialogueId = known.Id };
        var lines = new List<string>();
        if (!Dialogues.HashOf(known).AsSpan().SequenceEqual(Dialogues.HashOf(wanted)))
        {
            lines.Add("the definition differs (title, questions, segments or options of the import)");
        }

        Compare("participants", await Values(connection, Participants, dialogue, stop),
            import.Participants.Select((participant, index) => (ids.Participants[index], participant.Segment ?? "")), lines);
        Compare("statements",
            (await Sql.Rows<StatementRow>(connection, Statements, dialogue, stop)).ToDictionary(row => row.Id, row => Value(
                row.Item, row.Segment, row.Language, key.Open(row.TextSealed, "moderating.statements.text", row.Id))),
            import.Statements.Index().Where(each => each.Item.Exclusion is null).Select(each => (ids.Statements[each.Index], Value(
                DefiningImport.QuestionSlug(each.Item.Question),
                each.Item.Author is { } author ? import.Participants[author].Segment ?? "" : "",
                each.Item.Language, each.Item.Text))), lines);
        Compare("exclusions", await Values(connection, Exclusions, dialogue, stop),
            import.Statements.Index().Where(each => each.Item.Exclusion is not null)
                .Select(each => (ids.Exclusion(each.Index), each.Item.Exclusion!)), lines);
        Compare("votes",
            (await Sql.Rows<VoteRow>(connection, Votes, dialogue, stop))
                .ToDictionary(row => (row.ParticipantId, row.StatementId), row => row.Vote),
            import.Votes.Select(vote => ((ids.Participants[vote.Participant], ids.Statements[vote.Statement]), (short)vote.Vote)),
            lines);
        Compare("preferences", await Values(connection, Preferences, dialogue, stop),
            import.Preferences.Select((preference, index) => (ids.Preference(index), preference.Preferred)), lines);
        return lines;
    }

    private static void Compare<TKey, TValue>(
        string what, Dictionary<TKey, TValue> here, IEnumerable<(TKey Key, TValue Value)> wanted, List<string> lines)
        where TKey : notnull
    {
        int missing = 0, different = 0, alike = 0;
        foreach (var (key, value) in wanted)
        {
            if (!here.TryGetValue(key, out var known))
            {
                missing++;
            }
            else if (EqualityComparer<TValue>.Default.Equals(known, value))
            {
                alike++;
            }
            else
            {
                different++;
            }
        }

        var more = here.Count - alike - different;
        if (missing + different + more > 0)
        {
            lines.Add($"{what}: {missing} of the files are not here, {different} differ, {more} here are not in the files");
        }
    }

    private static async Task<Dictionary<Guid, string>> Values(
        NpgsqlConnection connection, [System.Diagnostics.CodeAnalysis.ConstantExpected] string sql, object parameters,
        CancellationToken stop) =>
        (await Sql.Rows<ValueRow>(connection, sql, parameters, stop)).ToDictionary(row => row.Id, row => row.Value);

    private static string Value(string item, string segment, string language, string text) =>
        string.Join('\n', item, segment, language, text);

    private sealed record ValueRow(Guid Id, string Value);

    private sealed record StatementRow(Guid Id, string Item, string Segment, string Language, byte[] TextSealed);

    private sealed record VoteRow(Guid ParticipantId, Guid StatementId, short Vote);
}
