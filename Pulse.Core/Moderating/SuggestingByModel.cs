using System.Text.Json;
using Microsoft.Extensions.AI;
using Npgsql;
using Pulse.Convening;
using Pulse.Language;
using Pulse.Language.Editing;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;
using Pulse.People;
using Pulse.Work;

namespace Pulse.Moderating;

/// <summary>
/// Has a model suggest what a moderator may look at, and which working group an answer is about, a batch at a time. It
/// removes nothing and holds nothing back.
/// </summary>
/// <param name="chat">Behind the chain of calls.</param>
/// <param name="model">Its name, kept with what it suggested.</param>
public sealed class SuggestingByModel(NpgsqlDataSource database, IChatClient chat, string model, Dialogue dialogue, DialogueKey key)
{
    public const string Job = "suggest";

    private const int BatchSize = 40;

    /// <summary>Moderators have no language of their own in a dialogue, so they are told in its first one.</summary>
    private readonly string _language = dialogue.Languages[0];

    public static async Task<bool> IsDue(NpgsqlConnection connection, Dialogue dialogue, string model, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        return (await Suggestions.Due(connection, dialogue.Id, At(dialogue, model), 1, stop)).Count > 0;
    }

    /// <summary>Asks of a client that only counts what would be asked about all that waits; writes nothing.</summary>
    public static async Task Rehearse(
        NpgsqlConnection connection, IChatClient counting, string model, Dialogue dialogue, DialogueKey key, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        var due = await Suggestions.Due(connection, dialogue.Id, At(dialogue, model), int.MaxValue, stop);
        for (var from = 0; from < due.Count;)
        {
            var batch = due.Skip(from).Take(BatchSize).TakeWhile(answer => answer.Item == due[from].Item).ToArray();
            await Ask(counting, dialogue, batch[0].Item, [.. batch.Select(answer => Given(answer, key))], stop);
            from += batch.Length;
        }
    }

    /// <returns>How many answers were looked at; 0 when none is left.</returns>
    /// <exception cref="LeaseLostException">Another worker took over: nothing was written.</exception>
    public async Task<int> Next(Lease lease, DateOnly today, CancellationToken stop)
    {
        var at = At(dialogue, model);
        var answers = await Read(at, stop);
        if (answers.Count == 0)
        {
            return 0;
        }
        var (flagged, groups) = await Ask(
            chat, dialogue, answers[0].Item, [.. answers.Select(answer => Given(answer, key))], stop);
        CrashPoint.Reach("suggest:called");
        await Store(flagged.Select(one => Suggested(one, groups.GetValueOrDefault(one.Id), at, today)), lease, stop);
        CrashPoint.Reach("suggest:stored");
        return answers.Count;
    }

    private static async Task<(IReadOnlyList<SuggestedFlags> Flagged, IReadOnlyDictionary<Guid, SuggestedGroups> Groups)> Ask(
        IChatClient chat, Dialogue dialogue, string item, IReadOnlyList<TextToTranslate> texts, CancellationToken stop)
    {
        var language = dialogue.Languages[0];
        var context = new EditingContext(dialogue.Id, null, language, NamingThings.Of(dialogue));
        var question = dialogue.FindItem(item)?.Text.In(language) ?? "";
        var (flagged, _) = await FlaggingAnswers.Flag(chat, context, question, texts, stop);
        return (flagged, await Groups(chat, context, dialogue, texts, stop));
    }

    private static ModelAtWork At(Dialogue dialogue, string model) =>
        new(model, ReadingPrompts.Of(PromptTasks.Flag, dialogue.Languages[0]).Hash);

    /// <summary>Answers to one question: the model is told what was asked.</summary>
    private async Task<IReadOnlyList<UnsuggestedAnswer>> Read(ModelAtWork at, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var due = await Suggestions.Due(connection, dialogue.Id, at, BatchSize, stop);
        return [.. due.TakeWhile(answer => answer.Item == due[0].Item)];
    }

    private static TextToTranslate Given(UnsuggestedAnswer answer, DialogueKey key)
    {
        var words = key.Open(answer.TextSealed, ScreenedAnswer.TextColumn, answer.AnswerId);
        return new TextToTranslate(
            answer.AnswerId,
            new TextVersion(answer.Language, Redacting.Redact(words, FindingPersonalDetails.In(words), answer.Language)));
    }

    /// <summary>Where there is one working group only there is nothing to ask. The built-in engine's guess is not kept.</summary>
    private static async Task<IReadOnlyDictionary<Guid, SuggestedGroups>> Groups(
        IChatClient chat, EditingContext context, Dialogue dialogue, IReadOnlyList<TextToTranslate> texts, CancellationToken stop)
    {
        if (dialogue.WorkingGroups.Count < 2)
        {
            return new Dictionary<Guid, SuggestedGroups>();
        }
        GroupToSuggest[] groups =
        [
            .. dialogue.WorkingGroups.Select(group => new GroupToSuggest(
                group.Slug, [.. dialogue.Languages.Select(language =>
                    new TextVersion(language, $"{group.Name.In(language)}: {group.Summary.In(language)}"))])),
        ];
        var (suggested, _) = await SuggestingWorkingGroups.Suggest(
            chat, context, groups, [.. texts.Select(text => new Source(text.Id, [text.Original]))], stop);
        return suggested.Where(one => one.Origin.By == MadeBy.Model).ToDictionary(one => one.Id);
    }

    private Suggestion Suggested(SuggestedFlags flags, SuggestedGroups? groups, ModelAtWork at, DateOnly today)
    {
        var usable = flags.Origin.By == MadeBy.Model;
        var why = usable && flags.Flags.Count > 0 ? flags.Why : null;
        return new Suggestion
        {
            AnswerId = flags.Id,
            Usable = usable,
            Flags = usable
                ? [.. flags.Flags.Select(flag => JsonNamingPolicy.KebabCaseLower.ConvertName(flag.ToString())).Order(StringComparer.Ordinal)]
                : [],
            WhySealed = why is null ? null : Suggestion.Seal(key, flags.Id, why),
            WhyLanguage = why is null ? null : _language,
            WorkingGroup = usable && groups is { Groups.Count: > 0 } ? groups.Groups[0] : null,
            PromptHash = at.PromptHash,
            GroupPromptHash = groups?.Origin.PromptHash,
            Model = model,
            MadeOn = today,
        };
    }

    private async Task Store(IEnumerable<Suggestion> suggestions, Lease lease, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Leases.Guard(connection, lease, stop);
        foreach (var suggestion in suggestions.OrderBy(one => one.AnswerId))
        {
            await Suggestions.Store(connection, suggestion, stop);
        }
        await transaction.CommitAsync(stop);
    }
}
