using Pulse.Collecting;
using Pulse.Convening;
using Pulse.Ratifying;
using Pulse.Voting;

namespace Pulse.Api.Collecting;

/// <summary>
/// Puts together what the rooms know of one participant's way through the open phase; the rooms themselves do not know
/// each other.
/// </summary>
public sealed record Journey(IReadOnlyList<ItemProgress> Items, Progress Progress)
{
    private static readonly Progress _nothing = new() { Answered = [], Chosen = [], Skipped = [] };

    public (Item Item, int Position)? Next => NextItem.Of(Items);

    public static async Task<Journey> Of(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        var progress = visit.Participant is null
            ? _nothing : await Participants.ProgressOf(visit.Connection, visit.ParticipantId, visit.Stop);
        if (visit.Participant is null || visit.Phase is not { } phase)
        {
            return new Journey([], progress);
        }

        var unvoted = new HashSet<string>();
        foreach (var item in phase.Items)
        {
            if (await IsUnvoted(visit, phase, item))
            {
                unvoted.Add(item.Slug);
            }
        }

        return new Journey(NextItem.States(phase, progress, unvoted), progress);
    }

    /// <summary>The state that the phone is told; reads the participant anew, since a deed may just have changed them.</summary>
    public static async Task<State> StateOf(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        var journey = await Of(visit);
        var participant = visit.Participant;
        return new State
        {
            Consented = visit.Lacks(Standing.Consented) is null,
            Language = participant?.Language,
            Segment = participant?.Segment,
            SegmentChosen = participant?.SegmentChosen ?? false,
            Phase = visit.Phase?.Slug,
            PhaseName = visit.Phase?.Name.Versions,
            Separate = visit.Phase?.Separate ?? false,
            NextOpens = visit.NextOpens,
            Next = visit.Lacks(Standing.Consented) is not null ? NextStep.Consent
                : visit.Lacks(Standing.Placed) is not null ? NextStep.Segment
                : participant!.Finished ? NextStep.Done
                : journey.Next is not null ? NextStep.Item
                : visit.MoreMayCome ? NextStep.Wait
                : NextStep.Done,
            Finished = participant?.Finished ?? false,
            Answered = journey.Progress.Answered.Length + journey.Progress.Chosen.Length,
            VotesCast = participant is null ? 0
                : await Votes.CountOf(visit.Connection, visit.ParticipantId, visit.Stop)
                    + await Ballots.CountOf(visit.Connection, visit.ParticipantId, visit.Stop),
        };
    }

    private static async Task<bool> IsUnvoted(Visit visit, Phase phase, Item item) => item.Kind switch
    {
        ItemKind.StatementVoting =>
            await NextStatements.AreLeft(visit.Connection, visit.Reader, phase, item, visit.Stop),
        ItemKind.Ratification => (await NextTexts.Of(
            visit.Connection, visit.Key, visit.Dialogue, item, visit.ParticipantId, 1, visit.Stop)).Remaining > 0,
        ItemKind.OpenQuestion or ItemKind.Single or ItemKind.Multiple or ItemKind.Scale or ItemKind.Rank => false,
    };
}
