using System.Collections.Frozen;
using Pulse.Language;

namespace Pulse.Moderating;

/// <summary>
/// Decides whether two texts that share nearly all their letters also say the same. "We will leave" and "we will not
/// leave", or one sentence about each side, look alike to any letter count; taking one for a copy of the other would
/// silence a voice.
/// </summary>
internal static class TellingApart
{
    private const int LongWord = 6;

    /// <summary>Words that turn a sentence round, as the canonicaliser writes them.</summary>
    private static readonly FrozenSet<string> _turning = FrozenSet.ToFrozenSet<string>(
    [
        "no", "not", "never", "none", "nobody", "nothing", "without", "against", "only", "cannot", "neither", "nor", "unless",
        "לא", "אל", "אינ", "אינו", "אינה", "אינמ", "אינני", "איננו", "בלי", "ללא", "נגד", "אפ", "שומ", "רק", "מעולמ", "לעולמ",
        "لا", "لم", "لن", "ليس", "ليست", "لست", "ما", "غير", "بدون", "دون", "ضد", "فقط", "الا", "مش", "ابدا",
    ], StringComparer.Ordinal);

    /// <summary>Letters and digits with the apostrophes inside them; everything else parts words.</summary>
    public static string[] Words(CanonicalText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var spaced = string.Concat(text.Text.Select(unit =>
            char.IsLetterOrDigit(unit) || char.IsSurrogate(unit) || unit is '\'' or '%' or '+' ? unit : ' '));
        return spaced.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>
    /// True if, slips of spelling aside, only one of the two has words that the other lacks, none of those turns the
    /// sentence or counts something, and the words of both come in the same order.
    /// </summary>
    public static bool SaysTheSame(string[] one, string[] other)
    {
        var (onlyOne, commonOne) = Apart(one, other);
        var (onlyOther, commonOther) = Apart(other, one);
        if (!commonOne.SequenceEqual(commonOther, StringComparer.Ordinal))
        {
            return false;
        }

        foreach (var word in onlyOne.ToList())
        {
            if (onlyOther.FindIndex(candidate => Misspelt(word, candidate)) is >= 0 and var at)
            {
                onlyOne.Remove(word);
                onlyOther.RemoveAt(at);
            }
        }

        return (onlyOne.Count == 0 || onlyOther.Count == 0) && !onlyOne.Concat(onlyOther).Any(Decides);
    }

    /// <summary>The words that the other lacks, and the rest, both in the order in which they stand.</summary>
    private static (List<string> Only, List<string> Common) Apart(string[] words, string[] other)
    {
        var left = other.CountBy(word => word).ToDictionary(StringComparer.Ordinal);
        List<string> only = [], common = [];
        foreach (var word in words)
        {
            var count = left.GetValueOrDefault(word);
            left[word] = count - 1;
            (count > 0 ? common : only).Add(word);
        }

        return (only, common);
    }

    /// <summary>Hebrew and Arabic glue "and", "that" and "so" to the word that follows.</summary>
    private static bool Decides(string word) =>
        word.Any(char.IsDigit) || word.EndsWith("n't", StringComparison.Ordinal) || _turning.Contains(word)
        || (word.Length > 2 && word[0] is 'ו' or 'ש' or 'ב' or 'و' or 'ف' or 'ب' && _turning.Contains(word[1..]));

    /// <summary>
    /// Two words that differ by one letter or by two neighbours changing places. Only in long words is that a slip: in
    /// short ones it makes another word, and in Hebrew and Arabic another person ("we want", "they want").
    /// </summary>
    private static bool Misspelt(string a, string b)
    {
        if (Math.Min(a.Length, b.Length) < LongWord || Math.Abs(a.Length - b.Length) > 1 || Decides(a) || Decides(b))
        {
            return false;
        }

        var head = a.AsSpan().CommonPrefixLength(b);
        var tail = 0;
        while (tail < Math.Min(a.Length, b.Length) - head && a[^(tail + 1)] == b[^(tail + 1)])
        {
            tail++;
        }

        var (restOfA, restOfB) = (a[head..^tail], b[head..^tail]);
        return Math.Max(restOfA.Length, restOfB.Length) <= 1
            || (restOfA.Length == 2 && restOfB.Length == 2 && restOfA[0] == restOfB[1] && restOfA[1] == restOfB[0]);
    }
}
