using Npgsql;
using Pulse.Convening;
using Pulse.Language;
using Pulse.People;
using Pulse.Work;

namespace Pulse.Moderating;

/// <summary>
/// Screens answers that nobody has ruled on. What is clear becomes a statement where the dialogue's policy lets it;
/// the rest waits for a person. The rules never exclude.
/// </summary>
public static class ScreeningAnswers
{
    public const string Job = "moderate";

    /// <summary>Version of the screening's rules; stored with every ruling.</summary>
    public const string RuleVersion = "2026-11";

    private const int BatchSize = 250;

    /// <returns>How many answers were screened; 0 when none is left.</returns>
    /// <exception cref="LeaseLostException">Another worker took over: nothing was written.</exception>
    public static async Task<int> Next(
        NpgsqlConnection connection, Dialogue dialogue, DialogueKey key, Lease lease, DateOnly today,
        CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var answers = await ScreenedAnswers.Unruled(connection, dialogue.Id, BatchSize, stop);
        if (answers.Count == 0)
        {
            return 0;
        }
        var repeating = await Repeating(connection, dialogue, key, answers, stop);
        var screened = answers
            .Select(answer => (answer, Screening.Of(
                answer.Text(key), repeating.Contains(answer.AnswerId), dialogue.Moderation)))
            .ToArray();

        // An answer that was replaced or withdrawn meanwhile breaks the foreign key: the batch is then read anew
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Leases.Guard(connection, lease, stop);
        foreach (var (answer, screening) in screened)
        {
            await Rule(connection, dialogue, key, answer, screening, today, stop);
        }
        await transaction.CommitAsync(stop);
        return answers.Count;
    }

    private static async Task Rule(
        NpgsqlConnection connection, Dialogue dialogue, DialogueKey key, ScreenedAnswer answer, Screening screening,
        DateOnly today, CancellationToken stop)
    {
        var ruling = new Ruling
        {
            AnswerId = answer.AnswerId,
            DialogueId = dialogue.Id,
            Flags = Words(screening.Flags),
            Outcome = screening.Suggested,
            RuleVersion = RuleVersion,
            RuledOn = today,
        };
        if (await Rulings.Add(connection, ruling, stop) && screening.Suggested == RulingOutcome.Passed)
        {
            await Statements.Add(
                connection, RulingOnAnswers.StatementOf(dialogue, key, answer, redactedText: null, today), stop);
        }
    }

    /// <summary>Those of a batch that say again what an earlier answer to the same item says.</summary>
    private static async Task<HashSet<Guid>> Repeating(
        NpgsqlConnection connection, Dialogue dialogue, DialogueKey key, IReadOnlyList<ScreenedAnswer> answers,
        CancellationToken stop)
    {
        var items = answers.Select(answer => answer.Item).Distinct().ToArray();
        var earlier = await ScreenedAnswers.NotExcluded(connection, dialogue.Id, items, stop);
        return [.. earlier.Concat(answers)
            .GroupBy(answer => answer.Item, StringComparer.Ordinal)
            .SelectMany(same => FindingNearDuplicates.Among(
                [.. same.Select(answer => (answer.AnswerId, Canonicalising.Canonicalise(answer.Text(key))))]))
            .Select(duplicate => duplicate.Id)];
    }

    private static string[] Words(Concerns flags) =>
        [.. Enum.GetValues<Concerns>()
            .Where(flag => flag != Concerns.None && flags.HasFlag(flag))
            .Select(flag => flag switch
            {
                Concerns.PersonalDetails => "personal-details",
                Concerns.NearDuplicate => "near-duplicate",
                Concerns.Wordless => "wordless",
                Concerns.None => throw new InvalidOperationException("No concern has no word."),
            })];
}
