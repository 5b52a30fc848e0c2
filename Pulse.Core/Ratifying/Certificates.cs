using Npgsql;
using Pulse.Collecting;
using Pulse.Convening;

namespace Pulse.Ratifying;

/// <summary>ratifying.certificates, and the ballots they are computed from.</summary>
public static class Certificates
{
    public const string NoSegment = "(none)";

    /// <summary>SQL to join the one certificate that stands for a text t: its newest, unless somebody counted in it has withdrawn.</summary>
    public const string Standing = $"""
        lateral (select issued.* from ratifying.certificates issued
        where issued.text_id = t.text_id and not issued.stale and t.dialogue_id not in ({UncarriedWithdrawals.JustLeft})
        order by issued.issued_on desc, issued.certificate_id
        limit 1)
        """;

    private const string DueSql = """
        select distinct t.dialogue_id
        from reviewing.texts t
        where t.outcome = 'approved' and exists (select from ratifying.ballots b where b.text_id = t.text_id)
        order by t.dialogue_id
        """;

    private const string BallotsSql = """
        select b.text_id, coalesce(p.segment, '(none)') as segment,
          count(*) filter (where b.vote = 1)::int as agree,
          count(*) filter (where b.vote = -1)::int as disagree,
          count(*) filter (where b.vote = 0)::int as pass,
          count(b.acceptability)::int as on_the_scale,
          count(*) filter (where b.acceptability = 1)::int as unacceptable
        from ratifying.ballots b
        join collecting.participants p using (participant_id)
        join reviewing.texts t using (text_id)
        where t.dialogue_id = @dialogueId and t.outcome = 'approved'
          and not exists (select from reviewing.texts newer where newer.replaces = t.text_id)
        group by b.text_id, p.segment
        order by b.text_id, p.segment
        """;

    private const string InsertSql = """
        insert into ratifying.certificates (certificate_id, text_id, issued_on, rule_version, floor, minimum_cell)
        values (@CertificateId, @TextId, @IssuedOn, @RuleVersion, @Floor, @MinimumCell)
        """;

    private const string InsertSegmentSql = """
        insert into ratifying.certificate_segments
          (certificate_id, segment, bridging, agree, disagree, pass, unacceptable, low, high)
        values (@CertificateId, @Segment, @Bridging, @Agree, @Disagree, @Pass, @Unacceptable, @Low, @High)
        """;

    // One per text and day: a finer series would tell who voted when
    private const string ReplaceOfTheDaySql = """
        delete from ratifying.certificates where text_id = @textId and issued_on = @day
        """;

    private const string OfDialogueSql = """
        select c.certificate_id, c.text_id, c.issued_on, c.rule_version, c.floor, c.minimum_cell, c.stale
        from ratifying.certificates c
        join reviewing.texts t using (text_id)
        where t.dialogue_id = @dialogueId
        order by c.text_id, c.issued_on desc, c.certificate_id
        """;

    private const string LatestSql = """
        select distinct on (c.text_id)
          c.certificate_id, c.text_id, c.issued_on, c.rule_version, c.floor, c.minimum_cell, c.stale
        from ratifying.certificates c
        join reviewing.texts t using (text_id)
        where t.dialogue_id = @dialogueId and not c.stale
        order by c.text_id, c.issued_on desc, c.certificate_id
        """;

    private const string SegmentsSql = """
        select certificate_id, segment, bridging, agree, disagree, pass, unacceptable, low, high
        from ratifying.certificate_segments where certificate_id = any(@ids)
        order by certificate_id, segment
        """;

    private const string MarkStaleSql = """
        update ratifying.certificates c set stale = true
        from reviewing.texts t
        where t.text_id = c.text_id and t.dialogue_id = @dialogueId and not c.stale
        """;

    /// <summary>Dialogues in which approved texts have ballots.</summary>
    public static Task<IReadOnlyList<Guid>> DialoguesWithBallots(NpgsqlConnection connection, CancellationToken stop) =>
        Sql.Rows<Guid>(connection, DueSql, null, stop);

    /// <summary>Cast ballots on the standing texts, per text and top-level segment; both in ordinal order.</summary>
    public static async Task<IReadOnlyList<BallotCount>> Counts(
        NpgsqlConnection connection, Dialogue dialogue, CancellationToken stop)
    {
        var rows = await Sql.Rows<Row>(connection, BallotsSql, new { dialogueId = dialogue.Id }, stop);
        return [.. rows
            .GroupBy(row => (row.TextId, Segment: dialogue.TopSegmentOf(row.Segment) ?? NoSegment))
            .Select(group => new BallotCount(
                group.Key.TextId, group.Key.Segment, group.Sum(row => row.Agree), group.Sum(row => row.Disagree),
                group.Sum(row => row.Pass),
                group.Any(row => row.OnTheScale > 0) ? group.Sum(row => row.Unacceptable) : null))
            .OrderBy(count => count.TextId).ThenBy(count => count.Segment, StringComparer.Ordinal)];
    }

    /// <summary>Issues a certificate in the place of one of the same day; the caller holds the transaction.</summary>
    public static async Task Issue(
        NpgsqlConnection connection, IssuedCertificate certificate, IEnumerable<IssuedSegment> segments,
        CancellationToken stop)
    {
        var day = new { textId = certificate.TextId, day = certificate.IssuedOn };
        await Sql.Run(connection, ReplaceOfTheDaySql, day, stop);
        await Sql.Run(connection, InsertSql, certificate, stop);
        foreach (var segment in segments)
        {
            await Sql.Run(connection, InsertSegmentSql, segment, stop);
        }
    }

    /// <summary>Every certificate, newest first per text.</summary>
    public static Task<IReadOnlyList<IssuedCertificate>> OfDialogue(
        NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.Rows<IssuedCertificate>(connection, OfDialogueSql, new { dialogueId }, stop);

    /// <summary>The newest certificate of each text that a withdrawal has not made stale.</summary>
    public static Task<IReadOnlyList<IssuedCertificate>> Latest(
        NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.Rows<IssuedCertificate>(connection, LatestSql, new { dialogueId }, stop);

    public static Task<IReadOnlyList<IssuedSegment>> Segments(
        NpgsqlConnection connection, IReadOnlyCollection<Guid> certificateIds, CancellationToken stop) =>
        Sql.Rows<IssuedSegment>(connection, SegmentsSql, new { ids = certificateIds.ToArray() }, stop);

    public static Task<int> MarkStale(NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.Run(connection, MarkStaleSql, new { dialogueId }, stop);

    private sealed record Row
    {
        public required Guid TextId { get; init; }
        public required string Segment { get; init; }
        public required int Agree { get; init; }
        public required int Disagree { get; init; }
        public required int Pass { get; init; }
        public required int OnTheScale { get; init; }
        public required int Unacceptable { get; init; }
    }
}
