using Pulse.Language.Calling;
using Pulse.Language.Prompting;

namespace Pulse.Drafting;

/// <summary>What editing a run, or repeating it, would take, by going through all its steps with a client that only counts.</summary>
public static class EstimatingEdits
{
    public static async Task<CallEstimate> Of(EditingMaterial material, Prices prices, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(material);
        return EstimatingCalls.Estimate(await Planned(EditingSteps.Of(material), stop), prices);
    }

    /// <summary>Beyond what the editing itself asks: that is in the cache by the time anybody wants a repetition.</summary>
    /// <param name="language">In which prompts of all languages write.</param>
    public static async Task<CallEstimate> OfRepetition(
        EditingMaterial material, string language, Prices prices, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(material);
        var planned = new List<PlannedCall>();
        foreach (var prompt in Repetition.Prompts)
        {
            var steps = RepeatingRuns.Steps(material, language, prompt);
            // The editing drafts in the first language only; everything else it made in this one as well
            planned.AddRange(await Planned(
                prompt != language ? steps
                    : language == material.Languages[0] ? []
                    : [.. steps.Where(step => step.Task == PromptTasks.DraftStatement)],
                stop));
        }
        return EstimatingCalls.Estimate(planned, prices);
    }

    private static async Task<IReadOnlyList<PlannedCall>> Planned(IReadOnlyList<EditingStep> steps, CancellationToken stop)
    {
        using var counting = new RehearsingCalls();
        var soFar = new EditedSoFar();
        var tools = new EditingTools(counting, Rehearsing: true, soFar);
        foreach (var step in steps)
        {
            foreach (var wording in (await step.Make(tools, stop)).Themes)
            {
                soFar.Add(wording);
            }
        }
        return counting.Planned;
    }
}
