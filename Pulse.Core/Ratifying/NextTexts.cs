using Npgsql;
using Pulse.Convening;
using Pulse.People;

namespace Pulse.Ratifying;

/// <summary>
/// Finds the reviewed texts a participant has not voted on: approved, the newest version of their line, and worded in
/// every language of the dialogue, since nobody can ratify what they cannot read.
/// </summary>
public static class NextTexts
{
    public sealed record ReviewedText(Guid Id, string WorkingGroup, IReadOnlyDictionary<string, string> Texts);

    public sealed record Set(IReadOnlyList<ReviewedText> Texts, int Remaining);

    private const string Unvoted = """
        with ratifiable as (
          select t.text_id, t.working_group
          from reviewing.texts t
          where t.dialogue_id = @DialogueId
            and t.outcome = 'approved'
            and (@WorkingGroup::text is null or t.working_group = @WorkingGroup)
            and not exists (select from reviewing.texts newer where newer.replaces = t.text_id)
            and (select count(*) from reviewing.wordings w
                 where w.text_id = t.text_id and w.language = any(@Languages)) = cardinality(@Languages)
        )
        select r.text_id, r.working_group, count(*) over ()::int as remaining
        from ratifiable r
        where not exists (
          select from ratifying.ballots b where b.participant_id = @ParticipantId and b.text_id = r.text_id)
        order by hashtextextended(r.text_id::text, @Seed), r.text_id
        limit @Most
        """;

    private const string WordingsOf = """
        select text_id, language, text_sealed
        from reviewing.wordings where text_id = any(@Ids) and language = any(@Languages)
        order by text_id, language
        """;

    private const string RatifiableGroup = """
        select t.working_group
        from reviewing.texts t
        where t.text_id = @TextId
          and t.dialogue_id = @DialogueId
          and t.outcome = 'approved'
          and not exists (select from reviewing.texts newer where newer.replaces = t.text_id)
          and (select count(*) from reviewing.wordings w
               where w.text_id = t.text_id and w.language = any(@Languages)) = cardinality(@Languages)
        """;

    public static async Task<Set> Of(
        NpgsqlConnection connection, DialogueKey key, Dialogue dialogue, Item ratification, Guid participantId, int most,
        CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(dialogue);
        ArgumentNullException.ThrowIfNull(ratification);
        var languages = dialogue.Languages.ToArray();
        var rows = await Sql.Rows<Row>(connection, Unvoted, new
        {
            DialogueId = dialogue.Id,
            ratification.WorkingGroup,
            Languages = languages,
            ParticipantId = participantId,
            Seed = BitConverter.ToInt64(participantId.ToByteArray(), 8),
            Most = most,
        }, stop);
        var wordings = (await Sql.Rows<Wording>(connection, WordingsOf,
            new { Ids = rows.Select(row => row.TextId).ToArray(), Languages = languages }, stop))
            .ToLookup(wording => wording.TextId);
        return new Set(
            [.. rows.Select(row => new ReviewedText(row.TextId, row.WorkingGroup, wordings[row.TextId].ToDictionary(
                wording => wording.Language,
                wording => key.Open(
                    wording.TextSealed, $"reviewing.wordings.text:{wording.Language}", wording.TextId))))],
            rows.Count == 0 ? 0 : rows[0].Remaining);
    }

    /// <returns>The phase's item that asks for a vote on this text; null if the text is not to be ratified there.</returns>
    public static async Task<(bool Exists, Item? Asked)> ItemFor(
        NpgsqlConnection connection, Dialogue dialogue, Phase? phase, Guid textId, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        var group = await Sql.OneOrNone<string>(connection, RatifiableGroup,
            new { TextId = textId, DialogueId = dialogue.Id, Languages = dialogue.Languages.ToArray() }, stop);
        return (group is not null, group is null ? null : phase?.Items.FirstOrDefault(item =>
            item.Kind == ItemKind.Ratification && (item.WorkingGroup is null || item.WorkingGroup == group)));
    }

    private sealed record Row
    {
        public required Guid TextId { get; init; }
        public required string WorkingGroup { get; init; }
        public int Remaining { get; init; }
    }

    private sealed record Wording
    {
        public required Guid TextId { get; init; }
        public required string Language { get; init; }
        public required byte[] TextSealed { get; init; }
    }
}
