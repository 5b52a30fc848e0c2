namespace Pulse.Bench.Reading;

/// <summary>
/// Votes out of a file into a matrix. Rows may stand in any order; the matrix is by sorted id, so it does not depend
/// on that order. The file is read once, and a second time only if some pair repeats or something is wrong with it.
/// </summary>
internal static class ReadingVoteFiles
{
    /// <summary>Bytes below which a part of a file is not worth a thread.</summary>
    private const int SmallestPart = 1 << 22;

    /// <summary>A CSV file of participant, statement, vote.</summary>
    /// <exception cref="BadInputException">The file cannot be read, or a row is not a vote.</exception>
    public static VoteFile Csv(string file, int threads, Stages? clock = null, int smallestPart = SmallestPart) =>
        Collected(file, threads, smallestPart, ReadingCsvVotes.Into, clock);

    /// <summary>9-byte records: participant and statement as 32-bit, vote as 8-bit signed integers, little-endian.</summary>
    /// <exception cref="BadInputException">The file cannot be read, or a record is not a vote.</exception>
    public static VoteFile Binary(string file, int threads, Stages? clock = null, int smallestPart = SmallestPart) =>
        Collected(file, threads, smallestPart, ReadingBinaryVotes.Into, clock);

    private static VoteFile Collected(string file, int threads, int smallestPart, Action<string, VoteSink[]> read, Stages? clock)
    {
        var sink = Read(file, threads, smallestPart, read);
        clock?.Done("read");
        var (participants, statements) = (new Roster(sink.Participants), new Roster(sink.Statements));
        sink.Builder.Renumber(
            participants.IsByArrival ? null : participants.Arrival, statements.IsByArrival ? null : statements.Arrival, threads);
        try
        {
            var matrix = sink.Builder.Build(participants.Count, statements.Count, threads);
            return new VoteFile(matrix, participants, statements, sink.Rows, 0);
        }
        catch (ArgumentException) when (sink.Rows > 0)
        {
            return Latest(file, threads, read, sink, participants, statements);
        }
    }

    /// <summary>In parts where there are threads; if that fails, from the start, so that the error names the right row.</summary>
    private static VoteSink Read(string file, int threads, int smallestPart, Action<string, VoteSink[]> read)
    {
        // A pipe says that it has no length, and can only be read from its start
        var parts = new FileInfo(file) is { Exists: true, Length: var length } ? (int)Math.Clamp(length / smallestPart, 1, threads) : 1;
        if (parts > 1)
        {
            try
            {
                var sinks = Enumerable.Range(0, parts).Select(_ => new VoteSink()).ToArray();
                read(file, sinks);
                foreach (var after in sinks.Skip(1))
                {
                    sinks[0].Take(after, threads);
                }
                return sinks[0];
            }
            catch (BadInputException)
            {
            }
        }
        var sink = new VoteSink();
        read(file, [sink]);
        return sink;
    }

    /// <summary>Somebody voted twice on a statement: only now is it worth remembering every pair.</summary>
    private static VoteFile Latest(
        string file, int threads, Action<string, VoteSink[]> read, VoteSink first, Roster participants, Roster statements)
    {
        var sink = new VoteSink { Latest = new LastVotes() };
        read(file, [sink]);
        if (sink.Rows != first.Rows || sink.Participants.Count != participants.Count || sink.Statements.Count != statements.Count)
        {
            throw new BadInputException($"{file}: a pair repeats, so it must be read twice, and it changed meanwhile or is a pipe; give a file.");
        }
        sink.Latest.AddTo(sink.Builder, participants.Arrival, statements.Arrival);
        var matrix = sink.Builder.Build(participants.Count, statements.Count, threads);
        return new VoteFile(matrix, participants, statements, first.Rows, sink.Latest.Repeats);
    }
}
