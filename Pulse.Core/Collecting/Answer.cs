using Pulse.People;

namespace Pulse.Collecting;

/// <summary>An answer to an open question in the participant's own words, sealed.</summary>
public sealed record Answer
{
    public const string TextColumn = "collecting.answers.text";

    public required Guid AnswerId { get; init; }
    public required Guid DialogueId { get; init; }
    public required Guid ParticipantId { get; init; }
    public required string Item { get; init; }
    public required string Language { get; init; }
    public required byte[] TextSealed { get; init; }

    /// <summary>"none", "paraphrase" or "verbatim".</summary>
    public required string Quoting { get; init; }
    public required DateOnly AnsweredOn { get; init; }

    public string Text(DialogueKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Open(TextSealed, TextColumn, AnswerId);
    }
}
