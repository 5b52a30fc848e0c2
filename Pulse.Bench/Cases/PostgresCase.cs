using System.Diagnostics;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Pulse.Analysing;

namespace Pulse.Bench.Cases;

/// <summary>
/// <c>postgres</c>: votes out of a database into all results, against the same COPY read and thrown away, in turns.
/// The database is one of its own, made for this and dropped afterwards.
/// </summary>
internal static class PostgresCase
{
    /// <summary>Names an administrator's connection string; <c>./pulse bench</c> sets it.</summary>
    public const string Variable = "PULSE_BENCH_DATABASE";

    private const int Rounds = 3;

    /// <summary>So many people vote at the same time, each the next of their statements in turn.</summary>
    private const int AtOnce = 64;

    private static readonly string[] _segments = ["a", "b", "c", "d"];

    // The tables of the migrations as far as reading votes goes, without the references that would slow the filling
    private const string TablesSql = """
        create schema moderating;
        create schema voting;
        create table moderating.statements (statement_id uuid primary key, dialogue_id uuid not null);
        create table voting.votes (
          statement_id uuid not null,
          participant_id uuid not null,
          vote smallint not null,
          important boolean not null default false,
          language_read text not null,
          cast_on date not null
        );
        """;

    private const string IndexSql = """
        alter table voting.votes add primary key (participant_id, statement_id);
        create index votes_on_a_statement on voting.votes (statement_id);
        vacuum analyze voting.votes;
        vacuum analyze moderating.statements;
        """;

    public sealed record Outcome(long Votes, double CopySeconds, double WholeSeconds, double BytesRead)
    {
        public double Ratio => WholeSeconds / CopySeconds;
    }

