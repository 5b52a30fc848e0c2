namespace Pulse.Worker.Importing;

/// <summary>One thing wrong with a file: where it stands, what was expected there, what stands there.</summary>
/// <param name="Line">1 is the first; 0 where the file as a whole is meant.</param>
/// <param name="Column">1 is the first; 0 where the line as a whole is meant.</param>
public sealed record Problem(string File, int Line, int Column, string? ColumnName, string Expected, string Found)
{
    private const int LongestFound = 60;

    public override string ToString()
    {
        var place = (Line, Column, ColumnName) switch
        {
            (0, _, _) => File,
            (_, 0, _) => $"{File}, line {Line}",
            (_, _, null) => $"{File}, line {Line}, column {Column}",
            _ => $"{File}, line {Line}, column {Column} ({ColumnName})",
        };
        return $"{place}: expected {Expected}, found {Found}";
    }

    /// <summary>A cell as a message may show it: quoted, on one line, cut where it gets long.</summary>
    public static string Show(string cell)
    {
        if (cell.Length == 0)
        {
            return "nothing";
        }

        var line = string.Concat(cell.Select(letter => char.IsControl(letter) ? ' ' : letter));
        return line.Length <= LongestFound ? $"\"{line}\"" : $"\"{line[..LongestFound]}…\"";
    }
}
