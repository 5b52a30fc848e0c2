using System.Globalization;
using System.Text.RegularExpressions;

namespace Pulse.Bench.Tables;

/// <summary>
/// Other programs' times and memory on the same data, where a folder <c>shared/reference</c> beside the repository or
/// above it has a README with a table under the heading "What other programs need".
/// </summary>
internal sealed partial class Peers
{
    private const string Heading = "What other programs need";

    private readonly string[] _names;
    private readonly Dictionary<string, string[]> _rows = new(StringComparer.Ordinal);

    private Peers(string[] names) => _names = names;

    /// <summary>Null where there is no such table.</summary>
    public static Peers? Find(string from)
    {
        for (var at = new DirectoryInfo(from); at is not null; at = at.Parent)
        {
            var file = Path.Combine(at.FullName, "shared", "reference", "README.md");
            if (File.Exists(file))
            {
                return Parse(File.ReadAllText(file));
            }
        }
        return null;
    }

    /// <summary>The first table after the heading: votes, participants × statements, then a column per program.</summary>
    public static Peers? Parse(string text)
    {
        var lines = text.Split('\n').SkipWhile(line => !(line.StartsWith('#') && line.Contains(Heading, StringComparison.Ordinal)))
            .SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|')).Select(Cells).ToArray();
        if (lines.Length < 3 || lines[0].Length < 3)
        {
            return null;
        }
        var peers = new Peers(lines[0][2..]);
        foreach (var row in lines.Skip(2).Where(row => row.Length == lines[0].Length))
        {
            peers._rows[Size().Match(row[1]).Value.Replace(" ", "", StringComparison.Ordinal)] = row[2..];
        }
        return peers;
    }

    /// <summary>One phrase per program that was tried on this size: how many times our time and memory it needed.</summary>
    public IEnumerable<string> Compare(int participants, int statements, double seconds, double bytes)
    {
        if (!_rows.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"{participants:N0}×{statements:N0}"), out var cells))
        {
            yield break;
        }
        for (var i = 0; i < cells.Length; i++)
        {
            if (Need().Match(cells[i]) is not { Success: true } need)
            {
                yield return $"{_names[i]}: {cells[i]}";
                continue;
            }
            var time = double.Parse(need.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            var memory = double.Parse(need.Groups[2].ValueSpan, CultureInfo.InvariantCulture)
                * (need.Groups[3].Value == "GB" ? 1 << 30 : 1 << 20);
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{_names[i]}: {cells[i]} = {time / seconds:0.0} × the time, {memory / bytes:0.0} × the memory");
        }
    }

    private static string[] Cells(string line) => [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];

    [GeneratedRegex(@"[\d,]+ × [\d,]+")]
    private static partial Regex Size();

    [GeneratedRegex(@"^([\d.]+) s, ([\d.]+) (GB|MB)$")]
    private static partial Regex Need();
}
