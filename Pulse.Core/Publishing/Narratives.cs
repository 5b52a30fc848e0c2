using System.Text.Json;
using Npgsql;
using Pulse.Collecting;
using Pulse.Drafting;
using Pulse.Language.Editing;
using Pulse.People;
using Pulse.Reviewing;

namespace Pulse.Publishing;

/// <summary>publishing.narratives with the texts that each cites and the newest ruling on it.</summary>
public static class Narratives
{
    private const string Column = "publishing.narratives.sentences";
    private const string RulingColumn = "publishing.narrative_rulings.sentences";

    // One that rests on words that were taken back is read by nobody from that moment on, and soon deleted
    private const string RestsOnWithdrawn = $"""
        exists (
          select from publishing.narrative_texts cited join reviewing.texts t using (text_id)
          where cited.narrative_id = n.narrative_id and {Texts.SourceWithdrawn})
        """;

    private const string AskSql = """
        insert into publishing.narratives (narrative_id, dialogue_id, working_group, language, asked_by)
        values (@id, @dialogue, @group, @language, @staff)
        on conflict (dialogue_id, working_group, language) where made_by is null do nothing
        """;

    private const string OfGroupSql = $"""
        select n.narrative_id, n.working_group, n.language, n.material, n.sentences_sealed, n.made_by, n.reason, n.prompt_hash,
          n.model, n.dropped::text as dropped, n.made_on, r.ruling_id, r.outcome, r.sentences_sealed as ruled_sealed, r.edited,
          s.name as ruled_by, r.ruled_at
        from publishing.narratives n
        left join lateral (
          select * from publishing.narrative_rulings r where r.narrative_id = n.narrative_id
          order by r.ruled_at desc, r.ruling_id limit 1) r on true
        left join people.staff s on s.staff_id = r.ruled_by
        where n.dialogue_id = @DialogueId and n.working_group = @group and not {RestsOnWithdrawn}
        order by n.asked_at desc, n.narrative_id
        """;

    // While certificates wait to be counted anew there would be nothing to write from
    private const string WaitingSql = $"""
        select narrative_id, working_group, language from publishing.narratives
        where dialogue_id = @dialogue and made_by is null and dialogue_id not in ({UncarriedWithdrawals.JustLeft})
        order by asked_at, working_group, language
        """;

    private const string MakeSql = """
        update publishing.narratives
        set material = @material, sentences_sealed = @sentences, made_by = @MadeBy, reason = @Reason, prompt_hash = @PromptHash,
          model = @Model, made_on = @MadeOn, flags = @flags, calls = @calls, dropped = @dropped::jsonb
        where narrative_id = @id and made_by is null
        """;

    private const string CiteSql = """
        insert into publishing.narrative_texts (narrative_id, text_id) select @id, text from unnest(@texts::uuid[]) as text
        """;

    // A withdrawal that marks a text waits for this transaction, or this one sees it
    private const string StandSql = $"""
        select count(*)::int from (
          select from reviewing.texts t where t.text_id = any(@texts) and not {Texts.SourceWithdrawn} for share) as standing
        """;

    private const string SourcesSql = """
        select t.text_id, c.statement_id
        from reviewing.texts t join drafting.citations c using (draft_id)
        where t.text_id = any(@texts) order by t.text_id, c.statement_id
        """;

    private const string RuleSql = """
        insert into publishing.narrative_rulings (ruling_id, narrative_id, outcome, sentences_sealed, edited, ruled_by)
        values (@ruling, @narrative, @outcome, @sentences, @edited, @staff)
        """;

    private const string ForgetSql = $"""
        delete from publishing.narratives n where n.dialogue_id = @dialogue and {RestsOnWithdrawn}
        """;

    /// <summary>Asks for the running text in a language; asked again before it is worked on, it is asked once.</summary>
    public static Task Ask(
        NpgsqlConnection connection, Guid dialogue, string group, string language, Guid staff, CancellationToken stop) =>
        Sql.Run(connection, AskSql, new { id = Guid.NewGuid(), dialogue, group, language, staff }, stop);

    /// <summary>The newest first. Whatever rests on words that were taken back is not among them.</summary>
    public static async Task<IReadOnlyList<Narrative>> OfGroup(
        NpgsqlConnection connection, DialogueKey key, string group, CancellationToken stop) =>
        [.. (await Sql.Rows<Row>(connection, OfGroupSql, new { key.DialogueId, group }, stop)).Select(row => row.Open(key))];

    /// <summary>Those that nobody has worked on, the longest waiting first.</summary>
    internal static Task<IReadOnlyList<Waiting>> Unwritten(NpgsqlConnection connection, Guid dialogue, CancellationToken stop) =>
        Sql.Rows<Waiting>(connection, WaitingSql, new { dialogue }, stop);

