namespace Pulse.Worker.Exporting;

/// <summary>One CSV file of an export: its name, what it is, what its columns mean, and its rows as finished cells.</summary>
/// <param name="Columns">Name and meaning; a file without a header (summary.csv) names its two columns here only.</param>
public sealed record ExportedFile(
    string Name, string About, IReadOnlyList<(string Name, string Meaning)> Columns, IEnumerable<IEnumerable<string>> Rows,
    bool WithHeader = true);
