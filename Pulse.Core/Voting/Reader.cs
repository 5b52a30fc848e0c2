using Pulse.Collecting;
using Pulse.Convening;

namespace Pulse.Voting;

/// <summary>Who reads statements, as far as it decides which ones: never one's own, and in a separate phase only one's segment's.</summary>
/// <param name="TopSegment">Null where they preferred not to say.</param>
public sealed record Reader(Guid ParticipantId, Guid DialogueId, string? TopSegment)
{
    public string CountedAs => TopSegment ?? Counts.Untold;

    public static Reader Of(Dialogue dialogue, Participant participant)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        ArgumentNullException.ThrowIfNull(participant);
        return new Reader(participant.ParticipantId, dialogue.Id,
            participant.Segment is { } segment ? dialogue.TopSegmentOf(segment) : null);
    }
}
