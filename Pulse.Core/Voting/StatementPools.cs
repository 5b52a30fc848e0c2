using System.Collections.Concurrent;
using Npgsql;
using Pulse.Convening;

namespace Pulse.Voting;

/// <summary>
/// The pools that a host keeps in memory, one per voting item and segment. A pool is replaced as soon as newer offers
/// stand, when it is old, and when somebody has come to its end.
/// </summary>
/// <param name="sampler">Prepares weights for drawing.</param>
/// <param name="random">64 random bits for each set that is drawn.</param>
public sealed class StatementPools(
    TimeProvider clock, Func<IReadOnlyList<double>, DrawPlaces> sampler, Func<ulong> random)
{
    /// <summary>How long a new statement waits at most to be drawn where no worker weighs it.</summary>
    public static readonly TimeSpan MostAge = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan _unused = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(Guid Dialogue, string Item, string Segment), Slot> _slots = new();

    private const string RowsSql = """
        select s.statement_id, o.weight, coalesce(c.agree + c.disagree + c.pass, 0) as cast
        from moderating.statements s
        left join voting.offers o on o.statement_id = s.statement_id and o.segment = @CountedAs
        left join voting.counts c on c.statement_id = s.statement_id and c.segment = @CountedAs
        where s.dialogue_id = @DialogueId
          and s.item = any(@Questions)
          and (not @Separate or s.segment is not distinct from @TopSegment)
        order by s.statement_id
        """;

    public ulong Random() => random();

    /// <summary>The pool of the offers that stand now.</summary>
    internal async Task<StatementPool> Of(
        NpgsqlConnection connection, Reader reader, Phase phase, Item voting, CancellationToken stop) =>
        await Of(connection, reader, phase, voting, await Offerings.Revision(connection, reader.DialogueId, stop), stop);

    /// <param name="revision">Of the offers that stand now; null where none were made.</param>
    internal async Task<StatementPool> Of(
        NpgsqlConnection connection, Reader reader, Phase phase, Item voting, long? revision, CancellationToken stop)
    {
        var slot = _slots.GetOrAdd((reader.DialogueId, voting.Slug, reader.CountedAs), _ => new Slot());
        slot.UsedAt = clock.GetTimestamp();
        if (slot.Filled is not { } filled)
        {
            return await Renewed(connection, reader, phase, voting, stop);
        }

        if (filled.Pool.Revision == revision && clock.GetElapsedTime(filled.At) < MostAge)
        {
            return filled.Pool;
        }

        // one request reads the new offers; the others draw from the old ones meanwhile, with their probabilities
        if (!slot.Begin())
        {
            return filled.Pool;
        }

        try
        {
            return await Renewed(connection, reader, phase, voting, stop);
        }
        finally
        {
            slot.End();
        }
    }

    /// <summary>The pool of the offers that stand now, as far as it is held in memory; null where it must be read.</summary>
    internal StatementPool? Held(Reader reader, Item voting, long? revision)
    {
        if (!_slots.TryGetValue((reader.DialogueId, voting.Slug, reader.CountedAs), out var slot)
            || slot.Filled is not { } filled || filled.Pool.Revision != revision
            || clock.GetElapsedTime(filled.At) >= MostAge)
        {
            return null;
        }

        slot.UsedAt = clock.GetTimestamp();
        return filled.Pool;
    }

    /// <summary>Reads the pool anew, whatever there was.</summary>
    internal async Task<StatementPool> Renewed(
        NpgsqlConnection connection, Reader reader, Phase phase, Item voting, CancellationToken stop)
    {
        var at = clock.GetTimestamp();
        // the revision first: rows that are newer than it are read again next time, never the other way round
        var revision = await Offerings.Revision(connection, reader.DialogueId, stop);
        var rows = await Sql.Rows<StatementPool.Row>(connection, RowsSql, new
        {
            reader.DialogueId,
            reader.TopSegment,
            reader.CountedAs,
            phase.Separate,
            Questions = NextStatements.QuestionsOf(voting),
        }, stop);
        var pool = new StatementPool(rows, revision, sampler);
        var slot = _slots.GetOrAdd((reader.DialogueId, voting.Slug, reader.CountedAs), _ => new Slot());
        (slot.Filled, slot.UsedAt) = (new Filling(pool, at), at);
        ForgetUnused(at);
        return pool;
    }

    /// <summary>Has the pools of these dialogues read anew before anything more is drawn: a statement of theirs is gone.</summary>
    internal void Outdate(IEnumerable<Guid> dialogues)
    {
        var outdated = dialogues.ToHashSet();
        foreach (var (key, slot) in _slots)
        {
            if (outdated.Contains(key.Dialogue))
            {
                slot.Filled = null;
            }
        }
    }

    private void ForgetUnused(long now)
    {
        foreach (var (key, slot) in _slots)
        {
            if (clock.GetElapsedTime(slot.UsedAt, now) > _unused)
            {
                _slots.TryRemove(key, out _);
            }
        }
    }

    private sealed record Filling(StatementPool Pool, long At);

    private sealed class Slot
    {
        private int _reading;

        public Filling? Filled { get; set; }
        public long UsedAt { get; set; }

        public bool Begin() => Interlocked.CompareExchange(ref _reading, 1, 0) == 0;

        public void End() => Volatile.Write(ref _reading, 0);
    }
}
