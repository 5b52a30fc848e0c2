namespace Pulse.Worker.Exporting;

/// <summary>One cell of an exported CSV file, safe to open in a spreadsheet.</summary>
public static class CsvCell
{
    /// <summary>True for what a spreadsheet would run instead of show.</summary>
    public static bool IsFormula(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\0' or '＝' or '＋' or '－' or '＠';

    /// <summary>A text: an apostrophe before a formula, and RFC 4180 quoting where it needs it.</summary>
    public static string Of(string text) => Quoted(IsFormula(text) ? "'" + text : text);

    /// <summary>A number or blank that this program made itself.</summary>
    public static string Of(int? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
