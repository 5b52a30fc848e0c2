using Pulse.Language.Calling;

namespace Pulse.Drafting;

/// <summary>What editing a run would take, by going through all its steps with a client that only counts.</summary>
public static class EstimatingEdits
{
    public static async Task<CallEstimate> Of(EditingMaterial material, Prices prices, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(material);
        using var counting = new RehearsingCalls();
        var soFar = new EditedSoFar();
        var tools = new EditingTools(counting, Rehearsing: true, soFar);
        foreach (var step in EditingSteps.Of(material))
        {
            foreach (var wording in (await step.Make(tools, stop)).Themes)
            {
                soFar.Add(wording);
            }
        }
        return EstimatingCalls.Estimate(counting.Planned, prices);
    }
}
