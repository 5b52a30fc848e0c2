using Npgsql;
using Pulse.Convening;
using Pulse.People;

namespace Pulse.Moderating;

public enum TranslationResult { Stored, NoSuchStatement, LanguageNotSpoken, AlreadyInThatLanguage, TextMissing }

/// <summary>A person's translation of a statement. It takes the place of an earlier one, and always of a machine's.</summary>
public static class TranslatingByHand
{
    public static async Task<TranslationResult> Store(
        NpgsqlConnection connection, Dialogue dialogue, DialogueKey key, Guid statementId, string language, string text,
        Guid? staffId, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return TranslationResult.TextMissing;
        }
        if (!dialogue.Languages.Contains(language))
        {
            return TranslationResult.LanguageNotSpoken;
        }
        var statement = await Statements.Find(connection, statementId, stop);
        if (statement is null || statement.DialogueId != dialogue.Id)
        {
            return TranslationResult.NoSuchStatement;
        }
        if (statement.Language == language)
        {
            return TranslationResult.AlreadyInThatLanguage;
        }
        var translation = Translation.Sealed(key, statementId, language, text.Trim(), Translation.ByPerson);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Translations.Store(connection, translation, stop);
        if (staffId is { } staff)
        {
            await StaffActs.Record(connection, staff, "translate-statement", $"{statementId} {language}", stop);
        }
        await transaction.CommitAsync(stop);
        return TranslationResult.Stored;
    }
}
