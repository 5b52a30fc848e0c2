using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Pulse.Analysing.Matrices;
using Pulse.Voting;

namespace Pulse.Bench.Reading;

/// <summary>
/// Votes out of a file into a matrix. Rows may stand in any order; the matrix is by sorted id, so it does not depend
/// on that order. The file is read once, and a second time only if some pair repeats.
/// </summary>
internal static class ReadingVoteFiles
{
    private const int Participant = 0;
    private const int Statement = 1;
    private const int Vote = 2;
    private const int RecordLength = 9;

    /// <summary>A CSV file of participant, statement, vote: <see cref="Columns"/>, <see cref="CsvRows"/>.</summary>
    /// <exception cref="BadInputException">The file cannot be read, or a row is not a vote.</exception>
    public static VoteFile Csv(string file, int threads, Stages? clock = null) => Collected(file, threads, Csv, clock);

    /// <summary>9-byte records: participant and statement as 32-bit, vote as 8-bit signed integers, little-endian.</summary>
    /// <exception cref="BadInputException">The file cannot be read, or a record is not a vote.</exception>
    public static VoteFile Binary(string file, int threads, Stages? clock = null) => Collected(file, threads, Binary, clock);

    private static VoteFile Collected(string file, int threads, Func<string, Sink, long> read, Stages? clock)
    {
        var sink = new Sink();
        var rows = read(file, sink);
        clock?.Done("read");
        var (participants, statements) = (new Roster(sink.Participants), new Roster(sink.Statements));
        if (statements.Count > VoteMatrix.MostStatements)
        {
            throw new BadInputException($"{file}: there are {statements.Count} statements; a matrix holds at most {VoteMatrix.MostStatements}.");
        }
        try
        {
            var matrix = sink.Builder.Build(participants.Count, statements.Count, threads);
            return new VoteFile(Placed(matrix, participants, statements, threads), participants, statements, rows, 0);
        }
        catch (ArgumentException) when (rows > 0)
        {
            sink.Builder = new VoteMatrixBuilder();
            return Latest(file, threads, read, sink, participants, statements, rows);
        }
    }

    /// <summary>Somebody voted twice on a statement: only now is it worth remembering every pair.</summary>
    private static VoteFile Latest(
        string file, int threads, Func<string, Sink, long> read, Sink sink, Roster participants, Roster statements, long rows)
    {
        sink.Latest = new LastVotes();
        if (read(file, sink) != rows)
        {
            throw new BadInputException($"{file}: a pair repeats, so it must be read twice, and it changed meanwhile or is a pipe; give a file.");
        }
        sink.Latest.AddTo(sink.Builder, participants.Arrival, statements.Arrival);
        var repeats = sink.Latest.Repeats;
        sink.Latest = null;
        return new VoteFile(sink.Builder.Build(participants.Count, statements.Count, threads), participants, statements, rows, repeats);
    }

    /// <summary>The matrix by sorted id; most files name their ids in sorted order, and then it is that already.</summary>
    private static VoteMatrix Placed(VoteMatrix matrix, Roster participants, Roster statements, int threads) =>
        participants.IsByArrival && statements.IsByArrival
            ? matrix
            : matrix.Reordered(participants.Arrival, statements.Arrival, threads);

    private static long Csv(string file, Sink sink)
    {
        using var rows = new CsvRows(file);
        if (!rows.Next())
        {
            throw new BadInputException($"{file}: is empty; rows of participant,statement,vote are expected.");
        }
        var columns = Columns.Of(file, [.. Enumerable.Range(0, rows.Fields).Select(i => rows.Field(i).ToArray())], Columns.Votes);
        var count = 0L;
        if (!columns.HasHeader)
        {
            Row(rows, columns.Roles, sink);
            count++;
        }
        while (true)
        {
            count += Plain(rows, columns.Roles, sink);
            if (!rows.Next())
            {
                return count;
            }
            Row(rows, columns.Roles, sink);
            count++;
        }
    }

