using Npgsql;
using Pulse.Language.Calling;
using Pulse.Work;

namespace Pulse.Worker.Jobs;

/// <summary>Gives back what calls of killed workers hold of budgets. One statement, so any number of workers may do it at once.</summary>
public sealed class ReleaseReserves(NpgsqlDataSource database) : IJob
{
    public string Name => "release-reserves";

    public async Task Execute(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await Calls.ReleaseReserves(connection, stop);
    }
}
