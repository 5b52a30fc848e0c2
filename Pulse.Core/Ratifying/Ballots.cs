using Npgsql;

namespace Pulse.Ratifying;

/// <summary>ratifying.ballots: one per participant and text; casting again while the phase is open changes it.</summary>
public static class Ballots
{
    private const string SaveSql = """
        insert into ratifying.ballots (text_id, participant_id, vote, acceptability, language_read, cast_on)
        values (@TextId, @ParticipantId, @Vote, @Acceptability, @LanguageRead, @CastOn)
        on conflict (participant_id, text_id) do update
          set vote = excluded.vote, acceptability = excluded.acceptability, language_read = excluded.language_read,
            cast_on = excluded.cast_on
        """;

    private const string CountSql =
        "select count(*)::int from ratifying.ballots where participant_id = @ParticipantId";

    public static Task Cast(NpgsqlConnection connection, Ballot ballot, CancellationToken stop) =>
        Sql.Run(connection, SaveSql, ballot, stop);

    public static Task<int> CountOf(NpgsqlConnection connection, Guid participantId, CancellationToken stop) =>
        Sql.One<int>(connection, CountSql, new { ParticipantId = participantId }, stop);
}
