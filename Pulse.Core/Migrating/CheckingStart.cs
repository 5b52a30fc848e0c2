using Npgsql;

namespace Pulse.Migrating;

/// <summary>What every host holds its database against before it serves.</summary>
public static class CheckingStart
{
    /// <exception cref="SchemaException">The schema is not ours, or the server could expose or lose what people wrote.</exception>
    public static async Task Check(NpgsqlDataSource database, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var connection = await database.OpenConnectionAsync(stop);
        await Applying.Check(connection, stop);
        await ServerSettings.Check(connection, stop);
    }
}
