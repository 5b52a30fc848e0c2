using System.Threading.Channels;
using Npgsql;

namespace Pulse.Voting;

/// <summary>
/// Casts votes together: those that wait share one transaction, so that one flush of the log serves them all. Nobody is
/// answered before its commit. Votes about which everything is remembered are cast in one round trip, which writes them
/// only if all of it still holds; the others, and those for which it does not, in two, after reading it. Of a participant
/// at most one vote is in a batch; repetitions follow in the next. What one vote runs into (a statement taken back in
/// this moment) undoes the batch, and its votes are then cast one by one.
/// </summary>
public sealed class CastingTogether : IAsyncDisposable
{
    // Everything here looks few rows up by their keys, in tables that may have grown a thousandfold since they were last
    // analysed: a plan that reads a table from end to end is never right, and one plan serves every batch. A plan that was
    // made while a table was still empty must not live on for long either. A bitmap of two rows and a memory of what comes
    // once are work without gain.
    private const string Planning = """
        set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set jit = off;
        set enable_bitmapscan = off; set enable_memoize = off;
        set plan_cache_mode = force_generic_plan
        """;

    private const int PlansLiveSeconds = 60;

    private readonly NpgsqlDataSource _database;
    private readonly StatementPools _pools;
    private readonly VotingMemory _memory;
    private readonly TimeProvider _clock;
    private readonly CastingLimits _limits;
    private readonly Channel<WaitingVote> _queue;
    private readonly Task[] _committers;
    private long _castFromMemory;

    /// <param name="connection">Of the participants' host; the committers keep connections of their own.</param>
    public CastingTogether(string connection, CastingLimits limits, StatementPools pools, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var source = new NpgsqlDataSourceBuilder(connection);
        source.ConnectionStringBuilder.MaxPoolSize = limits.Committers;
        source.ConnectionStringBuilder.NoResetOnClose = true;
        source.ConnectionStringBuilder.ConnectionLifetime = PlansLiveSeconds;
        source.ConnectionStringBuilder.MaxAutoPrepare = 20;
        source.ConnectionStringBuilder.AutoPrepareMinUsages = 1;
        source.UsePhysicalConnectionInitializer(
            opened => Plan(opened).GetAwaiter().GetResult(), opened => Plan(opened));
        _database = source.Build();
        _pools = pools;
        _memory = new VotingMemory(clock);
        _clock = clock;
        _limits = limits;
        _queue = Channel.CreateBounded<WaitingVote>(limits.Waiting);
        _committers = [.. Enumerable.Range(0, limits.Committers).Select(_ => Task.Run(Commit))];
    }

    /// <summary>Votes that were cast without reading anything first.</summary>
    public long CastFromMemory => Interlocked.Read(ref _castFromMemory);

    /// <summary>
    /// Casts a vote. Once it was taken in it is cast, whether or not somebody still waits for the reply.
    /// </summary>
    /// <exception cref="NpgsqlException">The server did not do it; whether it did before it fell silent is not known.</exception>
    public Task<CastReply> Cast(GivenVote vote)
    {
        ArgumentNullException.ThrowIfNull(vote);
        var waiting = new WaitingVote(vote);
        if (!_queue.Writer.TryWrite(waiting))
        {
            waiting.Tell(CastOutcome.Unavailable);
        }

        return waiting.Reply;
    }

