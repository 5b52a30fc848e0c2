using System.Globalization;
using System.Text;

namespace Pulse.Language;

/// <summary>
/// Splits text into words and folds away what readers do not hear as a difference: points (niqqud, harakat), tatweel,
/// Hebrew final letters, Arabic alef, yeh, hamza and teh marbuta variants, case, Latin accents, invisible marks, digits' script.
/// </summary>
public static class Tokenising
{
    public static IReadOnlyList<Word> Words(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<Word>();
        var surface = new StringBuilder();
        var runes = Wellformed(text).Normalize(NormalizationForm.FormKC).EnumerateRunes().ToArray();
        for (var i = 0; i < runes.Length; i++)
        {
            var rune = runes[i];
            if (Rune.IsLetterOrDigit(rune) || IsMark(rune) && surface.Length > 0)
            {
                surface.Append(rune.ToString());
            }
            else if (IsJoint(rune) && surface.Length > 0 && i + 1 < runes.Length && Rune.IsLetter(runes[i + 1]))
            {
                surface.Append(rune.ToString());
            }
            else if (!IsInvisible(rune))
            {
                Finish(surface, words);
            }
        }
        Finish(surface, words);
        return words;
    }

    /// <summary>The form in which different spellings of one word are the same string.</summary>
    public static string Fold(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var folded = new StringBuilder(word.Length);
        foreach (var rune in Wellformed(word).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (IsMark(rune) || IsInvisible(rune) || IsJoint(rune) || rune.Value == 'ـ')
            {
                continue;
            }
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
            {
                folded.Append((int)Rune.GetNumericValue(rune));
                continue;
            }
            folded.Append(Rune.ToLowerInvariant(rune).Value switch
            {
                'ך' => "כ",
                'ם' => "מ",
                'ן' => "נ",
                'ף' => "פ",
                'ץ' => "צ",
                'ٱ' => "ا",
                'ى' => "ي",
                'ة' => "ه",
                'ک' => "ك",
                'ی' => "ي",
                'ء' => "",
                _ => Rune.ToLowerInvariant(rune).ToString(),
            });
        }
        return folded.ToString();
    }

    private static void Finish(StringBuilder surface, List<Word> words)
    {
        if (surface.Length == 0)
        {
            return;
        }
        var text = surface.ToString();
        surface.Clear();
        var folded = Fold(text);
        if (folded.Length > 0)
        {
            words.Add(new Word(text, folded, ScriptOf(folded)));
        }
    }

    private static Script ScriptOf(string folded) => folded[0] switch
    {
        >= '\u0590' and <= '\u05FF' => Script.Hebrew,
        >= '\u0600' and <= '\u06FF' or >= '\u0750' and <= '\u077F' => Script.Arabic,
        >= 'a' and <= 'z' or >= '\u00C0' and <= '\u024F' => Script.Latin,
        _ => Script.Other,
    };

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    /// <summary>Zero-width and direction marks: they neither join nor part words.</summary>
    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;

    /// <summary>Apostrophes, geresh and gershayim stand inside words (don't, צה"ל, ג'נין).</summary>
    private static bool IsJoint(Rune rune) => rune.Value is '\'' or '’' or '"' or '׳' or '״';

    /// <summary>Normalisation refuses unpaired surrogates: they become U+FFFD, which is no letter.</summary>
    private static string Wellformed(string text)
    {
        if (!HasUnpaired(text))
        {
            return text;
        }
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(rune.ToString());
        }
        return whole.ToString();
    }

    private static bool HasUnpaired(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return true;
            }
        }
        return false;
    }
}
