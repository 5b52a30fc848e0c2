using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Pulse.Language;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;

namespace Pulse.Worker.Evaluating;

/// <summary>A row of the table: one prompt, and the mean of each score over its cases.</summary>
public sealed record EvaluationRow(Prompt Prompt, int Cases, int Calls, IReadOnlyDictionary<string, double?> Scores);

/// <summary>Runs the cases in a folder against any model and scores them.</summary>
public static class RunningEvaluation
{
    /// <param name="client">The model.</param>
    /// <param name="folder">Holds glossary.json and TASK/cases.jsonl.</param>
    /// <param name="tasks">Which tasks.</param>
    /// <param name="stop">Stops between cases.</param>
    /// <returns>Each row as soon as it is scored.</returns>
    public static async IAsyncEnumerable<EvaluationRow> Run(
        IChatClient client, string folder, IReadOnlyList<string> tasks, [EnumeratorCancellation] CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        var glossary = ReadGlossary(Path.Combine(folder, "glossary.json"));
        foreach (var task in tasks)
        {
            foreach (var group in EvaluationCase.Read(Path.Combine(folder, task, "cases.jsonl")).GroupBy(one => one.Language))
            {
                var (scores, calls) = (new List<Score>(), 0);
                foreach (var one in group)
                {
                    var outcome = await PlayingCases.Play(client, task, one, glossary, stop);
                    calls += outcome.Counts.Calls;
                    scores.AddRange(Scoring.Of(outcome));
                }
                yield return new EvaluationRow(
                    ReadingPrompts.Of(task, group.Key), group.Count(), calls,
                    scores.GroupBy(score => score.Name).ToDictionary(same => same.Key, same => same.Average(score => score.Value)));
            }
        }
    }

    /// <summary>Neutral wording and the two sides' own, per language.</summary>
    public static IReadOnlyList<NamedThing> ReadGlossary(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return
        [
            .. document.RootElement.GetProperty("things").EnumerateArray().Select(thing => new NamedThing(
                Versions(thing.GetProperty("neutral")),
                [.. thing.GetProperty("sides").EnumerateObject().Select(side => new SideNaming(side.Name, Versions(side.Value)))])),
        ];
    }

    private static TextVersion[] Versions(JsonElement texts) =>
        [.. texts.EnumerateObject().Select(text => new TextVersion(text.Name, text.Value.GetString()!))];
}
