using Npgsql;
using Pulse.Api;
using Pulse.Migrating;
using Pulse.People;

try
{
    await using var app = ApiHost.Build(args);
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
    await Console.Error.WriteLineAsync($"PostgreSQL does not let the participants' host in ({error.SqlState ?? "no answer"}).");
    return 1;
}
