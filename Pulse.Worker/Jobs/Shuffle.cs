using Npgsql;
using Pulse.People;
using Pulse.Work;

namespace Pulse.Worker.Jobs;

/// <summary>Unlinks invitations from answers: by the next morning nothing in the database connects the two.</summary>
public sealed class Shuffle(NpgsqlDataSource database, Working working) : IJob
{
    public string Name => "shuffle";

    public Task Execute(CancellationToken stop) => Once(stop);

    public Task<WorkOutcome> Once(CancellationToken stop) =>
        working.On(Name, Guid.Empty, async (lease, ending) =>
        {
            await using var connection = await database.OpenConnectionAsync(ending);
            await ShufflingInvitations.Run(
                connection, (guarded, token) => Leases.Guard(guarded, lease, token), ending);
        }, failed: null, stop);
}
