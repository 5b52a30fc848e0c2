using System.Globalization;
using Npgsql;
using Pulse.Bench.Cases;

namespace Pulse.Bench.Loading;

/// <summary>
/// <c>load</c>: phones as people hold them, then votes as fast as they are answered beside pgbench's single-row upsert on
/// the same server, then everything that was acknowledged held against what stands in the database.
/// </summary>
internal static class LoadCase
{
    /// <summary>Exit code where a vote was lost or miscounted.</summary>
    private const int Broken = 1;

    private const int Voters = 30_000;
    private const int WarmingSeconds = 20;

    private static readonly int[] _usualConnections = [8, 32, 128];

    public static int Run(ReadOnlySpan<string> words)
    {
        var arguments = new Arguments(words, ["--phones", "--connections", "--seconds", "--api", "--pgbench"], []);
        if (PostgresCase.Obstacle is { } obstacle)
        {
            throw new BadInputException(obstacle);
        }

        var connections = (int)arguments.Number("--connections", 0, 1, 1000);
        return Measure(
            (int)arguments.Number("--phones", 500, 0, 10_000), connections == 0 ? _usualConnections : [connections],
            (int)arguments.Number("--seconds", 10, 1, 600),
            arguments.Text("--api") ?? throw new BadInputException("--api names the built host, Pulse.Api.dll."),
            arguments.Text("--pgbench")).GetAwaiter().GetResult();
    }

    private static async Task<int> Measure(int phones, int[] connections, int seconds, string api, string? pgbench)
    {
        await using var venue = await Venue.Make(Environment.GetEnvironmentVariable(PostgresCase.Variable)!);
        var voters = await venue.People(Voters);
        var callers = Enumerable.Range(0, phones).Select(at => venue.Invite((ulong)(Voters + at))).ToList();
        await Filling.Execute(venue.Admin, "analyze moderating.statements, moderating.translations, collecting.participants");
        await Pgbench.Prepare(venue);
        var inDoubt = 0;
        await using (var host = await HostProcess.Start(api, venue))
        {
            await using var admin = new NpgsqlConnection(venue.Admin);
            await admin.OpenAsync();
            inDoubt += (await Connections.Vote(voters, venue.StatementIds, host.Port, 32, WarmingSeconds)).InDoubt;
            if (phones > 0)
            {
                Tell(await Phones.Take(callers, host.Address), phones);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{"connections",11} {"votes/s",9} {"pgbench/s",10} {"ratio",6} {"p50 ms",7} {"p95 ms",7} {"p99 ms",7} {"errors",7}   processor µs per vote"));
            foreach (var count in connections)
            {
                inDoubt += await Compare(venue, voters, host, admin, count, seconds, pgbench);
            }
        }

        // the host has ended, as at a new version: whatever it took in is answered and written
        var ledger = await Ledger.Close(venue.Admin, voters.Concat(callers));
        var holds = ledger.Holds(inDoubt);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"acknowledged {ledger.Acknowledged:N0}, stored {ledger.Stored:N0}, lost {ledger.Lost}, never acknowledged "
            + $"{ledger.Unasked} (in doubt {inDoubt}), counts that differ from a recount {ledger.Miscounted}: {(holds ? "holds" : "BROKEN")}"));
        return holds ? 0 : Broken;
    }

    private static async Task<int> Compare(
        Venue venue, IReadOnlyList<Person> voters, HostProcess host, NpgsqlConnection admin, int connections, int seconds,
        string? pgbench)
    {
        double? single = pgbench is null ? null : await Pgbench.Measure(pgbench, venue, connections, seconds);
        var before = await ProcessorTime.Now(admin, host.Id);
        var outcome = await Connections.Vote(voters, venue.StatementIds, host.Port, connections, seconds);
        var spent = before is null ? null : (await ProcessorTime.Now(admin, host.Id))!.Since(before);
        var each = 1e6 / Math.Max(1, outcome.Latencies.Count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{connections,11} {outcome.PerSecond,9:N0} {single,10:N0} {outcome.PerSecond / single,6:0.00} "
            + $"{outcome.Latencies.Within(0.5),7:0.00} {outcome.Latencies.Within(0.95),7:0.00} {outcome.Latencies.Within(0.99),7:0.00} "
            + $"{outcome.Errors,7}   host {spent?.Host * each:0}, PostgreSQL {spent?.Server * each:0}, this program {spent?.Program * each:0}"));
        return outcome.InDoubt;
    }

    private static void Tell(Phones.Outcome outcome, int phones)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{phones} phones at once for {outcome.Seconds:0} s: {outcome.All.Count:N0} requests, {outcome.Errors} errors"));
        foreach (var (name, times) in new[] { ("all", outcome.All), ("votes", outcome.Votes), ("answers", outcome.Answers) })
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {name,-8} {times.Count,7:N0}   p50 {times.Within(0.5):0.0} ms, p95 {times.Within(0.95):0.0} ms, p99 {times.Within(0.99):0.0} ms"));
        }
    }

}
