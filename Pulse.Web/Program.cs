using Npgsql;
using Pulse.Migrating;
using Pulse.People;
using Pulse.Web;

try
{
    await using var app = WebHost.Build(args);
    await app.RunAsync();
    return 0;
}
catch (Exception error) when (error is SettingsException or KeyFileException or SchemaException)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}
catch (NpgsqlException error)
{
    await Console.Error.WriteLineAsync($"PostgreSQL does not let the staff's host in ({error.SqlState ?? "no answer"}).");
    return 1;
}
