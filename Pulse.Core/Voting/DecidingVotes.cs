using Npgsql;
using Pulse.Convening;

namespace Pulse.Voting;

/// <summary>Decides what becomes of each vote of a batch, and draws what its participant votes on next.</summary>
internal sealed class DecidingVotes(
    NpgsqlConnection connection, StatementPools pools, DateTimeOffset now, CancellationToken stop)
{
    // whoever comes to the end of a pool has it read anew, once for everybody of the batch
    private readonly HashSet<(Guid Dialogue, string Item, string Segment)> _renewed = [];

    public async Task<Decision> Decide(GivenVote vote, GivenVotes.Row row, GivenVotes.Convened? convened)
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
        if (Lacks(dialogue, row) is { } lacking)
        {
            return Decision.Refuse(lacking);
        }

        if (!dialogue.Languages.Contains(vote.LanguageRead))
        {
            return Decision.Refuse(CastOutcome.UnknownLanguage);
        }

        if (row.StatementDialogue != dialogue.Id || row.Own.Contains(vote.StatementId))
        {
            return Decision.Refuse(CastOutcome.NotFound);
        }

        var reader = new Reader(
            vote.ParticipantId, dialogue.Id, row.Segment is { } segment ? dialogue.TopSegmentOf(segment) : null);
        return Shown(convened, row, reader) is var (phase, item)
            ? await Save(vote, row, convened, reader, phase, item)
            : Decision.Refuse(CastOutcome.PhaseClosed);
    }

    private static CastOutcome? Lacks(Dialogue dialogue, GivenVotes.Row row) =>
        row.ConsentVersion is not { } consented ? CastOutcome.ConsentFirst
        : consented != dialogue.Consent.Version ? CastOutcome.ConsentChanged
        : !row.SegmentChosen && dialogue.Segments.Count > 0 ? CastOutcome.SegmentFirst
        : null;

    /// <returns>The open phase, and its item that shows the statement to the reader; null if none does.</returns>
    private (Phase Phase, Item Item)? Shown(GivenVotes.Convened convened, GivenVotes.Row row, Reader reader)
    {
        var dialogue = convened.Dialogue;
        if (Phases.OpenIn(dialogue, convened.States, now) is not { } open)
        {
            return null;
        }

        var phase = dialogue.Phases.First(one => one.Slug == open);
        var item = phase.Items.FirstOrDefault(one => one.Kind == ItemKind.StatementVoting
            && NextStatements.QuestionsOf(one).Contains(row.StatementItem));
        return item is not null && Phases.TakesPart(dialogue, phase, row.Segment)
            && (!phase.Separate || row.StatementSegment == reader.TopSegment) ? (phase, item) : null;
    }

    private async Task<Decision> Save(
        GivenVote vote, GivenVotes.Row row, GivenVotes.Convened convened, Reader reader, Phase phase, Item item)
    {
        var saved = new Decision
        {
            Outcome = CastOutcome.Saved,
            CountedAs = reader.CountedAs,
            Before = row.Before,
            Important = vote.Important && !item.WithoutImportance,
        };
        var pool = await pools.Of(connection, reader, phase, item, convened.Revision, stop);
        var voted = new HashSet<Guid>(row.Voted) { vote.StatementId };
        if (await Waiting(row, voted, pool, reader, phase, item) is { } waiting)
        {
            return saved with { Next = waiting };
        }

        Guid[] seen = [.. voted.Union(row.Own).Union(row.HandedOut)];
        var drawn = pool.Draw(seen, 1, pools.Random());
        if (drawn.Count == 0)
        {
            pool = _renewed.Add((reader.DialogueId, item.Slug, reader.CountedAs))
                ? await pools.Renewed(connection, reader, phase, item, stop)
                : await pools.Of(connection, reader, phase, item, convened.Revision, stop);
            drawn = pool.Draw(seen, 1, pools.Random());
        }

        return drawn.Count == 0 ? saved
            : saved with { Next = drawn[0].StatementId, Step = row.Steps + 1, Probability = drawn[0].Probability };
    }

    /// <summary>The first that was handed out before, belongs to this item and waits for a vote.</summary>
    private async Task<Guid?> Waiting(
        GivenVotes.Row row, HashSet<Guid> voted, StatementPool pool, Reader reader, Phase phase, Item item)
    {
        foreach (var handedOut in row.HandedOut.Where(one => !voted.Contains(one)))
        {
            if (pool.Has(handedOut))
            {
                return handedOut;
            }

            // of another phase, or newer than the pool: the statements themselves must say
            return await NextStatements.FirstWaiting(connection, reader, phase, item, [.. voted], stop);
        }

        return null;
    }
}

/// <summary>What becomes of a vote, and what is written for it.</summary>
internal sealed record Decision
{
    public required CastOutcome Outcome { get; init; }

    /// <summary>True where the same write was saved before: it is told again, and nothing is written.</summary>
    public bool Told { get; init; }
    public Guid? Next { get; init; }

    /// <summary>Of the draw of <see cref="Next"/>; null where it was drawn before.</summary>
    public double? Probability { get; init; }
    public int Step { get; init; }
    public string CountedAs { get; init; } = Counts.Untold;

    /// <summary>The vote that this one replaces.</summary>
    public int? Before { get; init; }

    /// <summary>"This matters to me".</summary>
    public bool Important { get; init; }

    public bool IsWritten => Outcome == CastOutcome.Saved && !Told;

    public static Decision Refuse(CastOutcome outcome) => new() { Outcome = outcome };

    public static Decision Repeat(CastMemo memo) => new() { Outcome = CastOutcome.Saved, Told = true, Next = memo.Next };
}
