using Pulse.Convening;

namespace Pulse.Worker.Importing;

/// <summary>What became of an import: done, found to be there already, or refused with nothing written.</summary>
public abstract record ImportOutcome
{
    private ImportOutcome()
    {
    }

    public sealed record Done(Dialogue Dialogue, ImportedDialogue Import) : ImportOutcome;

    public sealed record AlreadyThere(Dialogue Dialogue, ImportedDialogue Import) : ImportOutcome;

    /// <param name="Reasons">Each a line: problems of the files, or how the dialogue of that name differs.</param>
    public sealed record Refused(string Sentence, IReadOnlyList<string> Reasons) : ImportOutcome;
}
