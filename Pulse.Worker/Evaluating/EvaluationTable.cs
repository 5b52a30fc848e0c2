using System.Globalization;

namespace Pulse.Worker.Evaluating;

/// <summary>The table as text: a line per prompt, a column per score, in hundredths; a dash where nothing was to be scored.</summary>
public static class EvaluationTable
{
    private const int TaskWidth = 24;
    private const int PromptWidth = 15;
    private const int CountWidth = 6;

    public static string Head { get; } = Line("task", "prompt", "cases", "calls", name => name);

    public static string Row(EvaluationRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Line(
            row.Prompt.Task, $"{row.Prompt.Language} v{row.Prompt.Version} {row.Prompt.Hash[..8]}",
            row.Cases.ToString(CultureInfo.InvariantCulture), row.Calls.ToString(CultureInfo.InvariantCulture),
            name => row.Scores.GetValueOrDefault(name)?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–");
    }

    private static string Line(string task, string prompt, string cases, string calls, Func<string, string> cell) =>
        task.PadRight(TaskWidth) + prompt.PadRight(PromptWidth) + cases.PadLeft(CountWidth) + calls.PadLeft(CountWidth)
        + string.Concat(Scoring.Names.Select(name => cell(name).PadLeft(Math.Max(name.Length, "0.00".Length) + 2)));
}
