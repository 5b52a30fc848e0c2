namespace Pulse.Language;

/// <summary>Reads texts without any model: stems and character n-grams, weighted, reduced, and freed of language itself.</summary>
public static class BuiltInEngine
{
    /// <summary>Directions for a few texts, and for many: what few texts have in common, fewer directions hold.</summary>
    private const int FewestDimensions = 48;
    private const int MostDimensions = 96;
    private const int TextsPerDimension = 40;

    /// <summary>Texts from which directions are learned, drawn by the seed; all of them are then read along these.</summary>
    private const int Sample = 10_000;

    /// <summary>A text in several languages counts this much where directions are learned: only it tells them what is the same.</summary>
    private const double TranslatedWeight = 3;

    /// <summary>Below this, every text counts alike: those in several languages are too few to speak for the others.</summary>
    private const int Few = 500;

    /// <summary>
    /// One unit vector per text, close where texts are about the same; empty where a text shares nothing with any other.
    /// </summary>
    /// <remarks>
    /// What separates untranslated texts most is the language they are in. Each set of languages is therefore moved to
    /// a common centre; that brings languages to the same place only as far as some texts exist in several of them.
    /// </remarks>
    public static TextVectors Vectors(IReadOnlyList<IReadOnlyList<TextVersion>> texts, ulong seed) => Vectors(Corpus.Read(texts), seed);

    /// <summary>The same of texts that were read before.</summary>
    public static TextVectors Vectors(Corpus corpus, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        var vectorising = Vectorising.Learn(corpus);
        var kinds = Centring.Kinds(Enumerable.Range(0, corpus.Count).Select(i => LanguagesOf(corpus.Texts, i)));
        var dimensions = Math.Clamp(corpus.Count / TextsPerDimension, FewestDimensions, MostDimensions);
        var reduced = Learn(vectorising, corpus.Texts, dimensions, seed).Apply(vectorising, corpus.Texts);
        // Among few texts of one kind the common centre is mostly the largest theme.
        if (corpus.Count >= Few || kinds.Distinct().Count() > 1)
        {
            Centring.Of(reduced, kinds);
        }
        return new TextVectors(reduced.Values, reduced.Dimensions, reduced.Count) { Kinds = kinds };
    }

    private static Reducing Learn(Vectorising vectorising, StemmedTexts texts, int dimensions, ulong seed)
    {
        if (texts.Count > Sample)
        {
            var chance = new Chance(Chance.Mix(seed + 1));
            texts = texts.Only(chance.Permutation(texts.Count)[..Sample].Order().ToArray());
        }
        var weights = Enumerable.Range(0, texts.Count)
            .Select(i => texts.Count >= Few && texts.FirstVersion[i + 1] - texts.FirstVersion[i] > 1 ? TranslatedWeight : 1).ToArray();
        return Reducing.Learn(vectorising.Rows(texts), dimensions, seed, weights);
    }

    private static int[] LanguagesOf(StemmedTexts texts, int text) =>
        texts.LanguageOf[texts.FirstVersion[text]..texts.FirstVersion[text + 1]];
}
