using System.Runtime.CompilerServices;
using Pulse.Voting;

namespace Pulse.Analysing.Matrices;

/// <summary>
/// Collects votes in any order without an object per vote: 2 bytes each where a participant's votes arrive together,
/// 6 bytes where every vote is by somebody else than the one before. Chunks never move and go as they are used up.
/// </summary>
public sealed class VoteMatrixBuilder
{
    // A staged vote is a row entry; ballots use the codes 0 … 2, so code 3 marks "what follows is by this participant":
    // 14 high bits in the marker, 16 low ones in the place after it. Every chunk begins with a marker.
    private const int Marker = 3;
    private const int ChunkLength = 1 << 19;
    private const int MarkerAndVote = 3;

    private readonly List<ArraySegment<ushort>> _chunks = [];
    private ushort[] _chunk = [];
    private int _at;
    private int _participant = -1;

    /// <param name="participant">0 … <see cref="VoteMatrix.MostParticipants"/> − 1.</param>
    /// <param name="statement">0 … <see cref="VoteMatrix.MostStatements"/> − 1.</param>
    /// <param name="ballot">Agree, pass or disagree.</param>
    /// <exception cref="ArgumentException">An index is out of range, or the ballot unknown.</exception>
    public void Add(int participant, int statement, Ballot ballot)
    {
        var code = (int)ballot + 1;
        if ((uint)participant >= VoteMatrix.MostParticipants || (uint)statement >= VoteMatrix.MostStatements || (uint)code > 2)
        {
            throw new ArgumentException(
                $"{ballot} of participant {participant} on statement {statement} is outside what a matrix can hold: "
                + $"{VoteMatrix.MostParticipants} × {VoteMatrix.MostStatements}.");
        }
        var chunk = _chunk;
        var at = _at;
        if (participant != _participant || at == chunk.Length)
        {
            Begin(participant);
            chunk = _chunk;
            at = _at;
        }
        chunk[at] = (ushort)((statement << 2) | code);
        _at = at + 1;
    }

    /// <summary>
    /// The matrix of everything added; the builder is empty afterwards. O(votes), and the same whatever the order of
    /// adding and the number of threads.
    /// </summary>
    /// <param name="participants">How many there are; indices lie below it.</param>
    /// <param name="statements">How many there are; indices lie below it.</param>
    /// <param name="threads">Most threads to work on.</param>
    /// <exception cref="ArgumentException">An index is out of range, or somebody voted twice on a statement: which of
    /// two votes counts is for the caller to decide, before counting.</exception>
    public VoteMatrix Build(int participants, int statements, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(participants);
        ArgumentOutOfRangeException.ThrowIfNegative(statements);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (statements > VoteMatrix.MostStatements)
        {
            throw new ArgumentException($"At most {VoteMatrix.MostStatements} statements fit into one matrix, not {statements}.", nameof(statements));
        }
        End();
        var starts = new int[participants + 1];
        var counts = new int[statements * 4];
        // Whole numbers add up to the same in any order, so each thread may count a part of the chunks for itself
        var parts = Math.Max(1, Math.Min(threads, _chunks.Count));
        var partial = new int[parts][];
        Splitting.Into(parts, threads, part =>
        {
            partial[part] = part == 0 ? counts : new int[counts.Length];
            for (var i = part; i < _chunks.Count; i += parts)
            {
                Count(_chunks[i], starts, partial[part]);
            }
        });
        for (var part = 1; part < parts; part++)
        {
            for (var i = 0; i < counts.Length; i++)
            {
                counts[i] += partial[part][i];
            }
        }
        for (var participant = 0; participant < participants; participant++)
        {
            starts[participant + 1] = checked(starts[participant + 1] + starts[participant]);
        }
        var rows = GC.AllocateUninitializedArray<ushort>(starts[participants]);
        var next = starts[..^1];
        Splitting.Into(_chunks.Count, threads, i =>
        {
            Copy(_chunks[i], next, rows);
            _chunks[i] = default;
        });
        _chunks.Clear();
        SortingRows.Of(starts, rows, statements, threads);
        var totals = new Tally[statements];
        for (var statement = 0; statement < statements; statement++)
        {
            totals[statement] = new Tally(counts[statement * 4 + 2], counts[statement * 4], counts[statement * 4 + 1]);
        }
        return new VoteMatrix(starts, rows, totals);
    }

