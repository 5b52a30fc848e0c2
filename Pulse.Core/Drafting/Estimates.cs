using Npgsql;
using Pulse.Language.Calling;

namespace Pulse.Drafting;

/// <summary>drafting.estimates: what editing a run was expected to use, written before it began.</summary>
public static class Estimates
{
    private const string KeepSql = """
        insert into drafting.estimates (run_id, calls, tokens_in, tokens_out, micro_usd, prices_on, made_on)
        values (@run, @Calls, @TokensIn, @TokensOut, @MicroUsd, @On, @today)
        on conflict (run_id) do nothing
        """;

    private const string ExistsSql = "select exists (select from drafting.estimates where run_id = @run)";

    public static Task<bool> Exists(NpgsqlConnection connection, Guid run, CancellationToken stop) =>
        Sql.One<bool>(connection, ExistsSql, new { run }, stop);

    public static Task Keep(
        NpgsqlConnection connection, Guid run, CallEstimate estimate, Prices prices, DateOnly today, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        ArgumentNullException.ThrowIfNull(prices);
        return Sql.Run(connection, KeepSql, new
        {
            run,
            estimate.Calls,
            estimate.TokensIn,
            estimate.TokensOut,
            estimate.MicroUsd,
            prices.On,
            today,
        }, stop);
    }
}
