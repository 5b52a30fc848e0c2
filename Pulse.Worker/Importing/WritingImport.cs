using Npgsql;
using NpgsqlTypes;
using Pulse.Convening;
using Pulse.People;

namespace Pulse.Worker.Importing;

/// <summary>Fills the rooms with an import, by binary COPY, inside the caller's transaction.</summary>
internal sealed class WritingImport(
    NpgsqlConnection connection, DialogueKey key, Dialogue dialogue, ImportedDialogue import, string quoting)
{
    private const string ParticipantLanguage = "en";
    private const string RuleVersion = "imported";

    private const string CopyParticipants = """
        copy collecting.participants (participant_id, dialogue_id, segment, language, consent_version, joined_on, finished)
        from stdin (format binary)
        """;

    private const string CopyAnswers = """
        copy collecting.answers (answer_id, dialogue_id, participant_id, item, language, text_sealed, quoting, answered_on)
        from stdin (format binary)
        """;

    private const string CopyRulings = """
        copy moderating.rulings (answer_id, dialogue_id, flags, outcome, rule_version, ruled_on) from stdin (format binary)
        """;

    private const string CopyStatements = """
        copy moderating.statements (statement_id, dialogue_id, item, working_group, answer_id, segment, language,
          text_sealed, redacted, quoting, approved_on)
        from stdin (format binary)
        """;

    private const string CopyExclusions = """
        copy moderating.exclusions (exclusion_id, dialogue_id, item, answer_id, segment, reason, note_sealed, excluded_on)
        from stdin (format binary)
        """;

    private const string CopyVotes = """
        copy voting.votes (statement_id, participant_id, vote, important, language_read, cast_on) from stdin (format binary)
        """;

    private const string CopyPreferences = """
        copy voting.preferences (preference_id, participant_id, statement_a, statement_b, preferred)
        from stdin (format binary)
        """;

    // an import's segments are all top-level ones
    private const string CountVotes = """
        insert into voting.counts (statement_id, segment, agree, disagree, pass)
        select vote.statement_id, coalesce(participant.segment, '(none)'),
          count(*) filter (where vote.vote = 1), count(*) filter (where vote.vote = -1), count(*) filter (where vote.vote = 0)
        from voting.votes vote
        join collecting.participants participant using (participant_id)
        where participant.dialogue_id = @DialogueId
        group by vote.statement_id, coalesce(participant.segment, '(none)')
        """;

    private readonly ImportedIds _ids = new(key, import);
    private readonly HashSet<int> _answers = FirstAnswers(import);

    public async Task Write(CancellationToken stop)
    {
        await Copy(CopyParticipants, import.Participants.Count, Participant, stop);
        await Copy(CopyAnswers, Statements(_answers.Contains), Answer, stop);
        await Copy(CopyRulings, Statements(_answers.Contains), Ruling, stop);
        await Copy(CopyStatements, Statements(index => import.Statements[index].Exclusion is null), Statement, stop);
        await Copy(CopyExclusions, Statements(index => import.Statements[index].Exclusion is not null), Exclusion, stop);
        await Copy(CopyVotes, import.Votes.Count, Vote, stop);
        await Copy(CopyPreferences, import.Preferences.Count, Preference, stop);
        await Sql.Run(connection, CountVotes, new { DialogueId = dialogue.Id }, stop);
    }

    /// <summary>A participant has one answer per question; what else they wrote to it are statements without one.</summary>
    private static HashSet<int> FirstAnswers(ImportedDialogue import)
    {
        var seen = new HashSet<(int, int)>();
        return [.. Enumerable.Range(0, import.Statements.Count).Where(index =>
            import.Statements[index].Author is { } author && seen.Add((author, import.Statements[index].Question)))];
    }

    private int[] Statements(Func<int, bool> wanted) => [.. Enumerable.Range(0, import.Statements.Count).Where(wanted)];

    private void Participant(NpgsqlBinaryImporter row, int index)
    {
        var participant = import.Participants[index];
        row.Write(_ids.Participants[index], NpgsqlDbType.Uuid);
        row.Write(dialogue.Id, NpgsqlDbType.Uuid);
        Text(row, participant.Segment);
        Text(row, ParticipantLanguage);
        row.Write(dialogue.Consent.Version, NpgsqlDbType.Integer);
        row.Write(participant.Joined, NpgsqlDbType.Date);
        row.Write(true, NpgsqlDbType.Boolean);
    }

    private void Answer(NpgsqlBinaryImporter row, int index)
    {
        var statement = import.Statements[index];
        var id = _ids.Answer(index);
        row.Write(id, NpgsqlDbType.Uuid);
        row.Write(dialogue.Id, NpgsqlDbType.Uuid);
        row.Write(_ids.Participants[statement.Author!.Value], NpgsqlDbType.Uuid);
        Text(row, DefiningImport.QuestionSlug(statement.Question));
        Text(row, statement.Language);
        row.Write(key.Seal(statement.Text, "collecting.answers.text", id), NpgsqlDbType.Bytea);
        Text(row, quoting);
        row.Write(statement.Day, NpgsqlDbType.Date);
    }

    private void Ruling(NpgsqlBinaryImporter row, int index)
    {
        var statement = import.Statements[index];
        row.Write(_ids.Answer(index), NpgsqlDbType.Uuid);
        row.Write(dialogue.Id, NpgsqlDbType.Uuid);
        row.Write(Array.Empty<string>(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        Text(row, statement.Exclusion is null ? "passed" : "excluded");
        Text(row, RuleVersion);
        row.Write(statement.Day, NpgsqlDbType.Date);
    }

    private void Statement(NpgsqlBinaryImporter row, int index)
    {
        var statement = import.Statements[index];
        row.Write(_ids.Statements[index], NpgsqlDbType.Uuid);
        row.Write(dialogue.Id, NpgsqlDbType.Uuid);
        Text(row, DefiningImport.QuestionSlug(statement.Question));
        Text(row, dialogue.WorkingGroups[statement.Question].Slug);
        AnswerOf(row, index);
        Text(row, SegmentOf(statement));
        Text(row, statement.Language);
        row.Write(key.Seal(statement.Text, "moderating.statements.text", _ids.Statements[index]), NpgsqlDbType.Bytea);
        row.Write(statement.WithoutText, NpgsqlDbType.Boolean);
        Text(row, statement.WithoutText ? "none" : quoting);
        row.Write(statement.Day, NpgsqlDbType.Date);
    }

    private void Exclusion(NpgsqlBinaryImporter row, int index)
    {
        var statement = import.Statements[index];
        var id = _ids.Exclusion(index);
        row.Write(id, NpgsqlDbType.Uuid);
        row.Write(dialogue.Id, NpgsqlDbType.Uuid);
        Text(row, DefiningImport.QuestionSlug(statement.Question));
        AnswerOf(row, index);
        Text(row, SegmentOf(statement));
        Text(row, statement.Exclusion);
        if (_answers.Contains(index))
        {
            // the answer holds the words, and takes them along in a withdrawal
            row.WriteNull();
        }
        else
        {
            row.Write(key.Seal(statement.Text, "moderating.exclusions.note", id), NpgsqlDbType.Bytea);
        }

        row.Write(statement.Day, NpgsqlDbType.Date);
    }

    private void Vote(NpgsqlBinaryImporter row, int index)
    {
        var vote = import.Votes[index];
        row.Write(_ids.Statements[vote.Statement], NpgsqlDbType.Uuid);
        row.Write(_ids.Participants[vote.Participant], NpgsqlDbType.Uuid);
        row.Write((short)vote.Vote, NpgsqlDbType.Smallint);
        row.Write(false, NpgsqlDbType.Boolean);
        Text(row, import.Statements[vote.Statement].Language);
        row.Write(vote.Day, NpgsqlDbType.Date);
    }

    private void Preference(NpgsqlBinaryImporter row, int index)
    {
        var preference = import.Preferences[index];
        row.Write(_ids.Preference(index), NpgsqlDbType.Uuid);
        row.Write(_ids.Participants[preference.Participant], NpgsqlDbType.Uuid);
        row.Write(_ids.Statements[preference.StatementA], NpgsqlDbType.Uuid);
        row.Write(_ids.Statements[preference.StatementB], NpgsqlDbType.Uuid);
        Text(row, preference.Preferred);
    }

    private void AnswerOf(NpgsqlBinaryImporter row, int index)
    {
        if (_answers.Contains(index))
        {
            row.Write(_ids.Answer(index), NpgsqlDbType.Uuid);
        }
        else
        {
            row.WriteNull();
        }
    }

    private string? SegmentOf(ImportedStatement statement) =>
        statement.Author is { } author ? import.Participants[author].Segment : null;

    private static void Text(NpgsqlBinaryImporter row, string? text)
    {
        if (text is null)
        {
            row.WriteNull();
        }
        else
        {
            row.Write(text, NpgsqlDbType.Text);
        }
    }

    private Task Copy(
        [System.Diagnostics.CodeAnalysis.ConstantExpected] string sql, int count, Action<NpgsqlBinaryImporter, int> write,
        CancellationToken stop) => Copy(sql, [.. Enumerable.Range(0, count)], write, stop);

    private async Task Copy(
        [System.Diagnostics.CodeAnalysis.ConstantExpected] string sql, int[] rows, Action<NpgsqlBinaryImporter, int> write,
        CancellationToken stop)
    {
        await using var copy = await connection.BeginBinaryImportAsync(sql, stop);
        foreach (var index in rows)
        {
            await copy.StartRowAsync(stop);
            write(copy, index);
        }

        await copy.CompleteAsync(stop);
    }
}
