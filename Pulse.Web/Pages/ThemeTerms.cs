using Pulse.Publishing;

namespace Pulse.Web.Pages;

/// <summary>How a theme is named: by its most distinctive words, in the reader's language where it has some.</summary>
public static class ThemeTerms
{
    private const int MostInALabel = 5;

    public static IReadOnlyList<string> Of(ThemeResult theme, string language) =>
        theme.LostAnswer ? [DeskContext.WordingIn(language)["theme.named-anew"]]
        : theme.Terms.GetValueOrDefault(language) is { Count: > 0 } terms
            ? [.. terms.Take(MostInALabel)]
            : [.. (theme.Terms.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => pair.Value).FirstOrDefault(list => list.Count > 0) ?? []).Take(MostInALabel)];

    public static string? Label(ThemeResult? theme, string language) =>
        theme is null ? null : string.Join(" · ", Of(theme, language));
}
