using System.Text.Json;
using Pulse.Language.Editing;
using Pulse.Language.Verifying;

namespace Pulse.Drafting;

/// <summary>One step of editing a run: what it took, and what the verifiers thought of what came back.</summary>
public sealed record Edit
{
    /// <summary>One of <see cref="Pulse.Language.Prompting.PromptTasks"/>.</summary>
    public required string Task { get; init; }

    /// <summary>A theme or statement by its id, or a working group by its slug.</summary>
    public required string Subject { get; init; }
    public required string Language { get; init; }

    /// <summary>Null where no prompt was used: there was nothing to ask a model about.</summary>
    public string? PromptHash { get; init; }
    public required EditingCounts Counts { get; init; }

    /// <summary>Why the built-in engine's result stands, where it does.</summary>
    public string? Reason { get; init; }

    public static string NameOf(Rule rule) => JsonNamingPolicy.KebabCaseLower.ConvertName(rule.ToString());
}
