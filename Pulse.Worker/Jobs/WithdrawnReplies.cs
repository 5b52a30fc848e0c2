using Npgsql;
using Pulse.Language.Calling;

namespace Pulse.Worker.Jobs;

/// <summary>What a model made of words that were taken back goes with them: a reply with one source gone goes whole.</summary>
public static class WithdrawnReplies
{
    private const string ForgetSql = """
        delete from language.replies r
        where r.dialogue_id = @dialogue and exists (
          select from language.reply_sources s
          where s.reply_id = r.reply_id
            and not exists (select from collecting.answers a where a.answer_id = s.source_id)
            and not exists (select from moderating.statements m where m.statement_id = s.source_id))
        """;

    /// <summary>In the caller's transaction.</summary>
    public static async Task Forget(NpgsqlConnection connection, Guid dialogue, CancellationToken stop)
    {
        await Replies.Lock(connection, dialogue, stop);
        await Sql.Run(connection, ForgetSql, new { dialogue }, stop);
    }
}
