namespace Pulse.Worker.Importing;

/// <summary>
/// A Polis export: summary.csv, comments.csv, votes.csv and participant-votes.csv (participants-votes.csv in old ones).
/// Agree is +1 in exports and −1 in Polis' own database. The group that Polis found for a participant becomes the segment.
/// </summary>
public sealed class PolisExport
{
    private const string ModeratedOut = "-1";

    private readonly string _folder;
    private readonly ImportOptions _options;
    private readonly Problems _problems;
    private readonly bool _writtenByPulse;
    private readonly List<string> _notes = [];
    private readonly List<ImportedStatement> _statements = [];
    private readonly Dictionary<string, int> _statementOf = [];

    private PolisExport(string folder, ImportOptions options, Problems problems)
    {
        _folder = folder;
        _options = options;
        _problems = problems;
        _writtenByPulse = File.Exists(Path.Combine(folder, "data-dictionary.csv"));
    }

    /// <returns>Null if anything is wrong; what it is then stands in <paramref name="problems"/>.</returns>
    public static ImportedDialogue? Read(string folder, ImportOptions options, Problems problems) =>
        new PolisExport(folder, options, problems).Read();

    private ImportedDialogue? Read()
    {
        var comments = Find("comments.csv");
        var votes = Find("votes.csv");
        var matrix = Find("participant-votes.csv", "participants-votes.csv");
        if (comments is null || votes is null || matrix is null)
        {
            return null;
        }

        var summary = ReadSummary();
        if (PolisMatrix.Read(matrix, _problems) is not { } people
            || CsvTable.Open(
                comments, ["timestamp", "comment-id", "author-id", "moderated", "comment-body"], _problems) is not { } texts
            || CsvTable.Open(votes, ["timestamp", "comment-id", "voter-id", "vote"], _problems) is not { } cast)
        {
            return null;
        }

        ReadComments(texts, people);
        var latest = ReadVotes(cast, people);
        if (!_problems.Any)
        {
            people.Check(latest, _statementOf, _options.AgreeIs, _problems);
        }

        if (_problems.Any)
        {
            return null;
        }

        var all = latest.Votes();
        var counted = all.Where(vote => _statements[vote.Statement].Exclusion is null).ToList();
        if (all.Count > counted.Count)
        {
            _notes.Add($"{all.Count - counted.Count} votes on comments that were moderated out are left out with them.");
        }

        var title = summary.GetValueOrDefault("topic") is { Length: > 0 } topic ? topic : Path.GetFileName(Path.GetFullPath(_folder));
        return new ImportedDialogue
        {
            Platform = "polis",
            Title = title,
            Introduction = summary.GetValueOrDefault("conversation-description") is { Length: > 0 } about ? about : title,
            Questions = [new ImportedQuestion("conversation", title)],
            Segments = people.Segments,
            Participants = people.Participants(FirstDays(all)),
            Statements = _statements,
            Votes = counted,
            Preferences = [],
            Notes = _notes,
        };
    }

    private Dictionary<string, string> ReadSummary()
    {
        var summary = new Dictionary<string, string>();
        var path = Path.Combine(_folder, "summary.csv");
        if (!File.Exists(path))
        {
            _notes.Add("There is no summary.csv: the dialogue is named after the folder.");
            return summary;
        }

        foreach (var record in ReadingCsv.Records(path, _problems))
        {
            if (record.Cells is [var name, var value])
            {
                summary.TryAdd(name, value.Trim());
            }
            else
            {
                _problems.Add(new Problem(
                    "summary.csv", record.Line, 0, null, "a name and a value",
                    record.Cells.Count == 1 ? "one cell" : $"{record.Cells.Count} cells"));
            }
        }

        return summary;
    }

    private void ReadComments(CsvTable table, PolisMatrix people)
    {
        var (excluded, authorsElsewhere) = (0, 0);
        foreach (var row in table.Rows())
        {
            var (id, text, moderated) = (row["comment-id"].Trim(), Unescaped(row["comment-body"]).Trim(), row["moderated"].Trim());
            if (text.Length == 0)
            {
                row.Wrong("comment-body", "the words of a comment");
            }

            if (moderated is not (ModeratedOut or "0" or "1"))
            {
                row.Wrong("moderated", "-1, 0 or 1");
            }

            var known = PolisMoment.TryParse(row["timestamp"], out var moment);
            if (!known)
            {
                row.Wrong("timestamp", "seconds or milliseconds since 1970");
            }

            if (id.Length == 0 || !_statementOf.TryAdd(id, _statements.Count))
            {
                row.Wrong("comment-id", "a number that no line before has");
                continue;
            }

            var author = people.PositionOf(row["author-id"].Trim());
            authorsElsewhere += author is null ? 1 : 0;
            excluded += moderated == ModeratedOut ? 1 : 0;
            _statements.Add(new ImportedStatement(
                id, 0, text, _options.Language ?? WrittenLanguage.Of(text), author, DateOnly.FromDateTime(moment),
                moderated == ModeratedOut ? "moderated-out-before-import" : null));
        }

        if (excluded > 0)
        {
            _notes.Add($"{excluded} of {_statements.Count} comments were moderated out in the export and stand as exclusions.");
        }

        if (authorsElsewhere > 0)
        {
            _notes.Add($"{authorsElsewhere} comments are of authors who are not among the participants.");
        }
    }

    private LatestVotes ReadVotes(CsvTable table, PolisMatrix people)
    {
        var votes = new LatestVotes();
        foreach (var row in table.Rows())
        {
            sbyte? vote = row["vote"].Trim() switch { "1" => 1, "0" => 0, "-1" => -1, _ => null };
            if (vote is null)
            {
                row.Wrong("vote", "1, 0 or -1");
            }

            if (!PolisMoment.TryParse(row["timestamp"], out var moment))
            {
                row.Wrong("timestamp", "seconds or milliseconds since 1970");
            }

            var participant = people.PositionOf(row["voter-id"].Trim());
            if (participant is null)
            {
                row.Wrong("voter-id", $"a participant of {people.File}");
            }

            if (!_statementOf.TryGetValue(row["comment-id"].Trim(), out var statement))
            {
                row.Wrong("comment-id", "a comment of comments.csv");
            }
            else if (participant is { } voter && vote is { } value)
            {
                votes.Cast(voter, statement, (sbyte)(value * _options.AgreeIs), moment.Ticks, DateOnly.FromDateTime(moment));
            }
        }

        _notes.AddRange(votes.Notes());
        return votes;
    }

    /// <summary>The day each participant is first heard of, by vote or by comment.</summary>
    private Dictionary<int, DateOnly> FirstDays(List<ImportedVote> votes) =>
        votes.Select(vote => (vote.Participant, vote.Day))
            .Concat(_statements.Where(statement => statement.Author is not null)
                .Select(statement => (Participant: statement.Author!.Value, statement.Day)))
            .GroupBy(seen => seen.Participant)
            .ToDictionary(group => group.Key, group => group.Min(seen => seen.Day));

    // our own export puts an apostrophe before what a spreadsheet would take for a formula
    private string Unescaped(string text) =>
        _writtenByPulse && text.Length > 1 && text[0] == '\'' && Exporting.CsvCell.IsFormula(text[1..]) ? text[1..] : text;

    private string? Find(params string[] names)
    {
        var found = names.Select(name => Path.Combine(_folder, name)).Where(File.Exists).ToList();
        if (found.Count != 1)
        {
            _problems.AddFile(
                string.Join(" or ", names), "one such file in the folder",
                found.Count == 0 ? "none" : string.Join(" and ", found.Select(Path.GetFileName)));
            return null;
        }

        return found[0];
    }
}
