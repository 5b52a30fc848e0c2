using System.Globalization;
using Pulse.Convening;

namespace Pulse.Collecting;

/// <summary>Holds what was chosen against what a closed question offers.</summary>
public static class Choosing
{
    public static bool IsPossible(Item item, IReadOnlyList<string> chosen)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(chosen);
        return item.Kind switch
        {
            ItemKind.Single => chosen.Count == 1 && AreOptions(item, chosen),
            ItemKind.Multiple => chosen.Count >= 1 && chosen.Count <= item.AtMost && AreOptions(item, chosen),
            ItemKind.Rank => chosen.Count == item.Options.Count && AreOptions(item, chosen),
            ItemKind.Scale => chosen.Count == 1 && IsStep(item, chosen[0]),
            ItemKind.OpenQuestion or ItemKind.StatementVoting or ItemKind.Ratification => false,
        };
    }

    private static bool AreOptions(Item item, IReadOnlyList<string> chosen) =>
        chosen.Distinct(StringComparer.Ordinal).Count() == chosen.Count
        && chosen.All(slug => item.Options.Any(option => option.Slug == slug));

    // the number as it is usually written, so that one step has one spelling in exports
    private static bool IsStep(Item item, string step) =>
        int.TryParse(step, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number.ToString(CultureInfo.InvariantCulture) == step
        && number >= item.From && number <= item.To;
}
