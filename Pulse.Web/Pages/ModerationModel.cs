using Npgsql;
using Pulse.Moderating;
using Pulse.People;

namespace Pulse.Web.Pages;

/// <summary>An answer that waits for a person, with what the rules saw in it.</summary>
/// <param name="Suggestion">What a model suggests; null where none has looked.</param>
/// <param name="Translation">By a machine, in the desk's language where the answer has another; null where there is none.</param>
public sealed record HeldAnswer(
    Guid AnswerId, string Item, string Language, string Text, IReadOnlyList<string> Flags,
    ShownSuggestion? Suggestion, ShownMachineVersion? Translation);

/// <summary>What waits for a ruling, most flagged first, a page at a time.</summary>
public sealed record ModerationModel(DialogueNames Names, IReadOnlyList<HeldAnswer> Held, int Waiting)
{
    public const int PageLength = 20;

    // Nothing of the author but their words: not even the segment, so that both sides are read alike
    private const string HeldSql = """
        select ruling.answer_id, answer.item, answer.language, answer.text_sealed, ruling.flags,
          count(*) over ()::int as waiting
        from moderating.rulings ruling
        join collecting.answers answer using (answer_id)
        where ruling.dialogue_id = @Id and ruling.outcome = 'held'
        order by cardinality(ruling.flags) desc, ruling.answer_id
        limit @most
        """;

    public static async Task<ModerationModel> Read(
        NpgsqlConnection connection, DialogueNames names, DialogueKey key, int most, CancellationToken stop)
    {
        var rows = await Sql.Rows<Row>(connection, HeldSql, new { names.Dialogue.Id, most }, stop);
        var ids = rows.Select(row => row.AnswerId).ToArray();
        var suggestions = await Suggestions.OfAnswers(connection, ids, stop);
        var translations = (await AnswerTranslations.OfAnswers(connection, ids, names.DeskLanguage, stop))
            .ToDictionary(version => version.Id);
        return new ModerationModel(names,
            [.. rows.Select(row => new HeldAnswer(row.AnswerId, row.Item, row.Language,
                key.Open(row.TextSealed, "collecting.answers.text", row.AnswerId), row.Flags,
                suggestions.TryGetValue(row.AnswerId, out var suggestion)
                    ? ShownSuggestion.Of(suggestion, key, names.Dialogue.FindItem(row.Item)?.WorkingGroup) : null,
                translations.TryGetValue(row.AnswerId, out var translation)
                    ? ShownMachineVersion.Of(translation, AnswerTranslations.Text(key, translation)) : null))],
            rows.Count == 0 ? 0 : rows[0].Waiting);
    }

    private sealed record Row
    {
        public Guid AnswerId { get; init; }
        public string Item { get; init; } = "";
        public string Language { get; init; } = "";
        public byte[] TextSealed { get; init; } = [];
        public string[] Flags { get; init; } = [];
        public int Waiting { get; init; }
    }
}
