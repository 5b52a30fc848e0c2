using Microsoft.Extensions.Hosting;
using Npgsql;
using Pulse.Migrating;
using Pulse.People;

namespace Pulse.Worker;

/// <summary>Refuses to work on a schema that is not ours, on a server that could expose or lose what people wrote, or without its key.</summary>
public sealed class StartChecks(NpgsqlDataSource database, Keyring keyring) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keyring);
        return CheckingStart.Check(database, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
