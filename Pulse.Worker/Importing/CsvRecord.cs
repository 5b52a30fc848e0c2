namespace Pulse.Worker.Importing;

/// <param name="Line">The line of the file that the record begins on; 1 is the first.</param>
public sealed record CsvRecord(int Line, IReadOnlyList<string> Cells);