    public static string? Obstacle => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable))
        ? $"no database: use './pulse bench', which starts a private one, or name an administrator's connection in {Variable}"
        : null;

    public static int Run(ReadOnlySpan<string> words)
    {
        var arguments = new Arguments(words, ["--votes", "--threads"], []);
        if (Obstacle is { } obstacle)
        {
            throw new BadInputException(obstacle);
        }
        var votes = arguments.Number("--votes", 1_000_000, 1000, int.MaxValue);
        var outcome = Measure(votes, (int)arguments.Number("--threads", 1, 1, 1024)).GetAwaiter().GetResult();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{outcome.Votes:N0} votes out of PostgreSQL, medians of {Rounds} in turns: COPY alone {outcome.CopySeconds:0.00} s "
            + $"({outcome.Votes / outcome.CopySeconds / 1e6:0.0} M rows/s, {outcome.BytesRead / (1 << 20):N0} MB), read and analysed "
            + $"{outcome.WholeSeconds:0.00} s: {outcome.Ratio:0.00} times"));
        return 0;
    }

    /// <summary>Fills a database with about that many votes, a hundred per participant, and measures.</summary>
    public static async Task<Outcome> Measure(long votes, int threads)
    {
        var admin = Environment.GetEnvironmentVariable(Variable)!;
        var name = $"pulse_bench_{Guid.NewGuid():N}";
        await Execute(admin, $"create database {name}");
        try
        {
            return await Measure(new NpgsqlConnectionStringBuilder(admin) { Database = name, Pooling = false }.ConnectionString, votes, threads);
        }
        finally
        {
            await Execute(admin, $"drop database if exists {name} with (force)");
        }
    }

    private static async Task<Outcome> Measure(string database, long votes, int threads)
    {
        var participants = (int)Math.Max(1, votes / 100);
        var synthetic = new Synthetic(participants, (int)Math.Clamp(votes / 2000, 100, 10_000), votes);
        var dialogue = Guid.NewGuid();
        await Execute(database, TablesSql);
        await Fill(database, synthetic, dialogue);
        await Execute(database, IndexSql);

        var query = $"""
            select v.participant_id, v.statement_id, v.vote
            from voting.votes v
            join moderating.statements s using (statement_id)
            where s.dialogue_id = '{dialogue:D}'
            """;
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        var (bytes, cast) = (await Copy(connection, query), await Analyse(connection, query, threads));
        var (copies, wholes) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            await Copy(connection, query);
            copies[round] = watch.Elapsed.TotalSeconds;
            watch.Restart();
            await Analyse(connection, query, threads);
            wholes[round] = watch.Elapsed.TotalSeconds;
        }
        Array.Sort(copies);
        Array.Sort(wholes);
        return new Outcome(cast, copies[Rounds / 2], wholes[Rounds / 2], bytes);
    }

    private static async Task<long> Copy(NpgsqlConnection connection, string query)
    {
        var block = new byte[1 << 18];
        var bytes = 0L;
        await using var stream = await connection.BeginRawBinaryCopyAsync($"copy ({query}) to stdout (format binary)");
        while (await stream.ReadAsync(block.AsMemory(), CancellationToken.None) is > 0 and var read)
        {
            bytes += read;
        }
        return bytes;
    }

    private static async Task<long> Analyse(NpgsqlConnection connection, string query, int threads)
    {
        var votes = await ReadingVotes.Of(connection, query, [], threads, CancellationToken.None);
        // Segments are known per participant when votes are read; here an id's first hexadecimal digit stands in for one
        var segmentOf = new int[votes.Participants.Count];
        for (var i = 0; i < segmentOf.Length; i++)
        {
            segmentOf[i] = votes.Participants[i].ToByteArray()[0] & 3;
        }
        _ = AnalysingVotes.Of(new VoteInput(votes.Matrix, _segments, segmentOf, [], null, null, null, 1, threads));
        return votes.Matrix.Votes;
    }

    private static async Task Fill(string database, Synthetic synthetic, Guid dialogue)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using (var rows = await connection.BeginBinaryImportAsync("copy moderating.statements (statement_id, dialogue_id) from stdin (format binary)"))
        {
            for (var statement = 0; statement < synthetic.Statements; statement++)
            {
                await rows.StartRowAsync();
                await rows.WriteAsync(Id(2, statement), NpgsqlDbType.Uuid);
                await rows.WriteAsync(dialogue, NpgsqlDbType.Uuid);
            }
            await rows.CompleteAsync();
        }
        await using (var rows = await connection.BeginBinaryImportAsync(
            "copy voting.votes (statement_id, participant_id, vote, important, language_read, cast_on) from stdin (format binary)"))
        {
            for (var first = 0; first < synthetic.Participants; first += AtOnce)
            {
                await Write(rows, synthetic, first, Math.Min(AtOnce, synthetic.Participants - first));
            }
            await rows.CompleteAsync();
        }
    }

    private static async Task Write(NpgsqlBinaryImporter rows, Synthetic synthetic, int first, int people)
    {
        var counts = Enumerable.Range(first, people).Select(synthetic.CountOf).ToArray();
        var walks = Enumerable.Range(first, people).Select(synthetic.Walk).ToArray();
        var day = new DateOnly(2026, 11, 1);
        for (var turn = 0; turn < counts.Max(); turn++)
        {
            for (var i = 0; i < people; i++)
            {
                if (turn >= counts[i])
                {
                    continue;
                }
                var participant = first + i;
                var statement = (int)((walks[i].Offset + (long)turn * walks[i].Stride) % synthetic.Statements);
                await rows.StartRowAsync();
                await rows.WriteAsync(Id(2, statement), NpgsqlDbType.Uuid);
                await rows.WriteAsync(Id(1, participant), NpgsqlDbType.Uuid);
                await rows.WriteAsync((short)synthetic.BallotOf(participant, Synthetic.GroupOf(participant), statement), NpgsqlDbType.Smallint);
                await rows.WriteAsync(false, NpgsqlDbType.Boolean);
                await rows.WriteAsync("en", NpgsqlDbType.Text);
                await rows.WriteAsync(day, NpgsqlDbType.Date);
            }
        }
    }

    /// <summary>Ids without order, as the house's are.</summary>
    private static Guid Id(ulong kind, int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, Chance.Mix(kind << 32 | (uint)number));
        BitConverter.TryWriteBytes(bytes[8..], Chance.Mix((kind + 8) << 32 | (uint)number));
        return new Guid(bytes);
    }

#pragma warning disable CA2100 // constants of this file, and names made above from hexadecimal digits only
    private static async Task Execute(string database, string statements)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        // One by one: vacuum may not stand in a transaction, and several at once are one
        foreach (var statement in statements.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync();
        }
    }
#pragma warning restore CA2100
}
