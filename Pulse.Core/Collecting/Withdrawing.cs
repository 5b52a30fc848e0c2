using Npgsql;
using Pulse.People;

namespace Pulse.Collecting;

/// <summary>
/// Takes a person's words back, blindly: whoever holds the receipt learns nothing, and one transaction removes the
/// person with all that hangs on them and leaves a tombstone. The worker carries it through the later rooms.
/// </summary>
public static class Withdrawing
{
    /// <summary>What a later room must do before its rows go: it returns how many votes it took back.</summary>
    public delegate Task<int> TakeBack(NpgsqlConnection connection, Participant participant, CancellationToken stop);

    private const string RemoveSql = """
        with counted as (
          select count(*)::int as answers from collecting.answers where participant_id = @ParticipantId
        ), removed as (
          delete from collecting.participants where participant_id = @ParticipantId
        )
        select answers from counted
        """;

    /// <returns>True if somebody was withdrawn; callers that answer a stranger do not pass it on.</returns>
    public static async Task<bool> ByReceipt(
        NpgsqlDataSource database, byte[] receiptHash, DateOnly today, TakeBack takeBack, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(takeBack);
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (await Participants.FindByReceipt(connection, receiptHash, stop) is not { } found)
        {
            return false;
        }

        await Writes.Queue(connection, found.ParticipantId, stop);
        if (await Participants.Find(connection, found.ParticipantId, stop) is not { } participant)
        {
            return false;
        }

        var votes = await takeBack(connection, participant, stop);
        var answers = await Sql.One<int>(connection, RemoveSql, new { participant.ParticipantId }, stop);
        await Writes.Forget(connection, participant.ParticipantId, stop);
        await Withdrawals.Add(
            connection, participant.ParticipantId, participant.DialogueId, answers, votes, today, stop);
        await transaction.CommitAsync(stop);
        return true;
    }
}