    /// <summary>
    /// Reads rows as long as they lie within the block and hold nothing that needs a closer look (quotation marks, an
    /// unknown vote, an empty field); returns how many. Whatever stops it, <see cref="Row"/> reads or refuses.
    /// </summary>
    private static long Plain(CsvRows rows, int[] roles, Sink sink)
    {
        ref var origin = ref MemoryMarshal.GetArrayDataReference(rows.Buffer);
        var end = rows.End;
        var count = 0L;
        Span<int> found = stackalloc int[3];
        for (var at = rows.At; ; count++)
        {
            for (var column = 0; column < roles.Length; column++)
            {
                var role = roles[column];
                if (role is Participant or Statement)
                {
                    var ids = role == Participant ? sink.Participants : sink.Statements;
                    if (Digits(ref Unsafe.Add(ref origin, at), out var value, out var length))
                    {
                        found[role] = ids.Of(value);
                    }
                    else
                    {
                        var rest = rows.Buffer.AsSpan(at, end - at);
                        length = rest.IndexOfAny((byte)',', (byte)'\n', (byte)'"');
                        length -= length > 0 && rest[length] == '\n' && rest[length - 1] == '\r' ? 1 : 0;
                        if (length <= 0 || rest[length] == '"')
                        {
                            return Stopped();
                        }
                        found[role] = ids.Of(rest[..length]);
                    }
                    at += length;
                }
                else if (role == Vote)
                {
                    // No branch on the sign: whether somebody disagreed cannot be predicted
                    var minus = Unsafe.Add(ref origin, at) == '-' ? 1 : 0;
                    var digit = Unsafe.Add(ref origin, at + minus) - '0';
                    if ((uint)digit > 1)
                    {
                        return Stopped();
                    }
                    at += minus + 1;
                    found[Vote] = digit - 2 * (digit & minus);
                }
                else
                {
                    var length = rows.Buffer.AsSpan(at, end - at).IndexOfAny((byte)',', (byte)'\n', (byte)'"');
                    if (length < 0 || rows.Buffer[at + length] == '"')
                    {
                        return Stopped();
                    }
                    at += length;
                }
                if (column + 1 < roles.Length && Unsafe.Add(ref origin, at++) != ',')
                {
                    return Stopped();
                }
            }
            if (Unsafe.Add(ref origin, at) == ',')
            {
                var length = rows.Buffer.AsSpan(at, end - at).IndexOfAny((byte)'\n', (byte)'"');
                if (length < 0 || rows.Buffer[at + length] == '"')
                {
                    return Stopped();
                }
                at += length;
            }
            at += Unsafe.Add(ref origin, at) == '\r' ? 1 : 0;
            // After the block's end there are only zeros, so a row that ends in a line end lies within it.
            if (Unsafe.Add(ref origin, at++) != '\n')
            {
                return Stopped();
            }
            sink.Add(found[Participant], found[Statement], (Ballot)found[Vote]);
            rows.At = at;
        }

        long Stopped()
        {
            rows.Line += count;
            return count;
        }
    }

