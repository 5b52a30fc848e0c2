namespace Pulse.Language.Verifying;

/// <summary>
/// How much of a sentence is borne out by the words it cites: the share of its content stems that stand there, and of its
/// neighbouring pairs that stand near each other there. Words, not meaning: a denial with the same words scores high.
/// </summary>
public static class ScoringGroundedness
{
    /// <summary>Below this a person looks at it; see docs/methodology.md for what it lets through.</summary>
    public const double Threshold = 0.4;

    private const double StemWeight = 0.75;
    private const int Near = 6;
    private const double Alike = 0.55;

    /// <summary>0 … 1, or null where no cited text exists in the sentence's language.</summary>
    public static double? Score(TextVersion sentence, IReadOnlyList<Source> cited)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        ArgumentNullException.ThrowIfNull(cited);
        var versions = cited.Select(source => source.In(sentence.Language)).OfType<TextVersion>().Select(version => Tokenising.Words(version.Text)).ToArray();
        if (versions.Length == 0)
        {
            return null;
        }
        var words = Tokenising.Words(sentence.Text);
        var stemming = Stemming.Learn(words.Concat(versions.SelectMany(version => version)));
        var said = Stems(words);
        if (said.Length == 0)
        {
            return 1;
        }
        var given = versions.Select(Stems).ToArray();
        var support = said.Select(stem => given.Max(version => Support(stem, version))).ToArray();
        var pairs = Enumerable.Range(0, said.Length - 1).Count(at => given.Any(version => StandNear(said[at], said[at + 1], version)));
        var stems = support.Average();
        return said.Length == 1 ? stems : (StemWeight * stems) + ((1 - StemWeight) * pairs / (said.Length - 1));

        string[] Stems(IReadOnlyList<Word> all) =>
            [.. all.Where(word => !StopWords.Contains(word.Folded) && word.Folded.Length > 1).Select(stemming.Stem)];
    }

    public static IReadOnlyList<Finding> Check(double? score, string field, int sentence) => score switch
    {
        null => [new Finding(Rule.Groundedness, Fate.Flagged, field, sentence, "what it cites was not translated, so it could not be held against it")],
        < Threshold => [new Finding(Rule.Groundedness, Fate.Flagged, field, sentence, "little of it stands in what it cites")],
        _ => [],
    };

    /// <summary>1 for the same stem; for another form of the same root the share of letter pairs they have in common.</summary>
    private static double Support(string stem, string[] version)
    {
        var best = 0.0;
        foreach (var other in version)
        {
            if (other == stem)
            {
                return 1;
            }
            best = Math.Max(best, Dice(stem, other));
        }
        return best >= Alike ? best : 0;
    }

    private static bool StandNear(string first, string second, string[] version)
    {
        for (var at = 0; at < version.Length; at++)
        {
            if (Same(version[at], first))
            {
                for (var near = Math.Max(0, at - Near); near < Math.Min(version.Length, at + Near + 1); near++)
                {
                    if (near != at && Same(version[near], second))
                    {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static bool Same(string stem, string other) => stem == other || Dice(stem, other) >= Alike;

    /// <summary>Dice's coefficient over pairs of letters.</summary>
    private static double Dice(string a, string b)
    {
        if (a.Length < 3 || b.Length < 3)
        {
            return 0;
        }
        var pairs = Enumerable.Range(0, a.Length - 1).Select(at => a.Substring(at, 2)).ToList();
        var shared = Enumerable.Range(0, b.Length - 1).Count(at => pairs.Remove(b.Substring(at, 2)));
        return 2.0 * shared / (a.Length + b.Length - 2);
    }
}
