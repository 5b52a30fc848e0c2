using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Pulse.Analysing.Matrices;
using Pulse.Voting;

namespace Pulse.Bench.Reading;

/// <summary>Votes out of a CSV file of participant, statement, vote: <see cref="Columns"/>, <see cref="CsvRows"/>.</summary>
internal static class ReadingCsvVotes
{
    private const int Participant = 0;
    private const int Statement = 1;
    private const int Vote = 2;

    /// <summary>Reads as many parts of the file as there are sinks, each on a thread of its own; parts meet at line ends.</summary>
    /// <exception cref="BadInputException">The file cannot be read, a row is not a vote, or a part ends within a
    /// quotation. Lines are counted from where the part begins.</exception>
    public static void Into(string file, VoteSink[] sinks)
    {
        var starts = Starts(file, sinks.Length);
        using var first = new CsvRows(file, 0, starts[1]);
        if (!first.Next())
        {
            throw new BadInputException($"{file}: is empty; rows of participant,statement,vote are expected.");
        }
        var columns = Columns.Of(file, [.. Enumerable.Range(0, first.Fields).Select(i => first.Field(i).ToArray())], Columns.Votes);
        if (!columns.HasHeader)
        {
            Row(first, columns.Roles, sinks[0]);
        }
        Splitting.Into(sinks.Length, sinks.Length, part =>
        {
            if (part == 0)
            {
                Rest(first, columns.Roles, sinks[0]);
                return;
            }
            using var rows = new CsvRows(file, starts[part], starts[part + 1]);
            Rest(rows, columns.Roles, sinks[part]);
        });
    }

    /// <summary>Where each part begins, after a line end, and where the last one ends.</summary>
    private static long[] Starts(string file, int parts)
    {
        var starts = new long[parts + 1];
        starts[parts] = long.MaxValue;
        if (parts > 1)
        {
            using var stream = File.OpenRead(file);
            var block = new byte[1 << 12];
            for (var part = 1; part < parts; part++)
            {
                var at = stream.Position = Math.Max(starts[part - 1], stream.Length * part / parts);
                int read, end;
                do
                {
                    read = stream.Read(block);
                    end = block.AsSpan(0, read).IndexOf((byte)'\n');
                    at += end < 0 ? read : end + 1;
                }
                while (end < 0 && read > 0);
                starts[part] = at;
            }
        }
        return starts;
    }

    private static void Rest(CsvRows rows, int[] roles, VoteSink sink)
    {
        do
        {
            Plain(rows, roles, sink);
            if (!rows.Next())
            {
                return;
            }
            Row(rows, roles, sink);
        }
        while (true);
    }

    /// <summary>
    /// Reads rows as long as they lie within the block and hold nothing that needs a closer look (quotation marks, an
    /// unknown vote, an empty field). Whatever stops it, <see cref="Row"/> reads or refuses.
    /// </summary>
    private static void Plain(CsvRows rows, int[] roles, VoteSink sink)
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
                            Stopped();
                            return;
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
                        Stopped();
                        return;
                    }
                    at += minus + 1;
                    found[Vote] = digit - 2 * (digit & minus);
                }
                else
                {
                    var length = rows.Buffer.AsSpan(at, end - at).IndexOfAny((byte)',', (byte)'\n', (byte)'"');
                    if (length < 0 || rows.Buffer[at + length] == '"')
                    {
                        Stopped();
                        return;
                    }
                    at += length;
                }
                if (column + 1 < roles.Length && Unsafe.Add(ref origin, at++) != ',')
                {
                    Stopped();
                    return;
                }
            }
            if (Unsafe.Add(ref origin, at) == ',')
            {
                var length = rows.Buffer.AsSpan(at, end - at).IndexOfAny((byte)'\n', (byte)'"');
                if (length < 0 || rows.Buffer[at + length] == '"')
                {
                    Stopped();
                    return;
                }
                at += length;
            }
            at += Unsafe.Add(ref origin, at) == '\r' ? 1 : 0;
            // After the block's end there are only zeros, so a row that ends in a line end lies within it.
            if (Unsafe.Add(ref origin, at++) != '\n')
            {
                Stopped();
                return;
            }
            sink.Add(found[Participant], found[Statement], (Ballot)found[Vote]);
            rows.At = at;
        }

        void Stopped() => rows.Line += count;
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

    private static void Row(CsvRows rows, int[] roles, VoteSink sink)
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
}
