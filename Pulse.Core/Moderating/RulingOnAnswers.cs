using Npgsql;
using Pulse.Convening;
using Pulse.People;

namespace Pulse.Moderating;

public enum RulingResult
{
    Ruled,

    /// <summary>The answer was withdrawn, or was never screened.</summary>
    NoSuchAnswer,

    /// <summary>It is a statement that people may have voted on: its wording stays, or it is excluded.</summary>
    AlreadyAStatement,
    TextMissing,
    ReasonMissing,
}

/// <summary>
/// A person's ruling on a screened answer: pass it, pass it with personal details taken out, or exclude it with a
/// reason. A later ruling replaces an earlier one.
/// </summary>
public static class RulingOnAnswers
{
    private const int LongestNote = 2000;

    public static Task<RulingResult> Pass(
        NpgsqlConnection connection, Dialogue dialogue, DialogueKey key, Guid answerId, Guid staffId, DateOnly today,
        CancellationToken stop) =>
        Rule(connection, dialogue, key, answerId, staffId, "pass-answer", today, async (answer, before) =>
        {
            if (BecameStatement(before))
            {
                return before.Outcome;
            }
            await BecomeStatement(connection, dialogue, key, answer, redactedText: null, today, stop);
            return RulingOutcome.Passed;
        }, stop);

    /// <param name="redactedText">The answer without what could name somebody.</param>
    public static async Task<RulingResult> RedactAndPass(
        NpgsqlConnection connection, Dialogue dialogue, DialogueKey key, Guid answerId, string redactedText,
        Guid staffId, DateOnly today, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(redactedText))
        {
            return RulingResult.TextMissing;
        }
        return await Rule(connection, dialogue, key, answerId, staffId, "redact-answer", today, async (answer, before) =>
        {
            if (BecameStatement(before))
            {
                return null;
            }
            await BecomeStatement(connection, dialogue, key, answer, redactedText, today, stop);
            return RulingOutcome.Redacted;
        }, stop);
    }

    /// <param name="reason">A kebab-case word, shown and counted in every report.</param>
    /// <param name="note">For colleagues; sealed.</param>
    public static async Task<RulingResult> Exclude(
        NpgsqlConnection connection, Dialogue dialogue, DialogueKey key, Guid answerId, string reason, string? note,
        Guid staffId, DateOnly today, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return RulingResult.ReasonMissing;
        }
        return await Rule(connection, dialogue, key, answerId, staffId, "exclude-answer", today, async (answer, _) =>
        {
            await Statements.RemoveOfAnswer(connection, answerId, stop);
            await Exclusions.Lift(connection, answerId, stop);
            await Exclusions.Add(connection, ExclusionOf(dialogue, key, answer, reason, note, today), stop);
            return RulingOutcome.Excluded;
        }, stop);
    }

    /// <summary>The statement an answer becomes; re-sealed for its own row, under its author's top-level segment.</summary>
    public static Statement StatementOf(
        Dialogue dialogue, DialogueKey key, ScreenedAnswer answer, string? redactedText, DateOnly today)
    {
        var id = Guid.NewGuid();
        return new Statement
        {
            StatementId = id,
            DialogueId = dialogue.Id,
            Item = answer.Item,
            WorkingGroup = dialogue.FindItem(answer.Item)?.WorkingGroup
                ?? throw new InvalidOperationException($"The item {answer.Item} has no working group."),
            AnswerId = answer.AnswerId,
            Segment = answer.Segment is null ? null : dialogue.TopSegmentOf(answer.Segment),
            Language = answer.Language,
            TextSealed = Statement.Seal(key, id, redactedText ?? answer.Text(key)),
            Redacted = redactedText is not null,
            Quoting = answer.Quoting,
            ApprovedOn = today,
        };
    }

    /// <summary>What is kept of an excluded answer.</summary>
    public static Exclusion ExclusionOf(
        Dialogue dialogue, DialogueKey key, ScreenedAnswer answer, string reason, string? note, DateOnly today)
    {
        var id = Guid.NewGuid();
        return new Exclusion
        {
            ExclusionId = id,
            DialogueId = dialogue.Id,
            Item = answer.Item,
            AnswerId = answer.AnswerId,
            Segment = answer.Segment is null ? null : dialogue.TopSegmentOf(answer.Segment),
            Reason = reason,
            NoteSealed = string.IsNullOrWhiteSpace(note)
                ? null
                : key.Seal(note[..Math.Min(note.Length, LongestNote)], Exclusion.NoteColumn, id),
            ExcludedOn = today,
        };
    }

    private static bool BecameStatement(Ruling ruling) =>
        ruling.Outcome is RulingOutcome.Passed or RulingOutcome.Redacted;

    private static async Task BecomeStatement(
        NpgsqlConnection connection, Dialogue dialogue, DialogueKey key, ScreenedAnswer answer, string? redactedText,
        DateOnly today, CancellationToken stop)
    {
        await Exclusions.Lift(connection, answer.AnswerId, stop);
        await Statements.Add(connection, StatementOf(dialogue, key, answer, redactedText, today), stop);
    }

    private static async Task<RulingResult> Rule(
        NpgsqlConnection connection, Dialogue dialogue, DialogueKey key, Guid answerId, Guid staffId, string act,
        DateOnly today, Func<ScreenedAnswer, Ruling, Task<RulingOutcome?>> rule, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(key);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var before = await Rulings.Lock(connection, answerId, stop);
        var answer = (await ScreenedAnswers.OfIds(connection, [answerId], stop)).SingleOrDefault();
        if (before is null || answer is null || answer.DialogueId != dialogue.Id)
        {
            return RulingResult.NoSuchAnswer;
        }
        if (await rule(answer, before) is not { } outcome)
        {
            return RulingResult.AlreadyAStatement;
        }
        await Rulings.Rule(connection, answerId, outcome, staffId, today, stop);
        await StaffActs.Record(connection, staffId, act, answerId.ToString(), stop);
        await transaction.CommitAsync(stop);
        return RulingResult.Ruled;
    }
}
