using System.Globalization;
using Pulse.Worker.Importing;

namespace Pulse.Worker.Exporting;

/// <summary>
/// The files of a Polis export, under the names and columns of Polis' own (agree is +1), for programs that read those.
/// Where Polis tells who wrote what, and at which second, these say less: see the data dictionary.
/// </summary>
internal static class PolisBundle
{
    public static IEnumerable<ExportedFile> Of(ExportedDialogue export)
    {
        yield return Summary(export);
        yield return Comments(export);
        yield return Votes(export);
        yield return ParticipantVotes(export);
        if (export.Groups.Count > 0)
        {
            yield return CommentGroups(export);
        }
    }

    private static ExportedFile Summary(ExportedDialogue export)
    {
        var dialogue = export.Dialogue;
        var language = dialogue.Languages.Contains("en") ? "en" : dialogue.Languages[0];
        var voters = export.Votes.Select(vote => vote.Participant).Distinct().Count();
        string[][] rows =
        [
            ["topic", CsvCell.Of(dialogue.Title.In(language))],
            ["url", ""],
            ["voters", CsvCell.Of(voters)],
            ["voters-in-conv", CsvCell.Of(export.Participants.Count)],
            ["commenters", CsvCell.Of(export.Statements.Select(statement => statement.Author).Distinct().Count())],
            ["comments", CsvCell.Of(export.Statements.Count)],
            ["groups", CsvCell.Of(export.Groups.Count)],
            ["conversation-description", CsvCell.Of(dialogue.Introduction.In(language))],
        ];
        return new ExportedFile(
            "summary.csv", "The dialogue as a whole: a name and a value per line, without a header.",
            [("name", "what is told"), ("value", "its value")], rows, WithHeader: false);
    }

    private static ExportedFile Comments(ExportedDialogue export)
    {
        var agrees = Tally(export, 1);
        var disagrees = Tally(export, -1);
        return new ExportedFile(
            "comments.csv", "The statements that were voted on.",
            [
                ("timestamp", "seconds since 1970 at the beginning (UTC) of the day; Pulse keeps no time finer than a day"),
                ("datetime", "the same day as a date"),
                ("comment-id", "the statement's number in this export"),
                ("author-id", "a number for the author in this export; on purpose never the number of a participant"),
                ("agrees", "agreeing votes"),
                ("disagrees", "disagreeing votes"),
                ("moderated", "1: statements that were excluded are in exclusions.csv, without their words"),
                ("comment-body", "the words in their original language; an apostrophe stands before = + - @ and tabs"),
            ],
            export.Statements.Select((statement, number) => new[]
            {
                Seconds(statement.Day), Day(statement.Day), CsvCell.Of(number), CsvCell.Of(statement.Author),
                CsvCell.Of(agrees[number]), CsvCell.Of(disagrees[number]), "1", CsvCell.Of(statement.Text),
            }));
    }

    private static ExportedFile Votes(ExportedDialogue export) => new(
        "votes.csv", "One line per vote, the latest of each person on each statement.",
        [
            ("timestamp", "seconds since 1970 at the beginning (UTC) of the day"),
            ("datetime", "the same day as a date"),
            ("comment-id", "the statement's number"),
            ("voter-id", "the participant's number, drawn at random for this export"),
            ("vote", "1 agree, -1 disagree, 0 pass"),
        ],
        export.Votes.Select(vote => new[]
        {
            Seconds(vote.Day), Day(vote.Day), CsvCell.Of(vote.Statement), CsvCell.Of(vote.Participant), CsvCell.Of(vote.Vote),
        }));

    private static ExportedFile ParticipantVotes(ExportedDialogue export) => new(
        "participant-votes.csv", "One line per participant, one column per statement.",
        [
            ("participant", "the participant's number, drawn at random for this export"),
            ("group-id", "the number of the group; blank for none, and for groups of fewer people than the minimum cell"),
            ("n-comments", "always 0: who wrote which statement is not exported"),
            ("n-votes", "votes cast"),
            ("n-agree", "of them agreeing"),
            ("n-disagree", "of them disagreeing"),
            .. export.Statements.Select((_, number) => (CsvCell.Of(number), "vote on this statement")),
        ],
        Matrix(export));

    private static IEnumerable<IEnumerable<string>> Matrix(ExportedDialogue export)
    {
        var votes = export.Votes.ToLookup(vote => vote.Participant);
        foreach (var (number, participant) in export.Participants.Index())
        {
            var cells = new string[export.Statements.Count];
            Array.Fill(cells, "");
            foreach (var vote in votes[number])
            {
                cells[vote.Statement] = CsvCell.Of(vote.Vote);
            }

            yield return cells.Prepend(CsvCell.Of(votes[number].Count(vote => vote.Vote == -1)))
                .Prepend(CsvCell.Of(votes[number].Count(vote => vote.Vote == 1)))
                .Prepend(CsvCell.Of(votes[number].Count()))
                .Prepend("0").Prepend(CsvCell.Of(participant.Group)).Prepend(CsvCell.Of(number));
        }
    }

    private static ExportedFile CommentGroups(ExportedDialogue export)
    {
        var columns = new List<(string, string)>
        {
            ("comment-id", "the statement's number"),
            ("comment", "its words"),
            ("total-votes", "votes of everybody, passes too"),
            ("total-agrees", "of them agreeing"),
            ("total-disagrees", "of them disagreeing"),
            ("total-passes", "of them passing"),
        };
        foreach (var (index, name) in export.Groups.Index())
        {
            var letter = PolisGroup.Letters(index);
            columns.Add(($"group-{letter}-votes", $"votes of group-id {CsvCell.Of(index)}, {name}; passes too"));
            columns.Add(($"group-{letter}-agrees", "of them agreeing"));
            columns.Add(($"group-{letter}-disagrees", "of them disagreeing"));
            columns.Add(($"group-{letter}-passes", "of them passing"));
        }

        var votes = export.Votes.ToLookup(vote => vote.Statement);
        return new ExportedFile(
            "comment-groups.csv", "Votes on each statement, of everybody and of each group.", columns,
            export.Statements.Select((statement, number) => Counts(votes[number])
                .Concat(export.Groups.Index().SelectMany(group =>
                    Counts(votes[number].Where(vote => export.Participants[vote.Participant].Group == group.Index))))
                .Prepend(CsvCell.Of(statement.Text)).Prepend(CsvCell.Of(number))));
    }

    private static IEnumerable<string> Counts(IEnumerable<ExportedVote> votes)
    {
        var cast = votes.ToList();
        return new[]
        {
            cast.Count, cast.Count(vote => vote.Vote == 1), cast.Count(vote => vote.Vote == -1), cast.Count(vote => vote.Vote == 0),
        }.Select(count => CsvCell.Of(count));
    }

    private static int[] Tally(ExportedDialogue export, short wanted)
    {
        var tally = new int[export.Statements.Count];
        foreach (var vote in export.Votes)
        {
            tally[vote.Statement] += vote.Vote == wanted ? 1 : 0;
        }

        return tally;
    }

    private static string Seconds(DateOnly day) =>
        new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
