using Pulse.Language.Editing;

namespace Pulse.Drafting;

/// <summary>Who made a text, with what; shown wherever the text is.</summary>
public sealed record Making
{
    /// <summary>"model" or "built-in".</summary>
    public required string MadeBy { get; init; }

    /// <summary>Why no model made it, in one sentence.</summary>
    public string? Reason { get; init; }
    public string? PromptHash { get; init; }
    public string? Model { get; init; }
    public required DateOnly MadeOn { get; init; }

    public static Making Of(Origin origin, string model, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(origin);
        var byModel = origin.By == Language.Editing.MadeBy.Model;
        return new Making
        {
            MadeBy = byModel ? Draft.ByModel : Draft.ByBuiltIn,
            Reason = origin.Reason,
            PromptHash = byModel ? origin.PromptHash : null,
            Model = byModel ? model : null,
            MadeOn = today,
        };
    }
}
