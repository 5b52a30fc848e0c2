using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Pulse.Bench.Loading;

/// <summary>
/// PostgreSQL's own load program on the same server in the same run: one upsert of one row per transaction, into a table
/// with nothing but its primary key.
/// </summary>
internal static partial class Pgbench
{
    private const string TableSql = """
        create table public.single_votes (
          survey int not null, participant int not null, statement int not null, vote smallint not null,
          modified timestamptz not null, primary key (survey, participant, statement))
        """;

    private const string Script = """
        \set participant random(1, 100000)
        \set statement random(1, 1000)
        \set vote random(-1, 1)
        insert into public.single_votes (survey, participant, statement, vote, modified)
        values (1, :participant, :statement, :vote, now())
        on conflict (survey, participant, statement) do update set vote = excluded.vote, modified = excluded.modified;
        """;

    [GeneratedRegex(@"^tps = ([0-9.]+)", RegexOptions.Multiline)]
    private static partial Regex Transactions();

    public static Task Prepare(Venue venue) => Filling.Execute(venue.Admin, TableSql);

    /// <returns>Transactions per second.</returns>
    /// <exception cref="BadInputException">It did not run.</exception>
    public static async Task<double> Measure(string program, Venue venue, int clients, int seconds)
    {
        var server = new NpgsqlConnectionStringBuilder(venue.Admin);
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, Script);
            var start = new ProcessStartInfo(program)
            {
                ArgumentList =
                {
                    "-n", "-M", "prepared", "-f", script, "-c", $"{clients}", "-j", "2", "-T", $"{seconds}",
                    "-h", server.Host!, "-p", $"{server.Port}", "-U", server.Username!, server.Database!,
                },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["PGPASSWORD"] = server.Password;
            using var process = Process.Start(start)!;
            var (told, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return process.ExitCode == 0 && Transactions().Match(await told) is { Success: true } match
                ? double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
                : throw new BadInputException($"pgbench did not run: {await wrong}");
        }
        finally
        {
            File.Delete(script);
        }
    }
}
