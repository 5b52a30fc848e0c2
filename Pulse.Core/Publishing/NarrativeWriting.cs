using System.Text.RegularExpressions;

namespace Pulse.Publishing;

/// <summary>A sentence of the running text.</summary>
/// <param name="Places">Places in <see cref="Brief.Agreed"/>, from 1, of the wordings that it rests on.</param>
public sealed record NarrativeSentence(Sentence Said, IReadOnlyList<int> Places);

/// <summary>The running text of a brief, and who wrote it.</summary>
public sealed record BriefNarrative(IReadOnlyList<NarrativeSentence> Sentences, Sentence Mark, bool ByModel);

/// <summary>
/// A brief's running text: what a model proposed and a person accepted of exactly these wordings and figures, else what
/// code puts together of them. Both say which it is.
/// </summary>
public static partial class NarrativeWriting
{
    private const int ShownOfHash = 12;

    /// <param name="certified">The brief's certified texts, in its order.</param>
    /// <param name="material">Made of these texts.</param>
    /// <returns>Null where nothing is certified, which the headlines say.</returns>
    public static BriefNarrative? Write(
        BriefSource source, Wording wording, IReadOnlyList<(ReviewedText Text, ResultRow Row)> certified, NarrativeMaterial material)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(wording);
        ArgumentNullException.ThrowIfNull(certified);
        if (certified.Count == 0)
        {
            return null;
        }
        var accepted = source.Narratives.FirstOrDefault(one => one.Language == wording.Language && one.StandsFor(material));
        return accepted is null ? ByCode(source, wording, certified) : ByModel(accepted, wording, certified);
    }

    private static BriefNarrative ByModel(
        Narrative accepted, Wording wording, IReadOnlyList<(ReviewedText Text, ResultRow Row)> certified)
    {
        var places = certified.Select((pair, at) => (pair.Text.TextId, Place: at + 1)).ToDictionary(pair => pair.TextId, pair => pair.Place);
        var (making, ruling) = (accepted.Making!, accepted.Ruling!);
        return new BriefNarrative(
            [
                .. ruling.Sentences.Select(sentence => new NarrativeSentence(
                    Spans(sentence.Text), [.. sentence.Texts.Where(places.ContainsKey).Select(id => places[id]).Order()])),
            ],
            wording.Say(
                ruling.Edited ? "narrative.by-model-edited" : "narrative.by-model",
                new Amount(making.Model!), new Amount(making.PromptHash![..ShownOfHash])),
            ByModel: true);
    }

    private static BriefNarrative ByCode(
        BriefSource source, Wording wording, IReadOnlyList<(ReviewedText Text, ResultRow Row)> certified) => new(
            [
                .. certified.Select((pair, at) => new NarrativeSentence(
                    wording.Say("narrative.built-in", new Amount(FigureText.AtLeast(pair.Row.Floor!.Value)), pair.Text.Wordings[wording.Language]),
                    [at + 1])),
            ],
            wording.Say(source.Dialogue.Provider == Convening.ModelProvider.None ? "narrative.by-code" : "narrative.not-accepted"),
            ByModel: false);

    /// <summary>A written sentence with its figures apart, so that each renderer can isolate them.</summary>
    public static Sentence Spans(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (spans, from) = (new List<Span>(), 0);
        foreach (Match figure in Figure().Matches(text))
        {
            if (figure.Index > from)
            {
                spans.Add(new Span(SpanKind.Words, text[from..figure.Index]));
            }
            spans.Add(new Span(SpanKind.Figure, figure.Value));
            from = figure.Index + figure.Length;
        }
        if (from < text.Length)
        {
            spans.Add(new Span(SpanKind.Words, text[from..]));
        }
        return new Sentence(spans);
    }

    [GeneratedRegex(@"[0-9\u0660-\u0669](?:[0-9\u0660-\u0669.,:/–-]*[0-9\u0660-\u0669])?(?:\s?[%٪])?")]
    private static partial Regex Figure();
}
