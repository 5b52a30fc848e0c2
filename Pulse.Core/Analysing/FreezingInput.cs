using System.Buffers.Binary;
using System.Text;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.Segments;
using Pulse.Language;
using Pulse.Voting;

namespace Pulse.Analysing;

/// <summary>
/// One sequence of bytes per input: lists in the order they were read (by id), little-endian, texts as UTF-8. Votes
/// stand by participant, two bytes each, so that a million of them take two megabytes.
/// </summary>
public static class FreezingInput
{
    private const int Version = 3;

    public static byte[] Bytes(FrozenInput frozen)
    {
        ArgumentNullException.ThrowIfNull(frozen);
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, Encoding.UTF8))
        {
            writer.Write(Version);
            Write(writer, frozen.Input);
            Each(writer, frozen.Totals, total =>
            {
                writer.Write(total.WorkingGroup);
                writer.Write(total.Participants);
                writer.Write(total.Answers);
                writer.Write(total.Excluded);
                writer.Write(total.Statements);
                writer.Write(total.Votes);
            });
        }
        return memory.ToArray();
    }

    /// <summary>Whether this version of the program wrote these bytes.</summary>
    public static bool CanRead(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.TryReadInt32LittleEndian(bytes, out var version) && version == Version;

    /// <summary>Reads back what <see cref="Bytes"/> wrote.</summary>
    /// <exception cref="InvalidDataException">Another version of this program wrote it.</exception>
    public static FrozenInput Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        if (reader.ReadInt32() is var version && version != Version)
        {
            throw new InvalidDataException($"A frozen input of version {version} cannot be read; {Version} is expected.");
        }
        var input = ReadInput(reader);
        return new FrozenInput(input, Many(reader, () => new RunTotal
        {
            WorkingGroup = reader.ReadString(),
            Participants = reader.ReadInt32(),
            Answers = reader.ReadInt32(),
            Excluded = reader.ReadInt32(),
            Statements = reader.ReadInt32(),
            Votes = reader.ReadInt32(),
        }));
    }

    private static void Write(BinaryWriter writer, AnalysisInput input)
    {
        Each(writer, input.Segments, segment =>
        {
            writer.Write(segment.Slug);
            Optional(writer, segment.Parent);
        });
        Each(writer, input.BridgingSegments, writer.Write);
        Each(writer, input.Participants, participant =>
        {
            Write(writer, participant.Id);
            Optional(writer, participant.Segment);
        });
        Each(writer, input.Statements, statement =>
        {
            Write(writer, statement.Id);
            writer.Write(statement.Item);
            writer.Write(statement.WorkingGroup);
        });
        Write(writer, input.Votes);
        Each(writer, input.Answers, answer =>
        {
            Write(writer, answer.Id);
            writer.Write(answer.Item);
            writer.Write(answer.WorkingGroup);
            Each(writer, answer.Versions, version =>
            {
                writer.Write(version.Language);
                writer.Write(version.Text);
            });
            Each(writer, answer.Vector ?? [], writer.Write);
        });
        Each(writer, input.Offers, offer =>
        {
            Write(writer, offer.Participant);
            Write(writer, offer.Statement);
            writer.Write(offer.Pool);
            writer.Write(offer.Step);
            writer.Write(offer.Probability);
        });
    }

    private static AnalysisInput ReadInput(BinaryReader reader)
    {
        var segments = Many(reader, () => new Segment(reader.ReadString(), Optional(reader)));
        var bridging = Many(reader, reader.ReadString);
        var participants = Many(reader, () => new AnalysedParticipant(Id(reader), Optional(reader)));
        var statements = Many(reader, () => new AnalysedStatement(Id(reader), reader.ReadString(), reader.ReadString()));
        var votes = ReadVotes(reader);
        var answers = Many(reader, () => new AnalysedAnswer(
            Id(reader), reader.ReadString(), reader.ReadString(),
            Many(reader, () => new TextVersion(reader.ReadString(), reader.ReadString())))
        {
            Vector = Many(reader, reader.ReadSingle) is { Length: > 0 } vector ? vector : null,
        });
        return new AnalysisInput(segments, bridging, participants, statements, votes, answers)
        {
            Offers = Many(reader, () => new AnalysedOffer(
                Id(reader), Id(reader), reader.ReadInt32(), reader.ReadInt32(), reader.ReadDouble())),
        };
    }

    private static void Write(BinaryWriter writer, VoteMatrix votes)
    {
        writer.Write(votes.Participants);
        writer.Write(votes.Statements);
        for (var participant = 0; participant < votes.Participants; participant++)
        {
            writer.Write(votes.CastBy(participant));
            foreach (var entry in votes.Row(participant))
            {
                writer.Write(entry);
            }
        }
    }

    private static VoteMatrix ReadVotes(BinaryReader reader)
    {
        var (participants, statements, builder) = (reader.ReadInt32(), reader.ReadInt32(), new VoteMatrixBuilder());
        for (var participant = 0; participant < participants; participant++)
        {
            for (var left = reader.ReadInt32(); left > 0; left--)
            {
                var entry = reader.ReadUInt16();
                builder.Add(participant, VoteMatrix.StatementOf(entry), (Ballot)VoteMatrix.ValueOf(entry));
            }
        }
        return builder.Build(participants, statements);
    }

    private static void Each<T>(BinaryWriter writer, IReadOnlyList<T> rows, Action<T> write)
    {
        writer.Write(rows.Count);
        foreach (var row in rows)
        {
            write(row);
        }
    }

    private static T[] Many<T>(BinaryReader reader, Func<T> read)
    {
        var rows = new T[reader.ReadInt32()];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = read();
        }
        return rows;
    }

    private static void Optional(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        writer.Write(text ?? "");
    }

    private static string? Optional(BinaryReader reader)
    {
        var present = reader.ReadBoolean();
        var text = reader.ReadString();
        return present ? text : null;
    }

    private static void Write(BinaryWriter writer, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        writer.Write(bytes);
    }

    private static Guid Id(BinaryReader reader) => new(reader.ReadBytes(16), bigEndian: true);
}
