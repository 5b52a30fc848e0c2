namespace Pulse.Worker.Exporting;

/// <summary>What became of an export: the files with their rows, or a sentence that says why there are none.</summary>
public abstract record ExportOutcome
{
    private ExportOutcome()
    {
    }

    public sealed record Done(IReadOnlyList<(string File, int Rows)> Files, IReadOnlyList<string> Notes) : ExportOutcome;

    public sealed record Refused(string Sentence) : ExportOutcome;
}
