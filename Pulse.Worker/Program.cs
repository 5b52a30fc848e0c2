using Npgsql;
using Pulse.Migrating;
using Pulse.People;
using Pulse.Worker;

try
{
    return await CommandTable.Dispatch(args, Console.Out, CancellationToken.None);
}
catch (Exception error) when (error is SettingsException or KeyFileException or SchemaException
    or HttpRequestException or TimeoutException)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}
catch (NpgsqlException error)
{
    await Console.Error.WriteLineAsync($"PostgreSQL does not let the worker do this ({error.SqlState ?? "no answer"}).");
    return 1;
}
