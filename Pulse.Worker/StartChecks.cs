using Microsoft.Extensions.Hosting;
using Npgsql;
using Pulse.Migrating;
using Pulse.People;

namespace Pulse.Worker;

/// <summary>Refuses to work on a schema that is not ours, on a server that could expose or lose what people wrote, or without its key.</summary>
public sealed class StartChecks(NpgsqlDataSource database, Keyring keyring) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keyring);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await Applying.Check(connection, cancellationToken);
        await ServerSettings.Check(connection, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
