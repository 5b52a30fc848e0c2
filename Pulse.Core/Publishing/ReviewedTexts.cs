using Npgsql;
using Pulse.People;
using Pulse.Ratifying;
using Pulse.Reviewing;

namespace Pulse.Publishing;

/// <summary>A text as a researcher approved it, in every language, with its certificate if there is one.</summary>
public sealed record ReviewedText
{
    public required Guid TextId { get; init; }
    public required Guid? DraftId { get; init; }
    public required int Version { get; init; }
    public required bool SourceWithdrawn { get; init; }
    public required IReadOnlyDictionary<string, string> Wordings { get; init; }

    /// <summary>Null while ratification has not certified it.</summary>
    public required Certified? Certificate { get; init; }
}

/// <param name="Results">Ballots cast on exactly this version, per segment.</param>
public sealed record Certified(
    Guid CertificateId, DateOnly IssuedOn, string RuleVersion, int MinimumCell, IReadOnlyList<SegmentResult> Results);

/// <summary>The approved, not replaced texts of a working group with their newest certificate that is not stale.</summary>
public static class ReviewedTexts
{
    private const string TextsSql = $"""
        select t.text_id, t.draft_id, t.version, {Texts.SourceWithdrawn} as source_withdrawn,
          certificate.certificate_id, certificate.issued_on, certificate.rule_version, certificate.minimum_cell
        from reviewing.texts t
        left join {Certificates.Standing} certificate on true
        where t.dialogue_id = @dialogueId
          and t.working_group = @workingGroup
          and t.outcome = 'approved'
          and not exists (select from reviewing.texts later where later.replaces = t.text_id)
        order by certificate.floor desc nulls last, t.text_id
        """;

    private const string WordingsSql = """
        select wording.text_id, wording.language, wording.text_sealed
        from reviewing.wordings wording
        join reviewing.texts reviewed using (text_id)
        where reviewed.dialogue_id = @dialogueId and reviewed.working_group = @workingGroup
        order by wording.text_id, wording.language
        """;

    private const string SegmentsSql = """
        select counted.certificate_id, counted.segment, counted.bridging, counted.agree, counted.disagree, counted.pass,
          counted.unacceptable, counted.low, counted.high
        from ratifying.certificate_segments counted
        join ratifying.certificates certificate using (certificate_id)
        join reviewing.texts reviewed using (text_id)
        where reviewed.dialogue_id = @dialogueId and reviewed.working_group = @workingGroup
        order by counted.certificate_id, counted.segment
        """;

    public static async Task<IReadOnlyList<ReviewedText>> OfGroup(
        NpgsqlConnection connection, DialogueKey key, string workingGroup, CancellationToken stop)
    {
        var scope = new { key.DialogueId, workingGroup };
        var texts = await Sql.Rows<TextRow>(connection, TextsSql, scope, stop);
        var wordings = (await Sql.Rows<WordingRow>(connection, WordingsSql, scope, stop)).ToLookup(row => row.TextId);
        var segments = (await Sql.Rows<SegmentRow>(connection, SegmentsSql, scope, stop))
            .ToLookup(row => row.CertificateId);

        return [.. texts.Select(row => new ReviewedText
        {
            TextId = row.TextId,
            DraftId = row.DraftId,
            Version = row.Version,
            SourceWithdrawn = row.SourceWithdrawn,
            Wordings = wordings[row.TextId].ToDictionary(
                wording => wording.Language,
                wording => key.Open(wording.TextSealed, $"reviewing.wordings.text:{wording.Language}", row.TextId)),
            Certificate = row.CertificateId is not { } id ? null : new Certified(
                id, row.IssuedOn!.Value, row.RuleVersion!, row.MinimumCell!.Value,
                [.. segments[id].Select(counted => counted.ToResult())]),
        })];
    }

    private sealed record TextRow
    {
        public Guid TextId { get; init; }
        public Guid? DraftId { get; init; }
        public int Version { get; init; }
        public bool SourceWithdrawn { get; init; }
        public Guid? CertificateId { get; init; }
        public DateOnly? IssuedOn { get; init; }
        public string? RuleVersion { get; init; }
        public int? MinimumCell { get; init; }
    }

    private sealed record WordingRow
    {
        public Guid TextId { get; init; }
        public string Language { get; init; } = "";
        public byte[] TextSealed { get; init; } = [];
    }

    private sealed record SegmentRow
    {
        public Guid CertificateId { get; init; }
        public string Segment { get; init; } = "";
        public bool Bridging { get; init; }
        public int Agree { get; init; }
        public int Disagree { get; init; }
        public int Pass { get; init; }
        public int? Unacceptable { get; init; }
        public double Low { get; init; }
        public double High { get; init; }

        public SegmentResult ToResult() => new()
        {
            Segment = Segment,
            Bridging = Bridging,
            Agree = Agree,
            Disagree = Disagree,
            Pass = Pass,
            Unacceptable = Unacceptable,
            Low = Low,
            High = High,
        };
    }
}
