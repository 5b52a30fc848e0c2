using System.Text.Json.Nodes;

namespace Pulse.Language.Prompting;

/// <summary>One participant's text, or one statement, as it goes into a call.</summary>
/// <param name="Id">Whose it is on our side; never leaves.</param>
/// <param name="Text">The words.</param>
/// <param name="Language">Its language; null where the task does not need it.</param>
/// <param name="Part">The cluster or side it stands in (T1, for, against); null where there is none.</param>
public sealed record RequestItem(Guid Id, string Text, string? Language = null, string? Part = null);

/// <summary>Everything one call depends on.</summary>
public sealed record Request
{
    public required Prompt Prompt { get; init; }
    public required Shape Shape { get; init; }

    /// <summary>What staff and code say: language, names of groups, figures, glossary. Never a participant's words.</summary>
    public required JsonObject Parameters { get; init; }

    public required IReadOnlyList<RequestItem> Items { get; init; }

    /// <summary>A text that the items are about (a statement), which is data as they are.</summary>
    public string? About { get; init; }

    /// <summary>Sources beside the items, such as the statement in <see cref="About"/>.</summary>
    public IReadOnlyList<Guid> AboutSources { get; init; } = [];

    public required Guid Dialogue { get; init; }
    public Guid? Run { get; init; }
}
