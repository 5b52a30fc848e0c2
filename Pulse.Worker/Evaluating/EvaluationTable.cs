using System.Globalization;
using System.Text;

namespace Pulse.Worker.Evaluating;

/// <summary>The table as text: a line per prompt, a column per score, in hundredths; a dash where nothing was to be scored.</summary>
public static class EvaluationTable
{
    private const int TaskWidth = 24;
    private const int Width = 10;

    public static string Write(IReadOnlyList<EvaluationRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var table = new StringBuilder();
        table.Append("task".PadRight(TaskWidth)).Append("prompt".PadRight(18)).Append("cases".PadLeft(6)).Append("calls".PadLeft(6));
        foreach (var name in Scoring.Names)
        {
            table.Append(name.PadLeft(Width));
        }
        table.Append('\n');
        foreach (var row in rows)
        {
            table.Append(row.Prompt.Task.PadRight(TaskWidth))
                .Append($"{row.Prompt.Language} v{row.Prompt.Version} {row.Prompt.Hash[..8]}".PadRight(18))
                .Append(row.Cases.ToString(CultureInfo.InvariantCulture).PadLeft(6)).Append(row.Calls.ToString(CultureInfo.InvariantCulture).PadLeft(6));
            foreach (var name in Scoring.Names)
            {
                table.Append((row.Scores.GetValueOrDefault(name)?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–").PadLeft(Width));
            }
            table.Append('\n');
        }
        return table.ToString();
    }
}
