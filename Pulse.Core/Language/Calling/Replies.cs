using System.Text.Json;
using Npgsql;

namespace Pulse.Language.Calling;

/// <summary>Deletes a dialogue's replies that were made of words which are gone. Which are, only a room knows: the host brings it.</summary>
public delegate Task ForgettingReplies(NpgsqlConnection connection, Guid dialogue, CancellationToken stop);

/// <summary>language.replies and language.reply_sources: what models answered, sealed, until its sources are withdrawn.</summary>
public static class Replies
{
    private const string FindSql = """
        select reply_id, sealed, verdict from language.replies
        where dialogue_id = @dialogue and reply_id = any(@ids) and (verdict = 'passed' or kept_on > @failedBefore)
        """;

    private const string KeepSql = """
        with kept as (
          insert into language.replies as standing (reply_id, dialogue_id, sealed, verdict, kept_on)
          values (@Id, @dialogue, @Sealed, @verdict, @today)
          on conflict (reply_id) do update
          set sealed = excluded.sealed, verdict = excluded.verdict, kept_on = excluded.kept_on
          where standing.verdict <> 'passed'
          returning reply_id
        )
        insert into language.reply_sources (reply_id, source_id)
        select kept.reply_id, source from kept, unnest(@sources::uuid[]) as source
        on conflict do nothing
        """;

    private const string ForgetFailedSql = """
        delete from language.replies where dialogue_id = @dialogue and verdict <> 'passed' and kept_on <= @failedBefore
        """;

    private const string ForgetSql = "delete from language.replies where dialogue_id = @dialogue and reply_id = any(@ids)";

    // Keeping and forgetting take turns, so that a reply that arrives late meets the withdrawal one way or the other
    private const string LockSql = """
        select pg_advisory_xact_lock(hashtextextended('language.replies ' || @dialogue::text, 0)) is not null
        """;

    /// <param name="failedBefore">What failed on that day or earlier is as if it were not there.</param>
    internal static async Task<IReadOnlyDictionary<Guid, FoundReply>> Find(
        NpgsqlConnection connection, Guid dialogue, IReadOnlyCollection<Guid> ids, DateOnly failedBefore, CancellationToken stop) =>
        (await Sql.Rows<FoundReply>(connection, FindSql, new { dialogue, ids = ids.ToArray(), failedBefore }, stop))
            .ToDictionary(reply => reply.ReplyId);

    /// <summary>Keeps replies, unless a source was withdrawn while the model was at work. One that passed is never overwritten.</summary>
    internal static async Task Keep(
        NpgsqlConnection connection, Guid dialogue, IEnumerable<KeptReply> replies, DateOnly today, DateOnly failedBefore,
        ForgettingReplies forget, CancellationToken stop)
    {
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Lock(connection, dialogue, stop);
        await Sql.Run(connection, ForgetFailedSql, new { dialogue, failedBefore }, stop);
        foreach (var reply in replies)
        {
            await Sql.Run(connection, KeepSql, new
            {
                reply.Id,
                dialogue,
                reply.Sealed,
                verdict = Word(reply.Verdict),
                today,
                sources = reply.Sources.Distinct().ToArray(),
            }, stop);
        }

        await forget(connection, dialogue, stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>Deletes replies that are of no use any more.</summary>
    internal static Task Forget(NpgsqlConnection connection, Guid dialogue, IReadOnlyCollection<Guid> ids, CancellationToken stop) =>
        Sql.Run(connection, ForgetSql, new { dialogue, ids = ids.ToArray() }, stop);

    /// <summary>Holds a dialogue's replies until the caller's transaction ends; taken before deleting any.</summary>
    public static Task Lock(NpgsqlConnection connection, Guid dialogue, CancellationToken stop) =>
        Sql.One<bool>(connection, LockSql, new { dialogue }, stop);

    private static string Word(ReplyVerdict verdict) => JsonNamingPolicy.KebabCaseLower.ConvertName(verdict.ToString());
}

/// <summary>A reply as it is kept, with the answers and statements whose words are in it.</summary>
internal sealed record KeptReply(Guid Id, byte[] Sealed, ReplyVerdict Verdict, IReadOnlyList<Guid> Sources);

/// <summary>A reply as it was found.</summary>
/// <param name="Verdict">A <see cref="ReplyVerdict"/> in kebab-case.</param>
internal sealed record FoundReply(Guid ReplyId, byte[] Sealed, string Verdict);
