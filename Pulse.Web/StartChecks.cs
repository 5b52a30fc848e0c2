using Npgsql;
using Pulse.Migrating;

namespace Pulse.Web;

/// <summary>Refuses to serve on a schema that is not ours or on a server that could expose or lose what people wrote.</summary>
public sealed class StartChecks(NpgsqlDataSource database) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => CheckingStart.Check(database, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
