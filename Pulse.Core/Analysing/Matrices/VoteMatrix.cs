using Pulse.Voting;

namespace Pulse.Analysing.Matrices;

/// <summary>
/// All cast votes of a dialogue, sparse, readable by participant (row) and by statement (column).
/// Six bytes per vote: a row entry is statement·4 + ballot + 1 in 16 bits, a column entry participant·4 + ballot + 1
/// in 32 bits. Rows and columns are sorted, so the matrix does not depend on the order in which votes arrived.
/// </summary>
public sealed class VoteMatrix
{
    /// <summary>The largest number of statements that a 16-bit row entry can name.</summary>
    public const int MostStatements = 1 << 14;

    private readonly int[] _rowStarts;
    private readonly ushort[] _rows;
    private readonly int[] _columnStarts;
    private readonly uint[] _columns;

    private VoteMatrix(int[] rowStarts, ushort[] rows, int[] columnStarts, uint[] columns)
    {
        _rowStarts = rowStarts;
        _rows = rows;
        _columnStarts = columnStarts;
        _columns = columns;
    }

    public int Participants => _rowStarts.Length - 1;

    public int Statements => _columnStarts.Length - 1;

    public int Votes => _rows.Length;

    /// <summary>The votes of one participant, by rising statement: <see cref="StatementOf"/>, <see cref="ValueOf(ushort)"/>.</summary>
    public ReadOnlySpan<ushort> Row(int participant) =>
        _rows.AsSpan(_rowStarts[participant], _rowStarts[participant + 1] - _rowStarts[participant]);

    /// <summary>The votes on one statement, by rising participant: <see cref="ParticipantOf"/>, <see cref="ValueOf(uint)"/>.</summary>
    public ReadOnlySpan<uint> Column(int statement) =>
        _columns.AsSpan(_columnStarts[statement], _columnStarts[statement + 1] - _columnStarts[statement]);

    public int CastBy(int participant) => _rowStarts[participant + 1] - _rowStarts[participant];

    public int CastOn(int statement) => _columnStarts[statement + 1] - _columnStarts[statement];

    public static int StatementOf(ushort entry) => entry >> 2;

    public static int ParticipantOf(uint entry) => (int)(entry >> 2);

    /// <summary>+1 agree, 0 pass, −1 disagree.</summary>
    public static int ValueOf(ushort entry) => (entry & 3) - 1;

    /// <summary>+1 agree, 0 pass, −1 disagree.</summary>
    public static int ValueOf(uint entry) => (int)(entry & 3) - 1;

    /// <summary>Agree, disagree and pass of one statement over everybody.</summary>
    public Tally Total(int statement)
    {
        Span<int> counts = stackalloc int[4];
        foreach (var entry in Column(statement))
        {
            counts[(int)(entry & 3)]++;
        }
        return new Tally(counts[2], counts[0], counts[1]);
    }

    /// <summary>
    /// Builds the matrix from votes in any order.
    /// </summary>
    /// <exception cref="ArgumentException">An index is out of range, a ballot unknown, there are more than
    /// <see cref="MostStatements"/> statements, or somebody voted twice on a statement: which of two votes counts is
    /// for the caller to decide, before counting.</exception>
    public static VoteMatrix From(int participants, int statements, ReadOnlySpan<IndexedVote> votes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(participants);
        ArgumentOutOfRangeException.ThrowIfNegative(statements);
        if (statements > MostStatements)
        {
            throw new ArgumentException($"At most {MostStatements} statements fit into one matrix, not {statements}.", nameof(statements));
        }
        var columnStarts = new int[statements + 1];
        var rowStarts = new int[participants + 1];
        foreach (var vote in votes)
        {
            if ((uint)vote.Participant >= (uint)participants || (uint)vote.Statement >= (uint)statements
                || vote.Ballot is < Ballot.Disagree or > Ballot.Agree)
            {
                throw new ArgumentException($"{vote} is outside a matrix of {participants} × {statements}.", nameof(votes));
            }
            columnStarts[vote.Statement + 1]++;
            rowStarts[vote.Participant + 1]++;
        }
        Accumulate(columnStarts);
        Accumulate(rowStarts);

        // Three counting passes: by column in order of arrival, from there rows come out sorted, and from those columns.
        var columns = new uint[votes.Length];
        var next = columnStarts[..^1];
        foreach (var vote in votes)
        {
            columns[next[vote.Statement]++] = ((uint)vote.Participant << 2) | (uint)((int)vote.Ballot + 1);
        }
        var rows = new ushort[votes.Length];
        next = rowStarts[..^1];
        for (var statement = 0; statement < statements; statement++)
        {
            for (var i = columnStarts[statement]; i < columnStarts[statement + 1]; i++)
            {
                rows[next[columns[i] >> 2]++] = (ushort)((statement << 2) | (int)(columns[i] & 3));
            }
        }
        next = columnStarts[..^1];
        for (var participant = 0; participant < participants; participant++)
        {
            for (var i = rowStarts[participant]; i < rowStarts[participant + 1]; i++)
            {
                var entry = rows[i];
                if (i > rowStarts[participant] && rows[i - 1] >> 2 == entry >> 2)
                {
                    throw new ArgumentException($"Participant {participant} voted twice on statement {entry >> 2}.", nameof(votes));
                }
                columns[next[entry >> 2]++] = ((uint)participant << 2) | (entry & 3u);
            }
        }
        return new VoteMatrix(rowStarts, rows, columnStarts, columns);
    }

    private static void Accumulate(int[] starts)
    {
        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }
    }
}
