using Pulse.Voting;

namespace Pulse.Analysing.Matrices;

/// <summary>
/// All cast votes of a dialogue, sparse, readable by participant (row) and by statement (column).
/// A row entry is statement·4 + ballot + 1 in 16 bits, a column entry participant·4 + ballot + 1 in 32 bits: two bytes
/// per vote, and four more once somebody reads a column. Rows and columns are sorted, so the matrix does not depend on
/// the order in which votes arrived.
/// </summary>
public sealed class VoteMatrix
{
    /// <summary>The largest number of statements that a 16-bit row entry can name.</summary>
    public const int MostStatements = 1 << 14;

    /// <summary>The largest number of participants that a 32-bit column entry can name.</summary>
    public const int MostParticipants = 1 << 30;

    private readonly int[] _rowStarts;
    private readonly ushort[] _rows;
    private readonly int[] _columnStarts;
    private readonly Tally[] _totals;
    // The counts, components and groups need no columns, so they are made for the first who reads one
    private readonly Lazy<uint[]> _columns;

    internal VoteMatrix(int[] rowStarts, ushort[] rows, Tally[] totals)
    {
        _rowStarts = rowStarts;
        _rows = rows;
        _totals = totals;
        _columnStarts = new int[totals.Length + 1];
        for (var statement = 0; statement < totals.Length; statement++)
        {
            _columnStarts[statement + 1] = _columnStarts[statement] + totals[statement].Seen;
        }
        _columns = new Lazy<uint[]>(Columns);
    }

    public int Participants => _rowStarts.Length - 1;

    public int Statements => _totals.Length;

    public int Votes => _rows.Length;

    /// <summary>The votes of one participant, by rising statement: <see cref="StatementOf"/>, <see cref="ValueOf(ushort)"/>.</summary>
    public ReadOnlySpan<ushort> Row(int participant) =>
        _rows.AsSpan(_rowStarts[participant], _rowStarts[participant + 1] - _rowStarts[participant]);

    /// <summary>
    /// The votes on one statement, by rising participant: <see cref="ParticipantOf"/>, <see cref="ValueOf(uint)"/>.
    /// The first call of all sorts the votes into columns, O(votes); any thread may make it.
    /// </summary>
    public ReadOnlySpan<uint> Column(int statement) =>
        _columns.Value.AsSpan(_columnStarts[statement], _columnStarts[statement + 1] - _columnStarts[statement]);

    public int CastBy(int participant) => _rowStarts[participant + 1] - _rowStarts[participant];

    public int CastOn(int statement) => _totals[statement].Seen;

    public static int StatementOf(ushort entry) => entry >> 2;

    public static int ParticipantOf(uint entry) => (int)(entry >> 2);

    /// <summary>+1 agree, 0 pass, −1 disagree.</summary>
    public static int ValueOf(ushort entry) => (entry & 3) - 1;

    /// <summary>+1 agree, 0 pass, −1 disagree.</summary>
    public static int ValueOf(uint entry) => (int)(entry & 3) - 1;

    /// <summary>Agree, disagree and pass of one statement over everybody.</summary>
    public Tally Total(int statement) => _totals[statement];

    /// <summary>
    /// Builds the matrix from votes in any order.
    /// </summary>
    /// <exception cref="ArgumentException">An index is out of range, a ballot unknown, there are more than
    /// <see cref="MostStatements"/> statements, or somebody voted twice on a statement: which of two votes counts is
    /// for the caller to decide, before counting.</exception>
    public static VoteMatrix From(int participants, int statements, ReadOnlySpan<IndexedVote> votes)
    {
        var builder = new VoteMatrixBuilder();
        foreach (var vote in votes)
        {
            builder.Add(vote.Participant, vote.Statement, vote.Ballot);
        }
        return builder.Build(participants, statements);
    }

    /// <summary>
    /// The same votes under other indices: row p becomes row <paramref name="participantAt"/>[p], column s becomes
    /// column <paramref name="statementAt"/>[s]. Both are permutations; null leaves rows or columns where they are.
    /// </summary>
    public VoteMatrix Reordered(int[]? participantAt, int[]? statementAt, int threads = 1)
    {
        if ((participantAt?.Length ?? Participants) != Participants || (statementAt?.Length ?? Statements) != Statements)
        {
            throw new ArgumentException($"A matrix of {Participants} × {Statements} cannot take {participantAt?.Length} × {statementAt?.Length} places.");
        }
        if (participantAt is null && statementAt is null)
        {
            return this;
        }
        var builder = new VoteMatrixBuilder();
        for (var participant = 0; participant < Participants; participant++)
        {
            var place = participantAt is null ? participant : participantAt[participant];
            foreach (var entry in Row(participant))
            {
                var statement = StatementOf(entry);
                builder.Add(place, statementAt is null ? statement : statementAt[statement], (Ballot)ValueOf(entry));
            }
        }
        return builder.Build(Participants, Statements, threads);
    }

    /// <summary>Where each row begins in <see cref="Entries"/>, and where the last one ends: participants + 1 places.</summary>
    internal ReadOnlySpan<int> RowStarts => _rowStarts;

    /// <summary>All rows, one after another.</summary>
    internal ReadOnlySpan<ushort> Entries => _rows;

    private uint[] Columns()
    {
        var columns = GC.AllocateUninitializedArray<uint>(_rows.Length);
        var next = _columnStarts[..^1];
        for (var participant = 0; participant < Participants; participant++)
        {
            var named = (uint)participant << 2;
            foreach (var entry in Row(participant))
            {
                columns[next[entry >> 2]++] = named | (entry & 3u);
            }
        }
        return columns;
    }
}
