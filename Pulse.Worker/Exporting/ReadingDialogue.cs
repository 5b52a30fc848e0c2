using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Npgsql;
using Pulse.Convening;
using Pulse.People;

namespace Pulse.Worker.Exporting;

/// <summary>Reads what is exported of a dialogue and takes the people out of it: ids become numbers in random order.</summary>
internal static class ReadingDialogue
{
    private const string Participants = """
        with current as (
          select position.participant_id, position.opinion_group
          from analysing.current_runs current_run
          join analysing.positions position using (run_id)
          where current_run.dialogue_id = @DialogueId
        )
        select participant.participant_id, participant.segment, current.opinion_group
        from collecting.participants participant
        left join current using (participant_id)
        where participant.dialogue_id = @DialogueId
        order by participant.participant_id
        """;

    private const string Statements = """
        select statement.statement_id, statement.item, statement.working_group, statement.language, statement.quoting,
          statement.text_sealed, statement.approved_on, answer.participant_id as author
        from moderating.statements statement
        left join collecting.answers answer using (answer_id)
        where statement.dialogue_id = @DialogueId
        order by statement.working_group, statement.statement_id
        """;

    private const string Votes = """
        select vote.statement_id, vote.participant_id, vote.vote, vote.cast_on
        from voting.votes vote
        join moderating.statements statement using (statement_id)
        where statement.dialogue_id = @DialogueId
        """;

    private const string Choices = """
        select participant_id, item, chosen, answered_on from collecting.choices where dialogue_id = @DialogueId
        """;

    private const string Exclusions = """
        select item, reason, count(*)::int as count
        from moderating.exclusions
        where dialogue_id = @DialogueId
        group by item, reason
        order by item, reason
        """;

    /// <summary>The caller holds a repeatable-read transaction, so that the files agree with each other.</summary>
    public static async Task<ExportedDialogue> Read(
        NpgsqlConnection connection, DialogueKey key, Dialogue dialogue, GroupLabels labels, CancellationToken stop)
    {
        var of = new { DialogueId = dialogue.Id };
        var people = Shuffled(await Sql.Rows<ParticipantRow>(connection, Participants, of, stop));
        var numbers = people.Index().ToDictionary(each => each.Item.ParticipantId, each => each.Index);
        var statements = await Sql.Rows<StatementRow>(connection, Statements, of, stop);
        var statementNumbers = statements.Index().ToDictionary(each => each.Item.StatementId, each => each.Index);
        var authors = Authors(statements, people.Count);
        var votes = await Sql.Rows<VoteRow>(connection, Votes, of, stop);
        var notes = new List<string>();
        var segments = people.Select(person => person.Segment is { } slug ? dialogue.TopSegmentOf(slug) : null).ToList();
        var told = LargeEnough(segments, dialogue.MinimumCell, "segment", notes);
        var (groups, names) = labels switch
        {
            GroupLabels.Segments => (told, dialogue.Segments.Select(segment => segment.Slug).Where(told.Contains).ToList()),
            GroupLabels.OpinionGroups => OpinionGroups(people, dialogue.MinimumCell, notes),
        };
        return new ExportedDialogue
        {
            Dialogue = dialogue,
            Participants = [.. people.Select((_, number) => new ExportedParticipant(
                told[number], groups[number] is { } group ? names.IndexOf(group) : null))],
            Statements = [.. statements.Select((row, number) => new ExportedStatement(
                row.Item, row.WorkingGroup, row.Language, row.Quoting,
                key.Open(row.TextSealed, "moderating.statements.text", row.StatementId), authors[number], row.ApprovedOn))],
            Votes = [.. votes
                .Select(row => new ExportedVote(statementNumbers[row.StatementId], numbers[row.ParticipantId], row.Vote, row.CastOn))
                .OrderBy(vote => vote.Statement).ThenBy(vote => vote.Participant)],
            Choices = [.. (await Sql.Rows<ChoiceRow>(connection, Choices, of, stop))
                .Select(row => new ExportedChoice(numbers[row.ParticipantId], row.Item, row.Chosen, row.AnsweredOn))
                .OrderBy(choice => choice.Participant).ThenBy(choice => choice.Item, StringComparer.Ordinal)],
            Exclusions = await Sql.Rows<ExportedExclusions>(connection, Exclusions, of, stop),
            Groups = names,
            Notes = notes,
        };
    }

    private static (List<string?> Groups, List<string> Names) OpinionGroups(
        IReadOnlyList<ParticipantRow> people, int minimumCell, List<string> notes)
    {
        var groups = LargeEnough(
            [.. people.Select(person => person.OpinionGroup is { } group ? $"opinion group {group}" : null)], minimumCell,
            "opinion group", notes);
        return (groups, [.. groups.OfType<string>().Distinct().OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal)]);
    }

    /// <summary>Takes the label from people of whom there are too few to hide among.</summary>
    private static List<string?> LargeEnough(List<string?> labels, int minimumCell, string what, List<string> notes)
    {
        var small = labels.OfType<string>().GroupBy(label => label).Where(group => group.Count() < minimumCell)
            .Select(group => group.Key).ToHashSet();
        if (small.Count > 0)
        {
            notes.Add(
                $"{small.Count} {what}(s) of fewer than {minimumCell} people are not told: theirs stands blank.");
        }

        return [.. labels.Select(label => label is not null && small.Contains(label) ? null : label)];
    }

    private static List<int> Authors(IReadOnlyList<StatementRow> statements, int participants)
    {
        // an author who is not known is somebody of their own
        var writers = Shuffled([.. statements.Select(row => row.Author ?? row.StatementId).Distinct()]);
        var numbers = writers.Index().ToDictionary(each => each.Item, each => participants + each.Index);
        return [.. statements.Select(row => numbers[row.Author ?? row.StatementId])];
    }

    private static List<T> Shuffled<T>(IReadOnlyList<T> rows)
    {
        var shuffled = rows.ToList();
        RandomNumberGenerator.Shuffle(CollectionsMarshal.AsSpan(shuffled));
        return shuffled;
    }

    private sealed record ParticipantRow(Guid ParticipantId, string? Segment, int? OpinionGroup);

    private sealed record StatementRow(
        Guid StatementId, string Item, string WorkingGroup, string Language, string Quoting, byte[] TextSealed,
        DateOnly ApprovedOn, Guid? Author);

    private sealed record VoteRow(Guid StatementId, Guid ParticipantId, short Vote, DateOnly CastOn);

    // set by name: an array does not fit a constructor's parameter in the mapping
    private sealed class ChoiceRow
    {
        public Guid ParticipantId { get; init; }
        public string Item { get; init; } = "";
        public string[] Chosen { get; init; } = [];
        public DateOnly AnsweredOn { get; init; }
    }
}