    /// <summary>Statements that texts were drafted from.</summary>
    internal static async Task<ILookup<Guid, Guid>> Sources(
        NpgsqlConnection connection, IReadOnlyCollection<Guid> texts, CancellationToken stop) =>
        (await Sql.Rows<TextSource>(connection, SourcesSql, new { texts = texts.ToArray() }, stop))
            .ToLookup(row => row.TextId, row => row.StatementId);

    /// <summary>False once somebody took back what one of the texts was made of; held until the caller's transaction ends.</summary>
    internal static async Task<bool> Stand(NpgsqlConnection connection, IReadOnlyCollection<Guid> texts, CancellationToken stop) =>
        await Sql.One<int>(connection, StandSql, new { texts = texts.ToArray() }, stop) == texts.Count;

    /// <summary>Fills in what was asked for; does nothing where it is filled in already.</summary>
    internal static async Task Make(
        NpgsqlConnection connection, DialogueKey key, Guid id, NarrativeMaterial material, IReadOnlyList<NarratedSentence> sentences,
        Making making, EditingCounts counts, CancellationToken stop)
    {
        var made = await Sql.Run(connection, MakeSql, new
        {
            id,
            material = material.Mark,
            sentences = Seal(key, sentences, Column, id),
            making.MadeBy,
            making.Reason,
            making.PromptHash,
            making.Model,
            making.MadeOn,
            flags = sentences.SelectMany(sentence => sentence.Flags).Distinct().Order(StringComparer.Ordinal).ToArray(),
            calls = counts.Calls,
            dropped = JsonSerializer.Serialize(counts.Dropped.ToDictionary(pair => Edit.NameOf(pair.Key), pair => pair.Value)),
        }, stop);
        if (made == 1)
        {
            // All that were before the model, cited or not
            await Sql.Run(connection, CiteSql, new { id, texts = material.Texts.Select(text => text.Id).ToArray() }, stop);
        }
    }

    /// <param name="sentences">Null sets it aside.</param>
    internal static Task Rule(
        NpgsqlConnection connection, DialogueKey key, Guid narrative, IReadOnlyList<NarratedSentence>? sentences, bool edited, Guid staff,
        CancellationToken stop)
    {
        var ruling = Guid.NewGuid();
        return Sql.Run(connection, RuleSql, new
        {
            ruling,
            narrative,
            outcome = sentences is null ? "set-aside" : "accepted",
            sentences = sentences is null ? null : Seal(key, sentences, RulingColumn, ruling),
            edited,
            staff,
        }, stop);
    }

    /// <summary>After a withdrawal, in the caller's transaction: what was made of words that were taken back, accepted or not.</summary>
    public static Task<int> ForgetWithdrawn(NpgsqlConnection connection, Guid dialogue, CancellationToken stop) =>
        Sql.Run(connection, ForgetSql, new { dialogue }, stop);

    private static byte[] Seal(DialogueKey key, IReadOnlyList<NarratedSentence> sentences, string column, Guid id) =>
        key.Seal(JsonSerializer.Serialize(sentences), column, id);

    private static NarratedSentence[] Open(DialogueKey key, byte[] sealedText, string column, Guid id) =>
        JsonSerializer.Deserialize<NarratedSentence[]>(key.Open(sealedText, column, id))!;

    /// <summary>Asked for, and not worked on yet.</summary>
    internal sealed record Waiting(Guid NarrativeId, string WorkingGroup, string Language);

    private sealed record TextSource(Guid TextId, Guid StatementId);

    private sealed record Row
    {
        public Guid NarrativeId { get; init; }
        public string WorkingGroup { get; init; } = "";
        public string Language { get; init; } = "";
        public string? Material { get; init; }
        public byte[]? SentencesSealed { get; init; }
        public string? MadeBy { get; init; }
        public string? Reason { get; init; }
        public string? PromptHash { get; init; }
        public string? Model { get; init; }
        public string Dropped { get; init; } = "{}";
        public DateOnly? MadeOn { get; init; }
        public Guid? RulingId { get; init; }
        public string? Outcome { get; init; }
        public byte[]? RuledSealed { get; init; }
        public bool? Edited { get; init; }
        public string? RuledBy { get; init; }
        public DateTime? RuledAt { get; init; }

        public Narrative Open(DialogueKey key) => new()
        {
            NarrativeId = NarrativeId,
            WorkingGroup = WorkingGroup,
            Language = Language,
            Material = Material,
            Sentences = SentencesSealed is null ? [] : Narratives.Open(key, SentencesSealed, Column, NarrativeId),
            Making = MadeBy is null ? null : new Making { MadeBy = MadeBy, Reason = Reason, PromptHash = PromptHash, Model = Model, MadeOn = MadeOn!.Value },
            Dropped = JsonSerializer.Deserialize<Dictionary<string, int>>(Dropped)!,
            Ruling = RulingId is not { } ruling ? null : new NarrativeRuling(
                Outcome == "accepted", RuledSealed is null ? [] : Narratives.Open(key, RuledSealed, RulingColumn, ruling), Edited!.Value, RuledBy!,
                RuledAt!.Value),
        };
    }
}
