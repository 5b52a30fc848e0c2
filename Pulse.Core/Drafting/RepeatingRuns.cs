using Microsoft.Extensions.AI;
using Npgsql;
using Pulse.People;
using Pulse.Work;

namespace Pulse.Drafting;

/// <summary>
/// Makes a run's texts again with prompts in each language, all writing in one, and compares them. Step by step, as the
/// editing is; what the run itself asked comes from the cache, so the language's own prompts cost nothing anew.
/// </summary>
public static class RepeatingRuns
{
    public const string Job = "repeat";

    /// <param name="language">In which all write.</param>
    /// <exception cref="LeaseLostException">Another worker took over: nothing more was written.</exception>
    public static async Task Repeat(
        NpgsqlDataSource database, DialogueKey key, Lease lease, EditingMaterial material, string language, IChatClient client, string model,
        TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(material);
        ArgumentNullException.ThrowIfNull(clock);
        var done = await Done(database, key, material.Run, language, stop);
        var made = new List<(string Prompt, IReadOnlyList<EditedStep> Steps)>();
        foreach (var prompt in Repetition.Prompts)
        {
            var (soFar, steps) = (new EditedSoFar(), new List<EditedStep>());
            foreach (var step in Steps(material, language, prompt))
            {
                if (!done.TryGetValue((prompt, step.Task, step.Subject), out var result))
                {
                    result = await step.Make(new EditingTools(client, Rehearsing: false, soFar), stop);
                    CrashPoint.Reach($"{Job}:{step.Task}:called");
                    if (!await EditingRuns.Write(database, lease, material.Run, connection => RepeatedSteps.Add(
                        connection, key, material.Run, prompt, step, result, model, EditingRuns.Today(clock), stop), stop))
                    {
                        // Somebody withdrew: whoever still wants it asks for it of the run that follows
                        return;
                    }
                    CrashPoint.Reach($"{Job}:{step.Task}:stored");
                }
                foreach (var wording in result.Themes)
                {
                    soFar.Add(wording);
                }
                steps.Add(result);
            }
            made.Add((prompt, steps));
        }
        var report = ComparingRepetitions.Compare(material, language, made);
        CrashPoint.Reach($"{Job}:report:compared");
        await EditingRuns.Write(
            database, lease, material.Run, connection => Repetitions.Finish(connection, key, material.Run, report, EditingRuns.Today(clock), stop), stop);
        CrashPoint.Reach($"{Job}:report:stored");
    }

    /// <summary>What is written of a run in one language with prompts in another.</summary>
    internal static IReadOnlyList<EditingStep> Steps(EditingMaterial material, string language, string prompt) =>
        EditingSteps.Writing(material with { Languages = [language], PromptLanguage = prompt });

    private static async Task<IReadOnlyDictionary<(string Prompt, string Task, string Subject), EditedStep>> Done(
        NpgsqlDataSource database, DialogueKey key, Guid run, string language, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await RepeatedSteps.OfRepetition(connection, key, run, language, stop);
    }
}
