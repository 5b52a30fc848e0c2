using System.Globalization;
using System.Text;

namespace Pulse.Language;

/// <summary>
/// Splits text into words. What counts as the same spelling is <see cref="Canonicalising"/>'s rule, and inside a word
/// apostrophes, geresh and gershayim are dropped as well (don't, צה"ל, ג'נין).
/// </summary>
public static class Tokenising
{
    public static IReadOnlyList<Word> Words(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<Word>();
        var (surface, folded) = (new StringBuilder(), new StringBuilder());
        var runes = text.EnumerateRunes().ToArray();
        for (var i = 0; i < runes.Length; i++)
        {
            var form = Rune.IsWhiteSpace(runes[i]) ? " " : Folding.Fold(runes[i]);
            if (Rune.IsLetterOrDigit(runes[i]))
            {
                surface.Append(runes[i].ToString());
                folded.Append(form);
            }
            else if (surface.Length > 0
                && (IsMark(runes[i]) || (IsJoint(form) && i + 1 < runes.Length && Rune.IsLetter(runes[i + 1]))))
            {
                surface.Append(runes[i].ToString());
            }
            else if (form.Length > 0)
            {
                Finish(surface, folded, words);
            }
        }
        Finish(surface, folded, words);
        return words;
    }

    /// <summary>The form in which different spellings of one word are the same string.</summary>
    public static string Fold(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return string.Concat(word.EnumerateRunes().Select(Folding.Fold).Where(form => !IsJoint(form)));
    }

    private static void Finish(StringBuilder surface, StringBuilder folded, List<Word> words)
    {
        if (folded.Length > 0)
        {
            words.Add(new Word(surface.ToString(), folded.ToString(), ScriptOf(folded[0])));
        }
        surface.Clear();
        folded.Clear();
    }

    private static Script ScriptOf(char first) => first switch
    {
        >= '\u0590' and <= '\u05FF' => Script.Hebrew,
        >= '\u0600' and <= '\u06FF' or >= '\u0750' and <= '\u077F' => Script.Arabic,
        >= 'a' and <= 'z' or >= '\u00C0' and <= '\u024F' => Script.Latin,
        _ => Script.Other,
    };

    /// <summary>Vowel signs stay in what readers see.</summary>
    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private static bool IsJoint(string form) => form is "'" or "\"";
}
