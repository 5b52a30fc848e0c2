using Npgsql;
using Pulse.Convening;
using Pulse.Drafting;
using Pulse.People;

namespace Pulse.Reviewing;

public enum ReviewResult
{
    Done,
    NoSuchDraft,
    NoSuchText,

    /// <summary>Somebody reviewed this draft, or replaced this version, before.</summary>
    AlreadyReviewed,

    /// <summary>A text is put to the vote in every language of the dialogue, or in none.</summary>
    LanguagesMissing,
    ReasonMissing,
}

/// <param name="TextId">The version that was made; null where none was.</param>
/// <param name="Missing">Languages that lack a wording.</param>
public sealed record Reviewed(ReviewResult Result, Guid? TextId, IReadOnlyList<string> Missing)
{
    internal static Reviewed Not(ReviewResult result) => new(result, null, []);
}

/// <summary>
/// A researcher approves a draft as it stands or with another wording, rejects it with a reason, or edits an approved
/// text into a new version. Votes on an earlier version stay with that version.
/// </summary>
public static class ReviewingDrafts
{
    /// <param name="wordings">Language to wording where the reviewer changes or adds one; may be empty.</param>
    public static async Task<Reviewed> Approve(
        NpgsqlConnection connection, Dialogue dialogue, DialogueKey key, Guid draftId,
        IReadOnlyDictionary<string, string> wordings, Guid staffId, CancellationToken stop)
    {
        var draft = await Drafts.Find(connection, draftId, stop);
        if (draft is null || draft.DialogueId != dialogue.Id)
        {
            return Reviewed.Not(ReviewResult.NoSuchDraft);
        }
        var own = (await Drafts.Wordings(connection, [draftId], stop)).ToDictionary(w => w.Language, w => w.Text(key));
        var text = NewText(draft, ReviewOutcome.Approved, reason: null, staffId);
        return await Save(connection, dialogue, key, text, own, wordings, "approve-draft", stop);
    }

    public static async Task<Reviewed> Reject(
        NpgsqlConnection connection, Dialogue dialogue, DialogueKey key, Guid draftId, string reason, Guid staffId,
        CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Reviewed.Not(ReviewResult.ReasonMissing);
        }
        var draft = await Drafts.Find(connection, draftId, stop);
        if (draft is null || draft.DialogueId != dialogue.Id)
        {
            return Reviewed.Not(ReviewResult.NoSuchDraft);
        }
        var own = (await Drafts.Wordings(connection, [draftId], stop)).ToDictionary(w => w.Language, w => w.Text(key));
        var text = NewText(draft, ReviewOutcome.Rejected, reason.Trim(), staffId);
        return await Save(connection, dialogue, key, text, own, _noChange, "reject-draft", stop);
    }

    /// <summary>A new version of an approved text, which it replaces.</summary>
    public static async Task<Reviewed> Edit(
        NpgsqlConnection connection, Dialogue dialogue, DialogueKey key, Guid textId,
        IReadOnlyDictionary<string, string> wordings, Guid staffId, CancellationToken stop)
    {
        var (before, own) = await Standing(connection, dialogue, key, textId, stop);
        if (before is null)
        {
            return Reviewed.Not(ReviewResult.NoSuchText);
        }
        var text = NewVersion(before, ReviewOutcome.Approved, reason: null, staffId);
        return await Save(connection, dialogue, key, text, own, wordings, "edit-text", stop);
    }

    /// <summary>Takes an approved text back, with a reason: a version that is rejected replaces it.</summary>
    public static async Task<Reviewed> TakeBack(
        NpgsqlConnection connection, Dialogue dialogue, DialogueKey key, Guid textId, string reason, Guid staffId,
        CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Reviewed.Not(ReviewResult.ReasonMissing);
        }
        var (before, own) = await Standing(connection, dialogue, key, textId, stop);
        if (before is null)
        {
            return Reviewed.Not(ReviewResult.NoSuchText);
        }
        var text = NewVersion(before, ReviewOutcome.Rejected, reason.Trim(), staffId);
        return await Save(connection, dialogue, key, text, own, _noChange, "take-text-back", stop);
    }

    private static readonly IReadOnlyDictionary<string, string> _noChange = new Dictionary<string, string>();

    private static async Task<(Text? Text, IReadOnlyDictionary<string, string> Wordings)> Standing(
        NpgsqlConnection connection, Dialogue dialogue, DialogueKey key, Guid textId, CancellationToken stop)
    {
        var text = await Texts.Find(connection, textId, stop);
        if (text is null || text.DialogueId != dialogue.Id || text.Outcome != ReviewOutcome.Approved)
        {
            return (null, _noChange);
        }
        var wordings = await Texts.Wordings(connection, [textId], stop);
        return (text, wordings.ToDictionary(wording => wording.Language, wording => wording.Open(key)));
    }

    private static async Task<Reviewed> Save(
        NpgsqlConnection connection, Dialogue dialogue, DialogueKey key, Text text,
        IReadOnlyDictionary<string, string> own, IReadOnlyDictionary<string, string> changed, string act,
        CancellationToken stop)
    {
        var wordings = new List<Wording>();
        foreach (var language in dialogue.Languages)
        {
            var before = own.GetValueOrDefault(language);
            var after = changed.GetValueOrDefault(language)?.Trim();
            if ((string.IsNullOrEmpty(after) ? before : after) is { } wording)
            {
                wordings.Add(Wording.Sealed(key, text.TextId, language, wording, edited: wording != before));
            }
        }
        var missing = dialogue.Languages.Except(wordings.Select(wording => wording.Language)).ToArray();
        if (text.Outcome == ReviewOutcome.Approved && missing.Length > 0)
        {
            return new Reviewed(ReviewResult.LanguagesMissing, null, missing);
        }
        await using var transaction = await connection.BeginTransactionAsync(stop);
        try
        {
            await Texts.Add(connection, text, wordings, stop);
        }
        catch (PostgresException error) when (Sql.Violates(error, "a_version_is_replaced_once")
            || Sql.Violates(error, "a_draft_is_reviewed_once"))
        {
            return Reviewed.Not(ReviewResult.AlreadyReviewed);
        }
        await StaffActs.Record(connection, text.ReviewedBy, act, text.TextId.ToString(), stop);
        await transaction.CommitAsync(stop);
        return new Reviewed(ReviewResult.Done, text.TextId, missing);
    }

    private static Text NewText(Draft draft, ReviewOutcome outcome, string? reason, Guid staffId) => new()
    {
        TextId = Guid.NewGuid(),
        DialogueId = draft.DialogueId,
        WorkingGroup = draft.WorkingGroup,
        DraftId = draft.DraftId,
        Version = 1,
        ReviewedBy = staffId,
        ReviewedAt = default,
        Outcome = outcome,
        Reason = reason,
        SourceWithdrawn = false,
        Replaced = false,
    };

    private static Text NewVersion(Text before, ReviewOutcome outcome, string? reason, Guid staffId) => before with
    {
        TextId = Guid.NewGuid(),
        Version = before.Version + 1,
        Replaces = before.TextId,
        ReviewedBy = staffId,
        Outcome = outcome,
        Reason = reason,
    };
}
