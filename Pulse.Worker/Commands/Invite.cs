using System.Globalization;
using Pulse.Convening;
using Pulse.People;

namespace Pulse.Worker.Commands;

/// <summary>invite SLUG COUNT: makes invitation codes and prints them once; only their hashes are kept.</summary>
public static class Invite
{
    public const string Help = "invite SLUG COUNT [LABEL]    make invitation codes, one per line; they are shown only now";

    private const int MostAtOnce = 100_000;

    public static async Task<int> Run(Invocation call, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Words is not ([_, _] or [_, _, _])
            || !int.TryParse(call.Words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count is < 1 or > MostAtOnce)
        {
            await call.Say.WriteLineAsync($"Say the dialogue's name and how many codes, at most {MostAtOnce}.\n{Help}");
            return 2;
        }
        await using var connection = await call.Database.OpenConnectionAsync(stop);
        if (await Dialogues.FindBySlug(connection, call.Words[0], stop) is not { } dialogue)
        {
            await call.Say.WriteLineAsync($"There is no dialogue '{call.Words[0]}'.");
            return 1;
        }
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var batch = new Invitations.Batch(
            Guid.NewGuid(), dialogue.Id, call.Words.ElementAtOrDefault(2) ?? "command line", today, ExpiresOn: null);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var codes = await Invitations.Issue(connection, batch, count, stop);
        await transaction.CommitAsync(stop);
        foreach (var code in codes)
        {
            await call.Say.WriteLineAsync(code.Text);
        }
        return 0;
    }
}
