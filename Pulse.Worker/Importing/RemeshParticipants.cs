using System.Globalization;

namespace Pulse.Worker.Importing;

/// <summary>*_participants.csv: one row per person with the answers to polls and open questions side by side.</summary>
internal sealed class RemeshParticipants
{
    private const string IdColumn = "Participant Id";

    private readonly Dictionary<string, int> _position = [];

    /// <param name="Question">Its words: this file gives questions no id.</param>
    public sealed record Experience(int Participant, string Question, string Text);

    public required string Title { get; init; }

    public required DateOnly Day { get; init; }

    public List<ImportedParticipant> Participants { get; } = [];

    public IReadOnlyList<ImportedSegment> Segments { get; private set; } = [];

    public List<Experience> Experiences { get; } = [];

    public List<string> Notes { get; } = [];

    public static RemeshParticipants? Read(string path, string segmentColumn, Problems problems)
    {
        if (CsvTable.Open(path, [IdColumn], problems) is not { } table)
        {
            return null;
        }

        if (table.IndexOf(segmentColumn) is not { } segment)
        {
            problems.Add(new Problem(
                table.File, table.Header.Line, 0, null,
                $"the column '{segmentColumn}', which is to become the segments (name another with --segment)",
                "the columns " + string.Join(" · ", Polls(table))));
            return null;
        }

        if (!table.Above.TryGetValue("Date", out var date) || !RemeshMoment.TryParse(date.Value, out var moment))
        {
            problems.Add(new Problem(
                table.File, date.Line, 0, null, "a line \"Date\" with a time such as \"June 25, 2024 at 3:47 PM (GMT)\"",
                date.Value is null ? "none" : Problem.Show(date.Value)));
            return null;
        }

        var read = new RemeshParticipants
        {
            Title = Above(table, "Title") ?? Above(table, "Name") ?? "Imported dialogue",
            Day = DateOnly.FromDateTime(moment),
        };
        read.ReadRows(table, segment, problems);
        return read;
    }

    /// <summary>The participant a row of another file names; an unknown one is recorded as a problem.</summary>
    public int? Find(CsvTable.Row row)
    {
        if (_position.TryGetValue(row["Participant ID"].Trim(), out var position))
        {
            return position;
        }

        row.Wrong("Participant ID", "the id of a row in the participants' file");
        return null;
    }

    private void ReadRows(CsvTable table, int segmentColumn, Problems problems)
    {
        var experiences = Enumerable.Range(0, table.Header.Cells.Count - 2)
            .Where(index => table.Header.Cells[index + 1] == "Sentiment" && table.Header.Cells[index + 2] == "Categories").ToList();
        var labels = new List<string?>();
        var rows = new List<(string Source, int Line)>();
        foreach (var row in table.Rows())
        {
            var source = row[IdColumn].Trim();
            if (source.Length == 0 || !_position.TryAdd(source, rows.Count))
            {
                row.Wrong(IdColumn, "an id that no line before has");
                continue;
            }

            labels.Add(SegmentIn(row[segmentColumn]));
            rows.Add((source, row.Record.Line));
            Experiences.AddRange(
                from index in experiences
                let text = row[index].Trim()
                where text is not ("" or "--")
                select new Experience(rows.Count - 1, table.Header.Cells[index].Trim(), text));
        }

        if (table.Above.TryGetValue("Participants", out var told)
            && int.TryParse(told.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count != rows.Count
            && !problems.Any)
        {
            problems.Add(new Problem(
                table.File, told.Line, 2, "Participants", $"the number of rows below, {rows.Count}",
                $"{count}; the file may be cut off"));
        }

        var slugs = new Slugs();
        Segments = [.. labels.OfType<string>().GroupBy(label => label).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select((group, index) => new ImportedSegment(slugs.Take(group.Key, "segment", index + 1), group.Key, group.Count()))];
        var slugOf = Segments.ToDictionary(segment => segment.Name, segment => segment.Slug);
        Participants.AddRange(rows.Select((row, index) => new ImportedParticipant(
            row.Source, labels[index] is { } label ? slugOf[label] : null, Day)));
        var left = Polls(table).Where(column => column != table.Header.Cells[segmentColumn].Trim()).ToList();
        if (left.Count > 0)
        {
            Notes.Add($"{left.Count} other columns about the participants were left out: {string.Join(" · ", left)}.");
        }
    }

    private static string? SegmentIn(string cell)
    {
        var label = cell.Trim();
        return label is "" or "--" || label.StartsWith("Prefer not", StringComparison.OrdinalIgnoreCase) ? null : label;
    }

    // the polls stand between the ids and the first open question, which has its sentiment beside it
    private static IEnumerable<string> Polls(CsvTable table)
    {
        var header = table.Header.Cells;
        var open = Enumerable.Range(0, header.Count - 1).FirstOrDefault(index => header[index + 1] == "Sentiment", header.Count);
        return header.Take(open).Select(cell => cell.Trim())
            .Where(cell => cell is not ("" or IdColumn or "Sample Provider Id"));
    }

    private static string? Above(CsvTable table, string name) =>
        table.Above.TryGetValue(name, out var told) && told.Value.Trim().Length > 0 ? told.Value.Trim() : null;
}
