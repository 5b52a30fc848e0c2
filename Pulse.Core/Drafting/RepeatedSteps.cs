using System.Text.Json;
using Npgsql;
using Pulse.People;

namespace Pulse.Drafting;

/// <summary>drafting.repeated_steps: what each step of a repetition made, whole and sealed.</summary>
public static class RepeatedSteps
{
    private const string AddSql = """
        insert into drafting.repeated_steps (run_id, language, prompt_language, task, subject, made_sealed, prompt_hash, model, made_on)
        values (@run, @Language, @prompt, @Task, @Subject, @made, @PromptHash, @model, @today)
        """;

    private const string OfRepetitionSql = """
        select prompt_language, task, subject, made_sealed
        from drafting.repeated_steps where run_id = @run and language = @language
        order by prompt_language, task, subject
        """;

    /// <param name="prompt">Language of the prompt.</param>
    internal static Task Add(
        NpgsqlConnection connection, DialogueKey key, Guid run, string prompt, EditingStep step, EditedStep made, string model,
        DateOnly today, CancellationToken stop) =>
        Sql.Run(connection, AddSql, new
        {
            run,
            step.Language,
            prompt,
            step.Task,
            step.Subject,
            made = key.Seal(JsonSerializer.Serialize(made), Column(step.Language, prompt, step.Task, step.Subject), run),
            made.Edits[0].PromptHash,
            model,
            today,
        }, stop);

    /// <summary>What is done, by language of prompt, task and subject.</summary>
    public static async Task<IReadOnlyDictionary<(string Prompt, string Task, string Subject), EditedStep>> OfRepetition(
        NpgsqlConnection connection, DialogueKey key, Guid run, string language, CancellationToken stop) =>
        (await Sql.Rows<Row>(connection, OfRepetitionSql, new { run, language }, stop)).ToDictionary(
            row => (row.PromptLanguage, row.Task, row.Subject),
            row => JsonSerializer.Deserialize<EditedStep>(key.Open(row.MadeSealed, Column(language, row.PromptLanguage, row.Task, row.Subject), run))!);

    // A step's place is part of what is sealed: no row can be passed off as another
    private static string Column(string language, string prompt, string task, string subject) =>
        $"drafting.repeated_steps.made:{language}:{prompt}:{task}:{subject}";

    private sealed record Row(string PromptLanguage, string Task, string Subject, byte[] MadeSealed);
}
