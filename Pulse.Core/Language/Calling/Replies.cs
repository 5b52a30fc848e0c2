using Npgsql;

namespace Pulse.Language.Calling;

/// <summary>Deletes a dialogue's replies that were made of words which are gone. Which are, only a room knows: the host brings it.</summary>
public delegate Task ForgettingReplies(NpgsqlConnection connection, Guid dialogue, CancellationToken stop);

/// <summary>language.replies and language.reply_sources: what models answered, sealed, until its sources are withdrawn.</summary>
public static class Replies
{
    private const string FindSql = """
        select reply_id, sealed from language.replies where dialogue_id = @dialogue and reply_id = any(@ids)
        """;

    private const string KeepSql = """
        with kept as (
          insert into language.replies (reply_id, dialogue_id, sealed, kept_on)
          values (@reply, @dialogue, @sealedText, @today)
          on conflict (reply_id) do nothing
          returning reply_id
        )
        insert into language.reply_sources (reply_id, source_id)
        select kept.reply_id, source from kept, unnest(@sources::uuid[]) as source
        """;

    // Keeping and forgetting take turns, so that a reply that arrives late meets the withdrawal one way or the other
    private const string LockSql = """
        select pg_advisory_xact_lock(hashtextextended('language.replies ' || @dialogue::text, 0)) is not null
        """;

    internal static async Task<IReadOnlyDictionary<Guid, byte[]>> Find(
        NpgsqlConnection connection, Guid dialogue, IReadOnlyCollection<Guid> ids, CancellationToken stop) =>
        (await Sql.Rows<Reply>(connection, FindSql, new { dialogue, ids = ids.ToArray() }, stop))
            .ToDictionary(reply => reply.ReplyId, reply => reply.Sealed);

    /// <summary>Keeps a reply, unless a source was withdrawn while the model was at work.</summary>
    internal static async Task Keep(
        NpgsqlConnection connection, Guid dialogue, IEnumerable<(Guid Id, byte[] Sealed, IReadOnlyList<Guid> Sources)> replies,
        DateOnly today, ForgettingReplies forget, CancellationToken stop)
    {
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Lock(connection, dialogue, stop);
        foreach (var (id, sealedText, sources) in replies)
        {
            await Sql.Run(
                connection, KeepSql, new { reply = id, dialogue, sealedText, today, sources = sources.Distinct().ToArray() }, stop);
        }

        await forget(connection, dialogue, stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>Holds a dialogue's replies until the caller's transaction ends; taken before deleting any.</summary>
    public static Task Lock(NpgsqlConnection connection, Guid dialogue, CancellationToken stop) =>
        Sql.One<bool>(connection, LockSql, new { dialogue }, stop);

    private sealed record Reply(Guid ReplyId, byte[] Sealed);
}
