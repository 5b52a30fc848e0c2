namespace Pulse.Language.Verifying;

/// <summary>Words between quotation marks, in UTF-16 positions of the text; the marks are not part of the span.</summary>
public static class FindingQuotes
{
    private const string Plain = "\"\u05F4\uFF02\u2033";
    private const string Opening = "\u201C\u201D\u201E\u201F\u00AB\u00BB\u2039\u203A\u300C";
    private const string Closing = "\u201C\u201D\u00AB\u00BB\u2039\u203A\u300D";

    private static readonly HashSet<string> _hebrewPrefixes =
        ["ו", "ה", "ב", "ל", "מ", "ש", "כ", "וה", "וב", "ול", "ומ", "וש", "וכ", "שה", "שב", "של", "שמ", "כש", "מה", "בה", "לה"];

    /// <summary>The spans, and whether a mark was left without its other half.</summary>
    public static (IReadOnlyList<TextSpan> Spans, bool Unpaired) Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (spans, open) = (new List<TextSpan>(), -1);
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsMark(text, at, open >= 0))
            {
                continue;
            }
            if (open < 0)
            {
                open = at + 1;
            }
            else
            {
                if (at > open)
                {
                    spans.Add(new TextSpan(open, at - open));
                }
                open = -1;
            }
        }
        return (spans, open >= 0);
    }

    private static bool IsMark(string text, int at, bool isOpen)
    {
        var character = text[at];
        if (Plain.Contains(character, StringComparison.Ordinal))
        {
            return !IsGershayim(text, at);
        }
        // A single curly mark is an apostrophe nearly everywhere, and a quotation mark only at the edge of a word
        if (character is '\u2018' or '\u2019' or '\'')
        {
            return isOpen ? OpenedBySingle(text, at) : (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && HasSingleClose(text, at);
        }
        return (isOpen ? Closing : Opening).Contains(character, StringComparison.Ordinal);
    }

    private static bool OpenedBySingle(string text, int at)
    {
        var open = text.LastIndexOfAny([.. Plain, .. Opening, '\u2018', '\u2019', '\''], at - 1);
        return open >= 0 && text[open] is '\u2018' or '\u2019' or '\'' && IsEnd(text, at);
    }

    private static bool HasSingleClose(string text, int at)
    {
        for (var next = at + 1; next < text.Length; next++)
        {
            if (text[next] is '\u2019' or '\'' && IsEnd(text, next))
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsEnd(string text, int at) =>
        (at + 1 == text.Length || !char.IsLetterOrDigit(text[at + 1])) && at > 0 && !char.IsWhiteSpace(text[at - 1]);

    /// <summary>
    /// In Hebrew the same mark makes an acronym (צה"ל) and, after a letter such as "in", opens a quotation (ב"הארץ"):
    /// it is an acronym unless what stands before it is such a letter and what follows it is more than one.
    /// </summary>
    private static bool IsGershayim(string text, int at)
    {
        var (before, after) = (at, at + 1);
        while (before > 0 && IsHebrew(text[before - 1]))
        {
            before--;
        }
        while (after < text.Length && IsHebrew(text[after]))
        {
            after++;
        }
        return before < at && after > at + 1 && !(_hebrewPrefixes.Contains(text[before..at]) && after > at + 2);
    }

    private static bool IsHebrew(char character) => character is >= '\u0591' and <= '\u05F2' and not '\u05BE';
}
