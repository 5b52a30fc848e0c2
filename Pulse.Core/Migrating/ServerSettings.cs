using Npgsql;

namespace Pulse.Migrating;

/// <summary>
/// What the server must be set to before a host may start: it never prints a row or a parameter into its log, keeps no
/// commit times, and does not acknowledge what a power cut could take back.
/// </summary>
public static class ServerSettings
{
    public static readonly IReadOnlyDictionary<string, string[]> Required = new Dictionary<string, string[]>
    {
        // a failed CHECK would otherwise write the whole row into the log as DETAIL
        ["log_error_verbosity"] = ["terse"],
        // and the statement that failed, with whatever was in it
        ["log_min_error_statement"] = ["panic"],
        ["log_statement"] = ["none"],
        ["log_min_duration_statement"] = ["-1"],
        ["log_min_duration_sample"] = ["-1"],
        ["log_transaction_sample_rate"] = ["0"],
        ["log_parameter_max_length"] = ["0"],
        ["log_parameter_max_length_on_error"] = ["0"],
        ["log_connections"] = ["off", ""],
        ["track_commit_timestamp"] = ["off"],
        ["fsync"] = ["on"],
        ["full_page_writes"] = ["on"],
        ["synchronous_commit"] = ["on", "remote_apply", "remote_write"],
        ["data_checksums"] = ["on"],
    };

    private const string Read = "select name, setting from pg_settings where name = any(@Names)";

    /// <exception cref="SchemaException">A setting would expose or lose something; the message says which and its cure.</exception>
    public static async Task Check(NpgsqlConnection connection, CancellationToken stop)
    {
        var rows = await Sql.Rows<(string Name, string Value)>(
            connection, Read, new { Names = Required.Keys.ToArray() }, stop);
        var broken = rows
            .Where(row => !Required[row.Name].Contains(row.Value))
            .Select(row => $"{row.Name} = {row.Value} (must be {Required[row.Name][0]})")
            .Order(StringComparer.Ordinal)
            .ToList();
        if (broken.Count > 0)
        {
            throw new SchemaException(
                "This PostgreSQL server could expose or lose what people wrote. Change in postgresql.conf, then reload: "
                + string.Join("; ", broken) + ".");
        }
    }
}
