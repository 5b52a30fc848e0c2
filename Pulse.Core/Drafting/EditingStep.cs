using Microsoft.Extensions.AI;

namespace Pulse.Drafting;

/// <summary>One step of the editing: its calls are made first, then its effect is written with its row, in one transaction.</summary>
/// <param name="Make">Asks the model; touches no database.</param>
public sealed record EditingStep(
    string Task, string Subject, string Language, Func<EditingTools, CancellationToken, Task<EditedStep>> Make);

/// <summary>What a step works with.</summary>
/// <param name="Client">The model.</param>
/// <param name="Rehearsing">Nothing is asked in earnest: where a step goes on only with a model's result, it goes on all the same.</param>
/// <param name="Done">What earlier steps made.</param>
public sealed record EditingTools(IChatClient Client, bool Rehearsing, EditedSoFar Done);

/// <summary>What themes were worded as, by theme and language.</summary>
public sealed class EditedSoFar
{
    private readonly Dictionary<(Guid Theme, string Language), ThemeWording> _wordings = [];

    public void Add(ThemeWording wording)
    {
        ArgumentNullException.ThrowIfNull(wording);
        _wordings[(wording.Theme, wording.Language)] = wording;
    }

    public ThemeWording? Of(Guid theme, string language) => _wordings.GetValueOrDefault((theme, language));
}

/// <summary>What a step brought.</summary>
/// <param name="Edits">The step's own row first; others for what else it had to ask.</param>
public sealed record EditedStep(IReadOnlyList<Edit> Edits)
{
    public IReadOnlyList<ThemeWording> Themes { get; init; } = [];
    public IReadOnlyList<Summary> Summaries { get; init; } = [];
    public IReadOnlyList<ClausedDraft> Drafts { get; init; } = [];
    public IReadOnlyList<BackTranslation> BackTranslations { get; init; } = [];
}
