using Npgsql;
using Pulse.Collecting;
using Pulse.Convening;
using Pulse.People;
using Pulse.Voting;

namespace Pulse.Api;

/// <summary>How far somebody must have come before a request makes sense.</summary>
public enum Standing { Invited, Consented, Placed }

/// <summary>One request of somebody with a session: who, in which dialogue, in which phase, on which connection.</summary>
public sealed record Visit
{
    public required NpgsqlConnection Connection { get; init; }
    public required Dialogue Dialogue { get; init; }
    public required DialogueKey Key { get; init; }
    public required Session Session { get; init; }
    public required Guid ParticipantId { get; init; }

    /// <summary>Null until consent was given.</summary>
    public required Participant? Participant { get; init; }

    /// <summary>The phase that is open now for this participant; null between phases and for those outside its audience.</summary>
    public required Phase? Phase { get; init; }

    /// <summary>True when no phase can open any more.</summary>
    public required bool Over { get; init; }

    /// <summary>True while another phase than the open one may still open.</summary>
    public required bool MoreMayCome { get; init; }

    /// <summary>The earliest known moment at which a phase will open that is not open now.</summary>
    public required DateTimeOffset? NextOpens { get; init; }
    public required DateOnly Today { get; init; }
    public required CancellationToken Stop { get; init; }

    /// <summary>The participant, where the endpoint asked for at least <see cref="Standing.Consented"/>.</summary>
    public Participant Person => Participant
        ?? throw new InvalidOperationException("This endpoint must ask for consent first.");

    public Reader Reader => Reader.Of(Dialogue, Person);

    /// <summary>An item of the phase that is open now; otherwise says whether it does not exist or is not open.</summary>
    public Reply<Item> OpenItem(string slug) =>
        Phase?.Items.FirstOrDefault(item => item.Slug == slug) is { } item ? item
        : Dialogue.FindItem(slug) is null ? Refusal.NotFound : Refusal.PhaseClosed;

    public Refusal? Lacks(Standing needed) => needed switch
    {
        Standing.Invited => null,
        Standing.Consented => LacksConsent,
        Standing.Placed => LacksConsent ?? LacksPlace,
    };

    private Refusal? LacksConsent =>
        Participant is null ? Refusal.ConsentFirst
        : Participant.ConsentVersion != Dialogue.Consent.Version ? Refusal.ConsentChanged : null;

    private Refusal? LacksPlace =>
        Person.SegmentChosen || Dialogue.Segments.Count == 0 ? null : Refusal.SegmentFirst;
}
