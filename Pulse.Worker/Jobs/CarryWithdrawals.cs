using Npgsql;
using Pulse.Analysing;
using Pulse.Collecting;
using Pulse.Convening;
using Pulse.Drafting;
using Pulse.Publishing;
using Pulse.Ratifying;
using Pulse.Reviewing;
using Pulse.Work;

namespace Pulse.Worker.Jobs;

/// <summary>
/// The counter-current: somebody took their words back, and every later room must forget them. One transaction: what
/// was computed with them is marked stale, what was made of their words goes or says so, and a new run is requested.
/// </summary>
public sealed class CarryWithdrawals(NpgsqlDataSource database, Working working) : IJob
{
    public string Name => "carry-withdrawals";

    public async Task Execute(CancellationToken stop)
    {
        foreach (var dialogueId in await Due(stop))
        {
            await working.On(Name, dialogueId, (lease, ending) => Carry(lease, dialogueId, ending), failed: null, stop);
        }
    }

    private async Task<IReadOnlyList<Guid>> Due(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await UncarriedWithdrawals.Dialogues(connection, stop);
    }

    private async Task Carry(Lease lease, Guid dialogueId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var dialogue = await Dialogues.Find(connection, dialogueId, stop)
            ?? throw new PermanentFailureException("The dialogue is gone.");
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Leases.Guard(connection, lease, stop);
        await UncarriedWithdrawals.Lock(connection, dialogueId, stop);
        var withdrawals = await UncarriedWithdrawals.OfDialogue(connection, dialogueId, stop);
        if (withdrawals.Count == 0)
        {
            return;
        }
        if (await Runs.MarkStale(connection, dialogueId, stop) > 0)
        {
            await RunningAnalysis.Request(connection, dialogue, staffId: null, stop);
        }
        // Texts before drafts: which texts lost their source is seen from the drafts
        await Texts.MarkWithdrawn(connection, dialogueId, stop);
        await Narratives.ForgetWithdrawn(connection, dialogueId, stop);
        await Drafts.ForgetWithdrawn(connection, dialogueId, stop);
        await ThemeWordings.ForgetWithdrawn(connection, dialogueId, stop);
        await Summaries.ForgetWithdrawn(connection, dialogueId, stop);
        await Parities.ForgetWithdrawn(connection, dialogueId, stop);
        await Repetitions.ForgetWithdrawn(connection, dialogueId, stop);
        await Certificates.MarkStale(connection, dialogueId, stop);
        await StaleBriefs.Mark(connection, dialogueId, stop);
        await WithdrawnReplies.Forget(connection, dialogueId, stop);
        await UncarriedWithdrawals.Carried(connection, withdrawals, stop);
        await transaction.CommitAsync(stop);
    }
}
