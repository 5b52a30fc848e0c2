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
/// Has a model translate statements for those who vote, and held answers for those who rule, a batch at a time. What
/// passes no check is not shown to anybody: the text waits for a person.
/// </summary>
/// <param name="chat">Behind the chain of calls.</param>
/// <param name="model">Its name, kept with what it made.</param>
public sealed class TranslatingByModel(NpgsqlDataSource database, IChatClient chat, string model, Dialogue dialogue, DialogueKey key)
{
    public const string Job = "translate";

    /// <summary>The model was not sure; a flag beside those of the checks.</summary>
    public const string Unsure = "unsure";

    private const int BatchSize = 40;
    private const int CarriedAtOnce = 200;

    private readonly IReadOnlyList<NamedThing> _glossary = NamingThings.Of(dialogue);

    public static async Task<bool> IsDue(NpgsqlConnection connection, Dialogue dialogue, string model, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        foreach (var language in dialogue.Languages)
        {
            if ((await MachineTranslations.Due(connection, dialogue.Id, language, At(model, language), 1, stop)).Count > 0
                || (await AnswerTranslations.Due(connection, dialogue.Id, language, At(model, language), 1, stop)).Count > 0)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Asks of a client that only counts what would be asked about all that waits; writes nothing.</summary>
    public static async Task Rehearse(
        NpgsqlConnection connection, IChatClient counting, string model, Dialogue dialogue, DialogueKey key, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        foreach (var language in dialogue.Languages)
        {
            var context = new EditingContext(dialogue.Id, null, language, NamingThings.Of(dialogue));
            foreach (var (due, column) in new[]
            {
                (await MachineTranslations.Due(connection, dialogue.Id, language, At(model, language), int.MaxValue, stop), Statement.TextColumn),
                (await AnswerTranslations.Due(connection, dialogue.Id, language, At(model, language), int.MaxValue, stop), ScreenedAnswer.TextColumn),
            })
            {
                foreach (var batch in due.Chunk(BatchSize))
                {
                    await TranslatingTexts.Translate(counting, context, [.. batch.Select(text => Given(text, column, key))], stop);
                }
            }
        }
    }

    /// <returns>How many texts were dealt with; 0 when none is left.</returns>
    /// <exception cref="LeaseLostException">Another worker took over: nothing was written.</exception>
    public async Task<int> Next(Lease lease, DateOnly today, CancellationToken stop)
    {
        if (await CarryOver(lease, stop) is > 0 and var carried)
        {
            return carried;
        }
        foreach (var language in dialogue.Languages)
        {
            var at = At(model, language);
            var statements = await Read(MachineTranslations.Due, language, at, stop);
            if (statements.Count > 0)
            {
                return await Translate(statements, Statement.TextColumn, MachineTranslations.Column, StoreStatement);
            }
            var answers = await Read(AnswerTranslations.Due, language, at, stop);
            if (answers.Count > 0)
            {
                return await Translate(
                    answers, ScreenedAnswer.TextColumn, AnswerTranslations.Column,
                    (connection, version, _) => AnswerTranslations.Store(connection, version, stop));
            }

            async Task<int> Translate(
                IReadOnlyList<UntranslatedText> texts, string from, Func<string, string> column,
                Func<NpgsqlConnection, MachineVersion, string?, Task> store)
            {
                var (made, _) = await TranslatingTexts.Translate(
                    chat, new EditingContext(dialogue.Id, null, language, _glossary), [.. texts.Select(text => Given(text, from, key))], stop);
                CrashPoint.Reach("translate:called");
                await Store(made.Select(one => (Version(one, language, at, column, today), one.Text)), store, lease, stop);
                return texts.Count;
            }
        }
        return 0;

        Task StoreStatement(NpgsqlConnection connection, MachineVersion version, string? text) =>
            StoreAndShow(connection, version, text, stop);
    }

    private static ModelAtWork At(string model, string language) =>
        new(model, ReadingPrompts.Of(PromptTasks.Translate, language).Hash);

    private async Task<IReadOnlyList<UntranslatedText>> Read(
        Func<NpgsqlConnection, Guid, string, ModelAtWork, int, CancellationToken, Task<IReadOnlyList<UntranslatedText>>> due,
        string language, ModelAtWork at, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await due(connection, dialogue.Id, language, at, BatchSize, stop);
    }

    /// <summary>Without what the rules know to be personal: the checks then compare what was really sent.</summary>
    private static TextToTranslate Given(UntranslatedText text, string column, DialogueKey key)
    {
        var words = key.Open(text.TextSealed, column, text.Id);
        return new TextToTranslate(
            text.Id, new TextVersion(text.Language, Redacting.Redact(words, FindingPersonalDetails.In(words), text.Language)));
    }

    private MachineVersion Version(
        MachineTranslation made, string language, ModelAtWork at, Func<string, string> column, DateOnly today) => new()
        {
            Id = made.Id,
            Language = language,
            TextSealed = made.Text is { } text ? key.Seal(text, column(language), made.Id) : null,
            PromptHash = at.PromptHash,
            SchemaHash = TranslatingTexts.SchemaHash,
            Model = model,
            Flags = [.. made.Flags.Select(flag => JsonNamingPolicy.KebabCaseLower.ConvertName(flag.Rule.ToString()))
                .Concat(made.Unsure ? [Unsure] : []).Distinct().Order(StringComparer.Ordinal)],
            MadeOn = today,
        };

    /// <summary>Apart, and where it is read unless a person's stands there.</summary>
    private async Task StoreAndShow(NpgsqlConnection connection, MachineVersion version, string? text, CancellationToken stop)
    {
        if (await MachineTranslations.Store(connection, version, stop) && text is not null)
        {
            await Translations.Store(
                connection, Translation.Sealed(key, version.Id, version.Language, text, Translation.ByMachine), stop);
        }
    }

    private async Task Store(
        IEnumerable<(MachineVersion Version, string? Text)> made, Func<NpgsqlConnection, MachineVersion, string?, Task> store,
        Lease lease, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Leases.Guard(connection, lease, stop);
        // In the order of ids, as everybody locks statements
        foreach (var (version, text) in made.OrderBy(pair => pair.Version.Id))
        {
            await store(connection, version, text);
        }
        await transaction.CommitAsync(stop);
        CrashPoint.Reach("translate:stored");
    }

    /// <summary>An answer that was translated while it was held needs no second call as a statement.</summary>
    private async Task<int> CarryOver(Lease lease, CancellationToken stop)
    {
        IReadOnlyList<(Guid StatementId, MachineVersion Made)> before;
        await using (var connection = await database.OpenConnectionAsync(stop))
        {
            before = await MachineTranslations.MadeBefore(connection, dialogue.Id, CarriedAtOnce, stop);
        }
        if (before.Count == 0)
        {
            return 0;
        }
        await Store(
            before.Select(pair =>
            {
                var text = AnswerTranslations.Text(key, pair.Made)!;
                var sealedText = key.Seal(text, MachineTranslations.Column(pair.Made.Language), pair.StatementId);
                return (pair.Made with { Id = pair.StatementId, TextSealed = sealedText }, (string?)text);
            }),
            (connection, version, text) => StoreAndShow(connection, version, text, stop), lease, stop);
        return before.Count;
    }
}
