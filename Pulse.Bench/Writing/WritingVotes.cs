using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Pulse.Voting;

namespace Pulse.Bench.Writing;

/// <summary>A made-up set of votes as files, so that other programs can be timed on the same data.</summary>
internal static class WritingVotes
{
    /// <summary>The file by which such a folder is known.</summary>
    public const string Sign = "votes.csv";

    private const int RecordLength = 9;

    /// <returns>How many votes there are.</returns>
    public static long Of(string folder, Synthetic synthetic)
    {
        var votes = 0L;
        Whole.Folder(folder, Sign, into => votes = Write(into, synthetic));
        return votes;
    }

    private static long Write(string folder, Synthetic synthetic)
    {
        using var csv = new BufferedStream(File.Create(Path.Combine(folder, Sign)), 1 << 20);
        using var binary = new BufferedStream(File.Create(Path.Combine(folder, "votes.bin")), 1 << 20);
        csv.Write("participant,statement,vote\n"u8);
        var votes = 0L;
        // 2 numbers of at most 10 digits, 2 commas, 2 characters of vote, a line end
        var row = new byte[32];
        synthetic.Each((participant, statement, ballot) =>
        {
            votes++;
            participant.TryFormat(row, out var length, default, CultureInfo.InvariantCulture);
            row[length++] = (byte)',';
            statement.TryFormat(row.AsSpan(length), out var digits, default, CultureInfo.InvariantCulture);
            length += digits;
            row[length++] = (byte)',';
            if (ballot == Ballot.Disagree)
            {
                row[length++] = (byte)'-';
            }
            row[length++] = (byte)(ballot == Ballot.Pass ? '0' : '1');
            row[length++] = (byte)'\n';
            csv.Write(row, 0, length);
            BinaryPrimitives.WriteInt32LittleEndian(row, participant);
            BinaryPrimitives.WriteInt32LittleEndian(row.AsSpan(4), statement);
            row[8] = unchecked((byte)(sbyte)ballot);
            binary.Write(row, 0, RecordLength);
        });
        var segments = new StringBuilder("participant,segment\n");
        var labels = synthetic.GroupLabels();
        for (var participant = 0; participant < labels.Length; participant++)
        {
            segments.Append(CultureInfo.InvariantCulture, $"{participant},{labels[participant]}\n");
        }
        File.WriteAllText(Path.Combine(folder, "segments.csv"), segments.ToString());
        return votes;
    }
}