    /// <summary>Takes nothing in any more, and finishes what was taken in.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await Task.WhenAll(_committers);
        await _database.DisposeAsync();
        _memory.Dispose();
    }

    private static async Task Plan(NpgsqlConnection connection) =>
        await Sql.Run(connection, Planning, null, CancellationToken.None);

    private async Task Commit()
    {
        var held = new List<WaitingVote>();
        while (held.Count > 0 || await _queue.Reader.WaitToReadAsync())
        {
            var batch = Take(held);
            if (batch.Count > 0)
            {
                await Serve(batch);
            }
        }
    }

    /// <param name="held">Repetitions that had to wait for the batch before; those that must wait once more are put back.</param>
    private List<WaitingVote> Take(List<WaitingVote> held)
    {
        var batch = new List<WaitingVote>(_limits.Together);
        var participants = new HashSet<Guid>();
        WaitingVote[] before = [.. held];
        held.Clear();
        foreach (var waiting in before)
        {
            Add(waiting);
        }

        while (batch.Count < _limits.Together && held.Count < _limits.Together && _queue.Reader.TryRead(out var waiting))
        {
            Add(waiting);
        }

        return batch;

        void Add(WaitingVote waiting) =>
            (batch.Count < _limits.Together && participants.Add(waiting.Vote.ParticipantId) ? batch : held).Add(waiting);
    }

    private async Task Serve(List<WaitingVote> batch)
    {
        try
        {
            await using var connection = await _database.OpenConnectionAsync();
            var unknown = await CastKnown(connection, batch);
            if (unknown.Count == 0 || await Attempt(connection, unknown) is null)
            {
                return;
            }

            foreach (var one in unknown)
            {
                // a second time alone: what it ran into has mostly become visible by then, and is told as what it is
                var error = unknown.Count > 1 && await Attempt(connection, [one]) is null
                    ? null : await Attempt(connection, [one]);
                if (error is not null)
                {
                    one.Fail(error);
                }
            }
        }
#pragma warning disable CA1031 // a committer must outlive whatever one batch runs into; each of its phones is told
        catch (Exception error)
        {
            batch.ForEach(one => one.Fail(error));
        }
#pragma warning restore CA1031
    }

    /// <summary>Casts those votes about which everything is remembered.</summary>
    /// <returns>The others, or all where something has changed: they must be read about.</returns>
    private async Task<List<WaitingVote>> CastKnown(NpgsqlConnection connection, List<WaitingVote> batch)
    {
        var (now, readAt, stop) = (_clock.GetUtcNow(), _clock.GetTimestamp(), CancellationToken.None);
        var deciding = new DecidingVotes(connection: null, _pools, now, stop);
        var dialogues = new Dictionary<Guid, GivenVotes.Convened>();
        var known = new List<DecidedVote>(batch.Count);
        var told = new List<(WaitingVote Vote, SealedStatement? Next)>(batch.Count);
        var unknown = new List<WaitingVote>();
        foreach (var waiting in batch)
        {
            // all of one dialogue as it was at one moment: another committer may have read it anew meanwhile
            if (_memory.Recall(waiting.Vote) is var (row, convened)
                && dialogues.GetValueOrDefault(waiting.Vote.DialogueId, convened).Version == convened.Version
                && await deciding.Decide(waiting.Vote, row, convened) is { IsWritten: true } decision)
            {
                dialogues[waiting.Vote.DialogueId] = convened;
                known.Add(new DecidedVote(waiting.Vote, row.Voter, decision));
                told.Add((waiting, decision.Next is { } next ? _memory.Fresh(next) : null));
            }
            else
            {
                unknown.Add(waiting);
            }
        }

        if (known.Count == 0)
        {
            return unknown;
        }

        try
        {
            var missing = known.Where((one, at) => told[at].Next is null)
                .Select(one => one.Decision.Next).OfType<Guid>().Distinct().ToArray();
            var written = await WritingVotes.Run(connection, dialogues.Values, known, now, missing, end: false, stop);
            _memory.Keep(known, written, readAt);
            Interlocked.Add(ref _castFromMemory, known.Count);
            for (var at = 0; at < told.Count; at++)
            {
                told[at].Vote.Tell(CastOutcome.Saved, told[at].Next ?? written.Of(known[at].Decision.Next));
            }

            return unknown;
        }
#pragma warning disable CA1031 // whatever it ran into, an attempt may be repeated, since every write has its key
        catch (Exception error) when (connection.State == System.Data.ConnectionState.Open)
#pragma warning restore CA1031
        {
            OutdatePools(error, batch);
            return batch;
        }
    }

    /// <returns>What went wrong, on a connection that still stands; null where the votes were committed and told.</returns>
    private async Task<Exception?> Attempt(NpgsqlConnection connection, List<WaitingVote> batch)
    {
        var (now, readAt, stop) = (_clock.GetUtcNow(), _clock.GetTimestamp(), CancellationToken.None);
        try
        {
            var read = await GivenVotes.Of(connection, [.. batch.Select(one => one.Vote)], stop);
            var deciding = new DecidingVotes(connection, _pools, now, stop);
            var decided = new List<DecidedVote>(batch.Count);
            for (var at = 0; at < batch.Count; at++)
            {
                var vote = batch[at].Vote;
                var decision = await deciding.Decide(vote, read.Rows[at], read.Dialogues.GetValueOrDefault(vote.DialogueId));
                decided.Add(new DecidedVote(vote, read.Rows[at].Voter, decision!));
            }

            var votes = decided.Where(one => one.Decision.IsWritten).ToList();
            var nexts = decided.Select(one => one.Decision.Next).OfType<Guid>().Distinct().ToArray();
            var written = await WritingVotes.Run(
                connection, [.. read.Dialogues.Values], votes, now, nexts, end: true, stop);
            _memory.Keep(read.Dialogues.Values);
            _memory.Keep(votes, written, readAt);
            for (var at = 0; at < batch.Count; at++)
            {
                batch[at].Tell(decided[at].Decision.Outcome, written.Of(decided[at].Decision.Next));
            }

            return null;
        }
#pragma warning disable CA1031 // whatever one vote runs into must not be the others' trouble; an attempt may be repeated, since every write has its key
        catch (Exception error) when (connection.State == System.Data.ConnectionState.Open)
#pragma warning restore CA1031
        {
            await Sql.Run(connection, "rollback", null, stop);
            OutdatePools(error, batch);
            return error;
        }
    }

    private void OutdatePools(Exception error, List<WaitingVote> batch)
    {
        if (error is PostgresException { SqlState: WritingVotes.Changed }
            || error is PostgresException refused && OfferedStatements.WasTakenBack(refused))
        {
            _pools.Outdate(batch.Select(one => one.Vote.DialogueId));
        }
    }
}
