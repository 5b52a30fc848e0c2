using System.Globalization;
using Pulse.Convening;
using Pulse.Language;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;

namespace Pulse.Publishing;

/// <summary>
/// All that the running text of a brief may be made of: certified wordings and the figures of their certificates. No
/// estimate, no exploratory vote and no single participant's words are among it.
/// </summary>
/// <param name="Texts">In the brief's order; a text's part (T1, T2, …) is how a figure names it.</param>
/// <param name="Figures">How many they are, then the floor of each.</param>
/// <param name="Mark">Changes with a text or a figure: what was written from another material does not stand any more.</param>
public sealed record NarrativeMaterial(IReadOnlyList<Source> Texts, IReadOnlyList<Figure> Figures, string Mark)
{
    // Changes with what is said here of texts and figures
    private const string Version = "narrative-1";

    /// <param name="texts">Of one working group.</param>
    /// <param name="dialogue">For its segments and its smallest cell.</param>
    /// <param name="wording">In the brief's language.</param>
    public static NarrativeMaterial Of(IEnumerable<ReviewedText> texts, Dialogue dialogue, Wording wording)
    {
        ArgumentNullException.ThrowIfNull(wording);
        return Of(CertifiedTexts.In(texts, dialogue, wording.Language), wording);
    }

    /// <param name="all">A brief's certified texts, in its order.</param>
    /// <param name="wording">In the brief's language.</param>
    public static NarrativeMaterial Of(IReadOnlyList<(ReviewedText Text, ResultRow Row)> all, Wording wording)
    {
        ArgumentNullException.ThrowIfNull(wording);
        // A text whose source took their words back stays the reviewers', but no model is given it
        (ReviewedText Text, ResultRow Row)[] certified = [.. all.Where(pair => !pair.Text.SourceWithdrawn)];
        Source[] sources =
        [
            .. certified.Select((pair, at) => new Source(
                pair.Text.TextId, [new TextVersion(wording.Language, pair.Text.Wordings[wording.Language])], Part(at))),
        ];
        Figure[] figures = sources.Length == 0 ? [] :
        [
            new Figure("F1", sources.Length, false, wording["figure.certified"]),
            .. certified.Select((pair, at) => new Figure(
                string.Create(CultureInfo.InvariantCulture, $"F{at + 2}"), FigureText.WholeAtLeast(pair.Row.Floor!.Value), true,
                wording["figure.floor"].Replace("{0}", Part(at), StringComparison.Ordinal), pair.Text.TextId, IsLeast: true)),
        ];
        return new NarrativeMaterial(sources, figures, Hashing.Sha256(string.Join(
            '\n', [Version, wording.Language, .. figures.Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Of} {figure.Value}"))])));
    }

    private static string Part(int at) => string.Create(CultureInfo.InvariantCulture, $"T{at + 1}");
}
