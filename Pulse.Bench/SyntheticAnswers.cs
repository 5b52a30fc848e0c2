using System.Text;
using Pulse.Language;

namespace Pulse.Bench;

/// <summary>
/// Answers with known themes, in words that nobody speaks: every content word is made of random syllables in Hebrew,
/// Arabic or Latin letters, so nothing here can be mistaken for an opinion. Seven themes hold twenty sub-themes; words
/// have synonyms and are inflected; 12 % of the answers are about nothing that others speak of; 5 % are near-copies.
/// </summary>
public sealed class SyntheticAnswers
{
    public const double ShareWithoutTheme = 0.12;

    private static readonly int[] _subThemesOf = [4, 4, 3, 3, 2, 2, 2];
    private static readonly string[] _languages = ["he", "ar", "en"];
    private static readonly string[] _letters = ["בגדזחטכלמנסעפצקרשת", "بتثجحخدذرزسشصضطظعغفقكلمن", "bdfgklmnprstvz"];
    private static readonly string[] _vowels = ["ויא", "واي", "aeiou"];

    private static readonly string[][] _functionWords =
    [
        ["של", "על", "את", "גם", "כי", "לא", "אנחנו", "צריך", "אם", "הוא", "יותר", "עם"],
        ["في", "من", "على", "ان", "لا", "هذا", "نحن", "يجب", "مع", "كل", "الى", "او"],
        ["the", "of", "and", "to", "we", "should", "not", "in", "that", "is", "with", "for"],
    ];

    private readonly ulong _seed;
    private readonly double _translated;

    /// <param name="answers">How many.</param>
    /// <param name="seed">Another seed, other words.</param>
    /// <param name="translated">Share of answers that exist in all three languages.</param>
    public SyntheticAnswers(int answers, ulong seed = 20261121, double translated = 0.2)
    {
        (_seed, _translated) = (seed, translated);
        (Texts, Themes, SubThemes) = (new IReadOnlyList<TextVersion>[answers], new int[answers], new int[answers]);
        for (var i = 0; i < answers; i++)
        {
            Write(i);
        }
    }

    public IReadOnlyList<TextVersion>[] Texts { get; }

    /// <summary>Theme of each answer, −1 for none.</summary>
    public int[] Themes { get; }

    /// <summary>Sub-theme of each answer, counted over all themes, −1 for none.</summary>
    public int[] SubThemes { get; }

    private void Write(int i)
    {
        // A near-copy takes the words of an earlier answer with one of them changed.
        var chance = new Chance(Chance.Mix(_seed + (ulong)i));
        var original = i > 20 && chance.Uniform() < 0.05 ? chance.Below(i) : i;
        var source = new Chance(Chance.Mix(_seed * 31 + (ulong)original));
        var inNone = source.Uniform() < ShareWithoutTheme;
        // Large themes and small ones: the rank of a sub-theme falls off as its square root.
        var sub = Ranked(ref source, 20, 0.5);
        var (theme, first) = (0, 0);
        while (sub >= first + _subThemesOf[theme])
        {
            first += _subThemesOf[theme++];
        }
        (Themes[i], SubThemes[i]) = inNone ? (-1, -1) : (theme, sub);
        var concepts = new int[5 + source.Below(12)];
        for (var w = 0; w < concepts.Length; w++)
        {
            var kind = source.Uniform();
            concepts[w] = (inNone, kind) switch
            {
                (true, < 0.5) => 100_000 + source.Below(6_000),
                (false, < 0.35) => 10_000 + sub * 100 + Ranked(ref source, 18, 0.8),
                (false, < 0.60) => 20_000 + theme * 100 + Ranked(ref source, 14, 0.8),
                _ => 30_000 + Ranked(ref source, 400, 0.8),
            };
        }
        if (original != i)
        {
            concepts[chance.Below(concepts.Length)] = 30_000 + chance.Below(400);
        }
        var spoken = source.Uniform() switch { < 0.45 => 0, < 0.8 => 1, _ => 2 };
        var everywhere = source.Uniform() < _translated;
        Texts[i] = Enumerable.Range(0, 3).Where(language => everywhere || language == spoken)
            .Select(language => new TextVersion(_languages[language], Sentence(concepts, language, ref source))).ToArray();
    }

    private string Sentence(int[] concepts, int language, ref Chance chance)
    {
        var text = new StringBuilder();
        foreach (var concept in concepts)
        {
            if (chance.Uniform() < 0.45)
            {
                text.Append(_functionWords[language][chance.Below(12)]).Append(' ');
            }
            var word = Word(concept, language, chance.Uniform() < 0.7 ? 0 : 1 + chance.Below(2));
            var prefix = chance.Uniform() switch
            {
                < 0.6 => "",
                < 0.8 => language switch { 0 => "ה", 1 => "ال", _ => "" },
                _ => language switch { 0 => "ב", 1 => "و", _ => "" },
            };
            text.Append(prefix).Append(word).Append(language == 2 && chance.Uniform() < 0.25 ? "s " : " ");
        }
        return text.ToString().TrimEnd();
    }

    /// <summary>The word for a concept: the usual one, or one of two synonyms.</summary>
    private string Word(int concept, int language, int synonym)
    {
        var chance = new Chance(Chance.Mix(_seed * 7 + (ulong)((concept * 3 + language) * 3 + synonym)));
        var word = new StringBuilder();
        for (var syllables = 2 + chance.Below(2); syllables > 0; syllables--)
        {
            word.Append(_letters[language][chance.Below(_letters[language].Length)]);
            if (language == 2 || chance.Uniform() < 0.4)
            {
                word.Append(_vowels[language][chance.Below(_vowels[language].Length)]);
            }
        }
        return word.Append(_letters[language][chance.Below(_letters[language].Length)]).ToString();
    }

    /// <summary>0 … count − 1 with weight 1 / (1 + rank)^power.</summary>
    private static int Ranked(ref Chance chance, int count, double power)
    {
        // The continuous power law inverted: no table, the same on every machine up to the last bit of a root.
        var top = Math.Pow(count + 1, 1 - power);
        var at = Math.Pow(1 + chance.Uniform() * (top - 1), 1 / (1 - power)) - 1;
        return Math.Min(count - 1, (int)at);
    }
}
