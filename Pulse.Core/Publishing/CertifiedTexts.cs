using Pulse.Convening;

namespace Pulse.Publishing;

/// <summary>The reviewed texts that a brief may call agreed, in the order in which it lists them.</summary>
public static class CertifiedTexts
{
    /// <summary>With a certificate whose every bridging segment may be shown; the highest floor first, equal floors by id.</summary>
    /// <param name="texts">Of one working group.</param>
    /// <param name="dialogue">For its segments and its smallest cell.</param>
    /// <param name="language">Texts that do not exist in it are left out: each wording is authoritative, none is a translation.</param>
    public static IReadOnlyList<(ReviewedText Text, ResultRow Row)> In(
        IEnumerable<ReviewedText> texts, Dialogue dialogue, string language)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        (string, bool)[] order = [.. dialogue.Segments.Select(segment => (segment.Slug, segment.Bridging))];
        var minimum = Disclosure.PublicMinimum(dialogue.MinimumCell);
        return
        [
            .. texts
                .Where(text => text.Certificate is not null && text.Wordings.ContainsKey(language))
                .Select(text => (Text: text, Row: ResultRow.Of(order, text.Certificate!.Results, minimum)))
                .Where(pair => pair.Row.Floor is not null)
                .OrderByDescending(pair => pair.Row.Floor).ThenBy(pair => pair.Text.TextId),
        ];
    }
}
