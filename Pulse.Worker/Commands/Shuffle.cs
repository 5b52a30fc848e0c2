namespace Pulse.Worker.Commands;

/// <summary>shuffle: unlinks invitations from answers now, instead of waiting for the night.</summary>
public static class Shuffle
{
    public const string Help = "shuffle                      unlink invitations from answers now";

    public static async Task<int> Run(Invocation call, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(call);
        var outcome = await new Jobs.Shuffle(call.Database, call.Working).Once(stop);
        await call.Say.WriteLineAsync(outcome == Pulse.Work.WorkOutcome.Done
            ? "Invitations are rewritten in random order; nothing connects them to answers."
            : $"Not shuffled ({outcome}): another worker may be at it; try again.");
        return outcome == Pulse.Work.WorkOutcome.Done ? 0 : 1;
    }
}
