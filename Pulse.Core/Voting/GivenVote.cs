using Pulse.People;

namespace Pulse.Voting;

/// <summary>A vote as a phone sent it, from a session that is genuine; nothing else about it was checked yet.</summary>
public sealed record GivenVote
{
    /// <summary>Of the session's dialogue.</summary>
    public required DialogueKey Key { get; init; }
    public required Guid ParticipantId { get; init; }

    /// <summary>The phone's own key for this write, and a hash of what it sent with it: see <see cref="Writes"/>.</summary>
    public required Guid WriteKey { get; init; }
    public required byte[] BodyHash { get; init; }
    public required Guid StatementId { get; init; }

    /// <summary>Agree +1, pass 0, disagree −1.</summary>
    public required int Value { get; init; }
    public required bool Important { get; init; }
    public required string LanguageRead { get; init; }

    public Guid DialogueId => Key.DialogueId;
}
