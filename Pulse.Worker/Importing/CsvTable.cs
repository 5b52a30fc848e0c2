namespace Pulse.Worker.Importing;

/// <summary>
/// One table of a file: the lines above its header (name and value), its header, and its rows, each as wide as the
/// header. A second copy of the header, as stacked exports have it, is passed over.
/// </summary>
public sealed class CsvTable
{
    private const int DeepestHeader = 50;

    private readonly IEnumerator<CsvRecord> _records;
    private readonly Problems _problems;
    private readonly Dictionary<string, int> _columns;

    private CsvTable(
        string file, CsvRecord header, IReadOnlyDictionary<string, (string Value, int Line)> above,
        IEnumerator<CsvRecord> records, Problems problems)
    {
        File = file;
        Header = header;
        Above = above;
        _records = records;
        _problems = problems;
        _columns = [];
        for (var index = 0; index < header.Cells.Count; index++)
        {
            _columns.TryAdd(header.Cells[index].Trim(), index);
        }
    }

    public string File { get; }

    public CsvRecord Header { get; }

    public IReadOnlyDictionary<string, (string Value, int Line)> Above { get; }

    /// <returns>The index of the column (0 is the first), or null where the table has none of that name.</returns>
    public int? IndexOf(string column) => _columns.TryGetValue(column, out var index) ? index : null;

    /// <returns>Null where the file or its header is not there; the problem then stands in <paramref name="problems"/>.</returns>
    public static CsvTable? Open(string path, IReadOnlyList<string> required, Problems problems)
    {
        var file = Path.GetFileName(path);
        var above = new Dictionary<string, (string, int)>();
        CsvRecord? nearest = null;
        var faults = problems.Count;
        var records = ReadingCsv.Records(path, problems).GetEnumerator();
        for (var read = 0; read < DeepestHeader && records.MoveNext(); read++)
        {
            var record = records.Current;
            if (required.All(column => Has(record, column)))
            {
                return new CsvTable(file, record, above, records, problems);
            }

            if (nearest is null || required.Count(column => Has(record, column)) > required.Count(column => Has(nearest, column)))
            {
                nearest = record;
            }

            if (record.Cells is [var name, var value])
            {
                above.TryAdd(name.Trim(), (value, record.Line));
            }
        }

        records.Dispose();
        if (problems.Count == faults)
        {
            var missing = required.Where(column => nearest is null || !Has(nearest, column)).Select(column => $"'{column}'");
            problems.Add(new Problem(
                file, nearest?.Line ?? 1, 0, null, $"a header with the column {string.Join(" and ", missing)}",
                nearest is null ? "an empty file" : Problem.Show(string.Join(",", nearest.Cells))));
        }

        return null;

        static bool Has(CsvRecord record, string column) => record.Cells.Any(cell => cell.Trim() == column);
    }

    /// <summary>Reads the rows once. A row of another width is a problem and is left out.</summary>
    public IEnumerable<Row> Rows()
    {
        using (_records)
        {
            while (_records.MoveNext())
            {
                var record = _records.Current;
                if (record.Cells.Count != Header.Cells.Count)
                {
                    if (record.Cells.Any(cell => cell.Length > 0))
                    {
                        _problems.Add(new Problem(
                            File, record.Line, 0, null, $"{Header.Cells.Count} cells, as in the header on line {Header.Line}",
                            $"{record.Cells.Count}; the line may be cut off"));
                    }
                }
                else if (!record.Cells.SequenceEqual(Header.Cells))
                {
                    yield return new Row(this, record);
                }
            }
        }
    }

    public readonly record struct Row(CsvTable Table, CsvRecord Record)
    {
        public string this[string column] => Record.Cells[Table._columns[column]];

        public string this[int index] => Record.Cells[index];

        /// <summary>Records that this row's cell in a column is not what it must be.</summary>
        public void Wrong(string column, string expected) => Wrong(Table._columns[column], expected);

        public void Wrong(int index, string expected) => Table._problems.Add(new Problem(
            Table.File, Record.Line, index + 1, Table.Header.Cells[index].Trim(), expected,
            Problem.Show(Record.Cells[index])));
    }
}