    /// <summary>
    /// One to eight digits before something else, without a leading zero, all at once: a byte minus '0' above 9 ends
    /// the number, and three multiplications add up neighbouring digits, pairs and fours.
    /// </summary>
    private static bool Digits(ref byte at, out uint value, out int length)
    {
        var word = Unsafe.ReadUnaligned<ulong>(ref at);
        word = (BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word)) ^ 0x3030303030303030;
        var beyond = ((word + 0x7676767676767676) | word) & 0x8080808080808080;
        length = BitOperations.TrailingZeroCount(beyond) >> 3;
        var after = length < 8 ? (byte)(word >> (length * 8)) ^ '0' : Unsafe.Add(ref at, 8);
        word <<= (64 - length * 8) & 63;
        word = word * 2561 >> 8;
        word = (word & 0x00FF00FF00FF00FF) * 6553601 >> 16;
        value = (uint)((word & 0x0000FFFF0000FFFF) * 42949672960001 >> 32);
        return length > 0 && after is ',' or '\n' or '\r' && (length == 1 || at != '0');
    }

    private static void Row(CsvRows rows, int[] roles, Sink sink)
    {
        var (participant, statement, ballot) = (-1, -1, Ballot.Pass);
        for (var column = 0; column < roles.Length; column++)
        {
            var role = roles[column];
            if (role < 0)
            {
                continue;
            }
            var word = Columns.Votes[role].Word;
            if (column >= rows.Fields || rows.Field(column).IsEmpty)
            {
                throw rows.Bad($"field {column + 1} ({word}) is missing; every row needs a participant, a statement and a vote.");
            }
            var field = rows.Field(column);
            switch (role)
            {
                case Participant:
                    participant = sink.Participants.Of(field);
                    break;
                case Statement:
                    statement = sink.Statements.Of(field);
                    break;
                default:
                    ballot = BallotOf(field) ?? throw rows.Bad(
                        $"field {column + 1} (vote) is '{Encoding.UTF8.GetString(field)}'; a vote is 1 for agree, 0 for pass or -1 for disagree.");
                    break;
            }
        }
        sink.Add(participant, statement, ballot);
    }

    private static Ballot? BallotOf(ReadOnlySpan<byte> field) =>
        field.SequenceEqual("1"u8) || field.SequenceEqual("+1"u8) || field.SequenceEqual("1.0"u8) ? Ballot.Agree
        : field.SequenceEqual("-1"u8) || field.SequenceEqual("-1.0"u8) ? Ballot.Disagree
        : field.SequenceEqual("0"u8) || field.SequenceEqual("0.0"u8) ? Ballot.Pass
        : null;

    private static long Binary(string file, Sink sink)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);
            var block = new byte[RecordLength << 15];
            var rows = 0L;
            while (stream.ReadAtLeast(block, block.Length, false) is > 0 and var read)
            {
                for (var rest = block.AsSpan(0, read); !rest.IsEmpty; rest = rest[RecordLength..])
                {
                    rows++;
                    if (rest.Length < RecordLength)
                    {
                        throw new BadInputException($"{file}: record {rows} has {rest.Length} bytes; each has {RecordLength}: int32 participant, int32 statement, int8 vote.");
                    }
                    var participant = BinaryPrimitives.ReadInt32LittleEndian(rest);
                    var statement = BinaryPrimitives.ReadInt32LittleEndian(rest[4..]);
                    var vote = (sbyte)rest[8];
                    if (participant < 0 || statement < 0 || vote is < -1 or > 1)
                    {
                        throw new BadInputException(
                            $"{file}: record {rows} is participant {participant}, statement {statement}, vote {vote}; "
                            + "ids are 0 or more, a vote is 1 for agree, 0 for pass or -1 for disagree.");
                    }
                    sink.Add(sink.Participants.Of((uint)participant), sink.Statements.Of((uint)statement), (Ballot)vote);
                }
            }
            return rows;
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{file}: cannot be read: {missing.Message}");
        }
    }

    /// <summary>Where rows go: into the builder, or, once a pair is known to repeat, into the table of last votes.</summary>
    private sealed class Sink
    {
        public Identifiers Participants { get; } = new();

        public Identifiers Statements { get; } = new();

        public VoteMatrixBuilder Builder { get; set; } = new();

        public LastVotes? Latest { get; set; }

        public void Add(int participant, int statement, Ballot ballot)
        {
            if (Latest is null)
            {
                if (statement >= VoteMatrix.MostStatements)
                {
                    throw new BadInputException($"There are more than {VoteMatrix.MostStatements} statements, and a matrix holds no more.");
                }
                Builder.Add(participant, statement, ballot);
                return;
            }
            Latest.Set(participant, statement, ballot);
        }
    }
}
