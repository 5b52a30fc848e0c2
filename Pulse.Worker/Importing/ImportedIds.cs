using Pulse.People;

namespace Pulse.Worker.Importing;

/// <summary>The ids an import's rows have here: the same at every import into one dialogue, and telling nothing of the source.</summary>
internal sealed class ImportedIds(DialogueKey key, ImportedDialogue import)
{
    public Guid[] Participants { get; } =
        [.. import.Participants.Select(participant => key.IdOf($"participant|{participant.Source}"))];

    public Guid[] Statements { get; } = [.. import.Statements.Select(statement => key.IdOf($"statement|{statement.Source}"))];

    public Guid Answer(int statement) => key.IdOf($"answer|{import.Statements[statement].Source}");

    public Guid Exclusion(int statement) => key.IdOf($"exclusion|{import.Statements[statement].Source}");

    /// <summary>Somebody may have been shown the same two texts twice, so the place in the file is part of it.</summary>
    public Guid Preference(int index)
    {
        var preference = import.Preferences[index];
        return key.IdOf($"preference|{import.Participants[preference.Participant].Source}"
            + $"|{import.Statements[preference.StatementA].Source}|{import.Statements[preference.StatementB].Source}|{index}");
    }
}
