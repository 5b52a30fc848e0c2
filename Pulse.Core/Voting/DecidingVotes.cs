using Npgsql;
using Pulse.Convening;

namespace Pulse.Voting;

/// <summary>
/// Decides what becomes of each vote of a batch, and draws what its participant votes on next.
/// </summary>
/// <param name="connection">Null where nothing may be read: what cannot be decided from memory then stays undecided.</param>
internal sealed class DecidingVotes(
    NpgsqlConnection? connection, StatementPools pools, DateTimeOffset now, CancellationToken stop)
{
    // whoever comes to the end of a pool has it read anew, once for everybody of the batch
    private readonly HashSet<(Guid Dialogue, string Item, string Segment)> _renewed = [];

    /// <returns>Null where the database must be asked, and there is no connection.</returns>
    public async ValueTask<Decision?> Decide(GivenVote vote, GivenVotes.Row row, GivenVotes.Convened? convened)
    {
        if (convened is null)
        {
            return Decision.Refuse(CastOutcome.NoSession);
        }

        if (row.Withdrawn)
        {
            return Decision.Refuse(CastOutcome.Withdrawn);
        }

        if (row.EarlierReply is { } earlier)
        {
            return row.EarlierHash.AsSpan().SequenceEqual(vote.BodyHash)
                ? Decision.Repeat(CastMemo.FromJson(earlier)) : Decision.Refuse(CastOutcome.KeyReused);
        }

        var dialogue = convened.Dialogue;
        if (Lacks(dialogue, row.Voter) is { } lacking)
        {
            return Decision.Refuse(lacking);
        }

        if (!dialogue.Languages.Contains(vote.LanguageRead))
        {
            return Decision.Refuse(CastOutcome.UnknownLanguage);
        }

        if (row.Statement is not { } statement || statement.DialogueId != dialogue.Id
            || row.Voter.Own.Contains(vote.StatementId))
        {
            return Decision.Refuse(CastOutcome.NotFound);
        }

        var reader = new Reader(
            vote.ParticipantId, dialogue.Id, row.Voter.Segment is { } segment ? dialogue.TopSegmentOf(segment) : null);
        return Shown(convened, statement, row.Voter, reader) is var (phase, item)
            ? await Save(vote, row, convened, reader, phase, item)
            : Decision.Refuse(CastOutcome.PhaseClosed);
    }

    private static CastOutcome? Lacks(Dialogue dialogue, Voter voter) =>
        voter.ConsentVersion is not { } consented ? CastOutcome.ConsentFirst
        : consented != dialogue.Consent.Version ? CastOutcome.ConsentChanged
        : !voter.SegmentChosen && dialogue.Segments.Count > 0 ? CastOutcome.SegmentFirst
        : null;

    /// <returns>The open phase, and its item that shows the statement to the reader; null if none does.</returns>
    private (Phase Phase, Item Item)? Shown(
        GivenVotes.Convened convened, StatementPlace statement, Voter voter, Reader reader)
    {
        var dialogue = convened.Dialogue;
        if (Phases.OpenIn(dialogue, convened.States, now) is not { } open)
        {
            return null;
        }

        var phase = dialogue.Phases.First(one => one.Slug == open);
        var item = phase.Items.FirstOrDefault(one => NextStatements.Shows(one, statement.Item));
        return item is not null && Phases.TakesPart(dialogue, phase, voter.Segment)
            && (!phase.Separate || statement.Segment == reader.TopSegment) ? (phase, item) : null;
    }

    private async ValueTask<Decision?> Save(
        GivenVote vote, GivenVotes.Row row, GivenVotes.Convened convened, Reader reader, Phase phase, Item item)
    {
        var saved = new Decision
        {
            Outcome = CastOutcome.Saved,
            CountedAs = reader.CountedAs,
            Before = row.Before,
            Important = vote.Important && !item.WithoutImportance,
        };
        if (await Pool(reader, phase, item, convened) is not { } pool)
        {
            return null;
        }

        var voter = row.Voter;
        foreach (var handedOut in voter.Waiting)
        {
            if (handedOut == vote.StatementId)
            {
                continue;
            }

            if (pool.Has(handedOut))
            {
                return saved with { Next = handedOut };
            }

            // of another phase, or newer than the pool: the statements themselves must say
            if (connection is null)
            {
                return null;
            }

            Guid[] voted = [vote.StatementId, .. voter.Seen.Except(voter.Waiting)];
            if (await NextStatements.FirstWaiting(connection, reader, phase, item, voted, stop) is { } waiting)
            {
                return saved with { Next = waiting };
            }

            break;
        }

        IReadOnlyList<Guid> seen = voter.Seen.Contains(vote.StatementId) ? voter.Seen : [.. voter.Seen, vote.StatementId];
        var drawn = pool.Draw(seen, 1, pools.Random());
        if (drawn.Count == 0)
        {
            if (connection is null)
            {
                return null;
            }

            pool = _renewed.Add((reader.DialogueId, item.Slug, reader.CountedAs))
                ? await pools.Renewed(connection, reader, phase, item, stop)
                : await pools.Of(connection, reader, phase, item, convened.Revision, stop);
            drawn = pool.Draw(seen, 1, pools.Random());
        }

        return drawn.Count == 0 ? saved
            : saved with { Next = drawn[0].StatementId, Step = voter.Steps + 1, Probability = drawn[0].Probability };
    }

    private async ValueTask<StatementPool?> Pool(
        Reader reader, Phase phase, Item item, GivenVotes.Convened convened) =>
        connection is null
            ? pools.Held(reader, item, convened.Revision)
            : await pools.Of(connection, reader, phase, item, convened.Revision, stop);
}
