using Npgsql;

namespace Pulse.Collecting;

/// <summary>collecting.participants. No time finer than a day, nothing that names or finds a person.</summary>
public static class Participants
{
    private const string FindSql = """
        select participant_id, dialogue_id, segment, segment_chosen, language, consent_version, finished
        from collecting.participants where participant_id = @ParticipantId
        """;

    private const string FindByReceiptSql = """
        select participant_id, dialogue_id, segment, segment_chosen, language, consent_version, finished
        from collecting.participants where receipt_hash = @ReceiptHash
        """;

    private const string ConsentSql = """
        insert into collecting.participants (participant_id, dialogue_id, language, consent_version, joined_on)
        values (@ParticipantId, @DialogueId, @Language, @ConsentVersion, @Today)
        on conflict (participant_id) do update
          set language = excluded.language, consent_version = excluded.consent_version
        """;

    private const string SegmentSql = """
        update collecting.participants set segment = @Segment, segment_chosen = true
        where participant_id = @ParticipantId
        """;

    private const string LanguageSql =
        "update collecting.participants set language = @Language where participant_id = @ParticipantId";

    private const string FinishSql =
        "update collecting.participants set finished = true where participant_id = @ParticipantId";

    private const string ReceiptSql =
        "update collecting.participants set receipt_hash = @ReceiptHash where participant_id = @ParticipantId";

    private const string ProgressSql = """
        select
          array(select item from collecting.answers where participant_id = @ParticipantId order by item) as answered,
          array(select item from collecting.choices where participant_id = @ParticipantId order by item) as chosen,
          array(select item from collecting.skips where participant_id = @ParticipantId order by item) as skipped
        """;

    public static Task<Participant?> Find(NpgsqlConnection connection, Guid participantId, CancellationToken stop) =>
        Sql.OneOrNone<Participant>(connection, FindSql, new { ParticipantId = participantId }, stop);

    public static Task<Participant?> FindByReceipt(
        NpgsqlConnection connection, byte[] receiptHash, CancellationToken stop) =>
        Sql.OneOrNone<Participant>(connection, FindByReceiptSql, new { ReceiptHash = receiptHash }, stop);

    /// <summary>Writes down that somebody takes part; repeated after the consent text changed, it raises the version.</summary>
    public static Task Consent(
        NpgsqlConnection connection, Guid participantId, Guid dialogueId, string language, int consentVersion,
        DateOnly today, CancellationToken stop) =>
        Sql.Run(connection, ConsentSql, new
        {
            ParticipantId = participantId,
            DialogueId = dialogueId,
            Language = language,
            ConsentVersion = consentVersion,
            Today = today,
        }, stop);

    /// <param name="segment">Null for "I prefer not to say".</param>
    public static Task ChooseSegment(
        NpgsqlConnection connection, Guid participantId, string? segment, CancellationToken stop) =>
        Sql.Run(connection, SegmentSql, new { ParticipantId = participantId, Segment = segment }, stop);

    public static Task ChooseLanguage(
        NpgsqlConnection connection, Guid participantId, string language, CancellationToken stop) =>
        Sql.Run(connection, LanguageSql, new { ParticipantId = participantId, Language = language }, stop);

    public static Task Finish(NpgsqlConnection connection, Guid participantId, CancellationToken stop) =>
        Sql.Run(connection, FinishSql, new { ParticipantId = participantId }, stop);

    public static Task KeepReceipt(
        NpgsqlConnection connection, Guid participantId, byte[] receiptHash, CancellationToken stop) =>
        Sql.Run(connection, ReceiptSql, new { ParticipantId = participantId, ReceiptHash = receiptHash }, stop);

    public static Task<Progress> ProgressOf(
        NpgsqlConnection connection, Guid participantId, CancellationToken stop) =>
        Sql.One<Progress>(connection, ProgressSql, new { ParticipantId = participantId }, stop);
}