    /// <summary>
    /// Gives everything added so far other indices, in place: p becomes <paramref name="participantAt"/>[p], s becomes
    /// <paramref name="statementAt"/>[s]; null leaves them. So ids can be numbered as they come and sorted once all are
    /// known. O(votes).
    /// </summary>
    /// <exception cref="ArgumentException">A vote's index is not in its map, or a place is out of range.</exception>
    public void Renumber(int[]? participantAt, int[]? statementAt, int threads = 1)
    {
        if (participantAt is null && statementAt is null)
        {
            return;
        }
        if (participantAt?.Any(place => (uint)place >= VoteMatrix.MostParticipants) is true
            || statementAt?.Any(place => (uint)place >= VoteMatrix.MostStatements) is true)
        {
            throw new ArgumentException($"A place is outside what a matrix can hold: {VoteMatrix.MostParticipants} × {VoteMatrix.MostStatements}.");
        }
        End();
        var entries = new ushort[statementAt?.Length ?? VoteMatrix.MostStatements];
        for (var statement = 0; statement < entries.Length; statement++)
        {
            entries[statement] = (ushort)((statementAt is null ? statement : statementAt[statement]) << 2);
        }
        Splitting.Into(_chunks.Count, threads, i => Renumber(_chunks[i], participantAt, entries));
    }

    /// <summary>Adds all that another builder holds; that one is empty afterwards. No vote is copied.</summary>
    public void Take(VoteMatrixBuilder other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other == this)
        {
            throw new ArgumentException("A builder cannot take from itself.", nameof(other));
        }
        End();
        other.End();
        _chunks.AddRange(other._chunks);
        other._chunks.Clear();
    }

    private void Begin(int participant)
    {
        if (_at + MarkerAndVote > _chunk.Length)
        {
            End();
            // Few votes do not need a whole chunk
            _chunk = GC.AllocateUninitializedArray<ushort>(_chunks.Count == 0 ? ChunkLength / 32 : ChunkLength);
        }
        _chunk[_at++] = (ushort)((participant >> 16 << 2) | Marker);
        _chunk[_at++] = (ushort)participant;
        _participant = participant;
    }

    private void End()
    {
        if (_at > 0)
        {
            _chunks.Add(new ArraySegment<ushort>(_chunk, 0, _at));
        }
        (_chunk, _at, _participant) = ([], 0, -1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count(ReadOnlySpan<ushort> chunk, int[] starts, int[] counts)
    {
        for (var at = 0; at < chunk.Length;)
        {
            var participant = ((chunk[at] >> 2) << 16) | chunk[at + 1];
            var first = at += 2;
            for (; at < chunk.Length; at++)
            {
                var entry = chunk[at];
                if ((entry & 3) == Marker)
                {
                    break;
                }
                if (entry >= counts.Length)
                {
                    throw Outside(participant, entry, starts, counts);
                }
                counts[entry]++;
            }
            if (participant >= starts.Length - 1)
            {
                throw Outside(participant, chunk[first], starts, counts);
            }
            Interlocked.Add(ref starts[participant + 1], at - first);
        }
    }

    private static ArgumentException Outside(int participant, ushort entry, int[] starts, int[] counts) =>
        new($"A vote of participant {participant} on statement {VoteMatrix.StatementOf(entry)} is outside a matrix of {starts.Length - 1} × {counts.Length / 4}.");

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Renumber(Span<ushort> chunk, int[]? participantAt, ushort[] entries)
    {
        for (var at = 0; at < chunk.Length;)
        {
            var participant = ((chunk[at] >> 2) << 16) | chunk[at + 1];
            if (participant >= participantAt?.Length)
            {
                throw new ArgumentException($"Participant {participant} has no place among {participantAt.Length}.");
            }
            participant = participantAt is null ? participant : participantAt[participant];
            chunk[at++] = (ushort)((participant >> 16 << 2) | Marker);
            chunk[at++] = (ushort)participant;
            for (; at < chunk.Length; at++)
            {
                var entry = chunk[at];
                if ((entry & 3) == Marker)
                {
                    break;
                }
                if (entry >> 2 >= entries.Length)
                {
                    throw new ArgumentException($"Statement {entry >> 2} has no place among {entries.Length}.");
                }
                chunk[at] = (ushort)(entries[entry >> 2] | (entry & 3));
            }
        }
    }

    /// <summary>Puts each vote into its row. Threads may interleave within a row: it is sorted afterwards.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(ReadOnlySpan<ushort> chunk, int[] next, ushort[] rows)
    {
        for (var at = 0; at < chunk.Length;)
        {
            var participant = ((chunk[at] >> 2) << 16) | chunk[at + 1];
            var first = at += 2;
            while (at < chunk.Length && (chunk[at] & 3) != Marker)
            {
                at++;
            }
            var run = chunk[first..at];
            run.CopyTo(rows.AsSpan(Interlocked.Add(ref next[participant], run.Length) - run.Length));
        }
    }
}
