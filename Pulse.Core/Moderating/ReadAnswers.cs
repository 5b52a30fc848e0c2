using Npgsql;

namespace Pulse.Moderating;

/// <summary>Whether an answer was read by the moderation; what became of it is not for the participants' host to see.</summary>
public static class ReadAnswers
{
    private const string Read = "select exists (select from moderating.rulings where answer_id = @AnswerId)";

    public static Task<bool> Include(NpgsqlConnection connection, Guid answerId, CancellationToken stop) =>
        Sql.One<bool>(connection, Read, new { AnswerId = answerId }, stop);
}
