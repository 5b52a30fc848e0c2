using Npgsql;
using Pulse.Collecting;
using Pulse.People;

namespace Pulse.Publishing;

/// <summary>A brief that was handed on, word for word as it was.</summary>
public sealed record IssuedBrief
{
    public required Guid BriefId { get; init; }
    public required string Language { get; init; }
    public required Guid RunId { get; init; }
    public required DateTime IssuedAt { get; init; }
    public required string IssuedBy { get; init; }
    public required string RuleVersion { get; init; }

    /// <summary>Somebody cited or counted in it has withdrawn since.</summary>
    public required bool Stale { get; init; }
}

/// <summary>The Markdown as issued, and whether somebody cited or counted in it has withdrawn since.</summary>
public sealed record FoundBrief(string Language, string Markdown, bool Stale);

/// <summary>publishing.briefs: append only for the desk; a withdrawal marks them stale.</summary>
public static class Briefs
{
    private const string IssueSql = """
        insert into publishing.briefs
          (brief_id, dialogue_id, working_group, language, run_id, markdown_sealed, issued_by, rule_version)
        values (@briefId, @DialogueId, @workingGroup, @language, @runId, @sealedText, @staffId, @ruleVersion)
        """;

    private const string OfGroupSql = $"""
        select brief.brief_id, brief.language, brief.run_id, brief.issued_at, member.name as issued_by,
          brief.rule_version, brief.stale or brief.dialogue_id in ({UncarriedWithdrawals.JustLeft}) as stale
        from publishing.briefs brief
        join people.staff member on member.staff_id = brief.issued_by
        where brief.dialogue_id = @dialogueId and brief.working_group = @workingGroup
        order by brief.issued_at desc, brief.brief_id
        """;

    private const string FindSql = $"""
        select language, markdown_sealed, stale or dialogue_id in ({UncarriedWithdrawals.JustLeft}) as stale
        from publishing.briefs
        where brief_id = @briefId and dialogue_id = @DialogueId and working_group = @workingGroup
        """;

    public static async Task<Guid> Issue(
        NpgsqlConnection connection, DialogueKey key, string workingGroup, string language, Guid runId, string markdown,
        Guid staffId, string ruleVersion, CancellationToken stop)
    {
        var briefId = Guid.NewGuid();
        var sealedText = key.Seal(markdown, "publishing.briefs.markdown", briefId);
        await Sql.Run(connection, IssueSql,
            new { briefId, key.DialogueId, workingGroup, language, runId, sealedText, staffId, ruleVersion }, stop);
        return briefId;
    }

    public static Task<IReadOnlyList<IssuedBrief>> OfGroup(
        NpgsqlConnection connection, Guid dialogueId, string workingGroup, CancellationToken stop) =>
        Sql.Rows<IssuedBrief>(connection, OfGroupSql, new { dialogueId, workingGroup }, stop);

    /// <returns>Null if this working group never issued it.</returns>
    public static async Task<FoundBrief?> Find(
        NpgsqlConnection connection, DialogueKey key, string workingGroup, Guid briefId, CancellationToken stop)
    {
        var found = await Sql.OneOrNone<FoundRow>(connection, FindSql, new { briefId, key.DialogueId, workingGroup }, stop);
        return found is null ? null : new FoundBrief(
            found.Language, key.Open(found.MarkdownSealed, "publishing.briefs.markdown", briefId), found.Stale);
    }

    private sealed record FoundRow(string Language, byte[] MarkdownSealed, bool Stale);
}
