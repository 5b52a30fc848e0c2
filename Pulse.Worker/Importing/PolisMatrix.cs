namespace Pulse.Worker.Importing;

/// <summary>
/// participant-votes.csv: one row per participant with the group Polis put them in, and one column per comment. It holds
/// the latest votes once more, so a votes.csv that was cut off or has its sign turned round is found out.
/// </summary>
internal sealed class PolisMatrix
{
    private readonly Dictionary<string, int> _position = [];
    private readonly List<CsvTable.Row> _rows = [];
    private readonly List<string?> _groups = [];
    private readonly List<(int Column, string Comment)> _comments = [];

    public required string File { get; init; }

    public IReadOnlyList<ImportedSegment> Segments { get; private set; } = [];

    public static PolisMatrix? Read(string path, Problems problems)
    {
        if (CsvTable.Open(path, ["participant", "group-id"], problems) is not { } table)
        {
            return null;
        }

        var matrix = new PolisMatrix { File = table.File };
        for (var column = 0; column < table.Header.Cells.Count; column++)
        {
            if (table.Header.Cells[column].Length > 0 && table.Header.Cells[column].All(char.IsAsciiDigit))
            {
                matrix._comments.Add((column, table.Header.Cells[column]));
            }
        }

        foreach (var row in table.Rows())
        {
            var group = row["group-id"].Trim();
            if (group.Length > 4 || !group.All(char.IsAsciiDigit))
            {
                row.Wrong("group-id", "the number of a group, or nothing");
            }
            else if (!matrix._position.TryAdd(row["participant"].Trim(), matrix._rows.Count))
            {
                row.Wrong("participant", "a number that no line before has");
            }
            else
            {
                matrix._rows.Add(row);
                matrix._groups.Add(group.Length == 0 ? null : group);
            }
        }

        matrix.Segments = [.. matrix._groups.OfType<string>().GroupBy(group => group)
            .OrderBy(group => group.Key.Length).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new ImportedSegment(SlugOf(group.Key), $"Group {Letters(group.Key).ToUpperInvariant()}", group.Count()))];
        return matrix;
    }

    public int? PositionOf(string participant) => _position.TryGetValue(participant, out var position) ? position : null;

    /// <param name="days">First days by position; a participant never heard of joined on the earliest of them.</param>
    public IReadOnlyList<ImportedParticipant> Participants(IReadOnlyDictionary<int, DateOnly> days)
    {
        var earliest = days.Count > 0 ? days.Values.Min() : DateOnly.FromDateTime(DateTime.UnixEpoch);
        return [.. _rows.Select((row, position) => new ImportedParticipant(
            row["participant"].Trim(), _groups[position] is { } group ? SlugOf(group) : null,
            days.GetValueOrDefault(position, earliest)))];
    }

    /// <summary>Compares every cell with the latest vote that votes.csv gives.</summary>
    public void Check(LatestVotes votes, IReadOnlyDictionary<string, int> statementOf, int agreeIs, Problems problems)
    {
        var found = new Problems();
        var (different, opposite) = (0, 0);
        foreach (var (column, comment) in _comments)
        {
            if (!statementOf.TryGetValue(comment, out var statement))
            {
                problems.Add(new Problem(
                    File, 1, column + 1, null, "columns for comments of comments.csv", Problem.Show(comment)));
                continue;
            }

            for (var position = 0; position < _rows.Count; position++)
            {
                var cell = _rows[position][column].Trim();
                var vote = votes.Of(position, statement);
                if (cell == vote switch { 1 => "1", 0 => "0", -1 => "-1", _ => "" })
                {
                    continue;
                }

                different++;
                opposite += vote is { } value && cell == (value == 1 ? "-1" : "1") && value != 0 ? 1 : 0;
                var row = _rows[position];
                found.Add(new Problem(
                    File, row.Record.Line, column + 1, comment,
                    vote is null ? "nothing, since votes.csv has no such vote" : $"{vote}, the latest vote in votes.csv",
                    Problem.Show(cell)));
            }
        }

        if (different > 0 && different == opposite && opposite == CountOfSigned(votes))
        {
            problems.AddFile(
                "votes.csv", $"the same signs as in {File}",
                $"every sign turned round; {(agreeIs == 1 ? "use --agree-is -1 for a file of Polis' own database" : "leave out --agree-is -1")}");
            return;
        }

        foreach (var problem in found.Listed)
        {
            problems.Add(problem);
        }

        problems.AddUnlisted(found.Count - found.Listed.Count);
    }

    private static int CountOfSigned(LatestVotes votes) => votes.Votes().Count(vote => vote.Vote != 0);

    private static string SlugOf(string group) => $"group-{Letters(group)}";

    private static string Letters(string group) =>
        PolisGroup.Letters(int.Parse(group, System.Globalization.CultureInfo.InvariantCulture));
}
