namespace Pulse.Language.Verifying;

/// <summary>How long a sentence is and how hard to read: words, plus the share of long ones (LIX, Björnsson 1968).</summary>
public static class CheckingReading
{
    /// <summary>LIX of a newspaper's leading article is about 50 in English; the same rule serves all three languages.</summary>
    private const double HardestLix = 68;

    /// <summary>Letters above which a word is long. Hebrew writes short words without vowels; Arabic writes articles and
    /// prepositions onto nouns, as Hebrew does.</summary>
    private static int Long(string language) => language switch { "he" => 7, "ar" => 8, _ => 8 };

    /// <param name="text">One sentence.</param>
    /// <param name="language">Its language.</param>
    /// <param name="mostWords">Above it the sentence is flagged, above twice as many it is dropped.</param>
    /// <param name="field">Where it stands.</param>
    /// <param name="sentence">Its number.</param>
    public static IReadOnlyList<Finding> Check(string text, string language, int mostWords, string field, int sentence)
    {
        var words = Tokenising.Words(text);
        if (words.Count == 0)
        {
            return [new Finding(Rule.Length, Fate.Dropped, field, sentence, "it is empty")];
        }
        if (words.Count > mostWords)
        {
            var fate = words.Count > 2 * mostWords ? Fate.Dropped : Fate.Flagged;
            return [new Finding(Rule.Length, fate, field, sentence, $"it has more than {mostWords} words")];
        }
        return Lix(words, language) > HardestLix && words.Count > 8
            ? [new Finding(Rule.Reading, Fate.Flagged, field, sentence, "it is hard to read")]
            : [];
    }

    /// <summary>Words + 100 · long words / words, of one sentence.</summary>
    public static double Lix(IReadOnlyList<Word> words, string language)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words.Count + (100.0 * words.Count(word => word.Folded.Length > Long(language)) / words.Count);
    }
}
