using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Pulse.Analysing.Matrices;
using Pulse.Voting;

namespace Pulse.Bench.Reading;

/// <summary>Votes out of 9-byte records: participant and statement as 32-bit, vote as 8-bit signed integers, little-endian.</summary>
internal static class ReadingBinaryVotes
{
    private const int RecordLength = 9;
    private const int Block = RecordLength << 15;

    /// <summary>Reads as many parts of the file as there are sinks, each on a thread of its own.</summary>
    /// <exception cref="BadInputException">The file cannot be read, or a record is not a vote.</exception>
    public static void Into(string file, VoteSink[] sinks)
    {
        var records = sinks.Length == 1 ? long.MaxValue / RecordLength : (new FileInfo(file).Length + RecordLength - 1) / RecordLength;
        Splitting.Into(sinks.Length, sinks.Length, part =>
        {
            var from = records / sinks.Length * part;
            var to = part + 1 == sinks.Length ? records : records / sinks.Length * (part + 1);
            Into(file, from * RecordLength, (to - from) * RecordLength, sinks[part]);
        });
    }

    private static void Into(string file, long from, long bytes, VoteSink sink)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);
            if (from > 0)
            {
                stream.Position = from;
            }
            var block = new byte[Block];
            while (bytes > 0 && stream.ReadAtLeast(block.AsSpan(0, (int)Math.Min(bytes, Block)), (int)Math.Min(bytes, Block), false) is > 0 and var read)
            {
                bytes -= read;
                Records(file, block.AsSpan(0, read), sink);
            }
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{file}: cannot be read: {missing.Message}");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Records(string file, ReadOnlySpan<byte> records, VoteSink sink)
    {
        var (participants, statements, before, number) = (sink.Participants, sink.Statements, uint.MaxValue, -1);
        for (; records.Length >= RecordLength; records = records[RecordLength..])
        {
            var pair = BinaryPrimitives.ReadUInt64LittleEndian(records);
            var vote = (sbyte)records[8];
            if ((pair & 0x8000000080000000) != 0 || (byte)(vote + 1) > 2)
            {
                throw new BadInputException(
                    $"{file}: record {sink.Rows + 1} is participant {(int)pair}, statement {(int)(pair >> 32)}, vote {vote}; "
                    + "ids are 0 or more, a vote is 1 for agree, 0 for pass or -1 for disagree.");
            }
            // Mostly the same person as in the record before
            if ((uint)pair != before)
            {
                before = (uint)pair;
                number = participants.Of(before);
            }
            sink.Add(number, statements.Of((uint)(pair >> 32)), (Ballot)vote);
        }
        if (!records.IsEmpty)
        {
            throw new BadInputException(
                $"{file}: record {sink.Rows + 1} has {records.Length} bytes; each has {RecordLength}: int32 participant, int32 statement, int8 vote.");
        }
    }
}
