namespace Pulse.Language.Verifying;

/// <summary>Tells Hebrew, Arabic and English apart from what shares their letters (Yiddish, Persian, Urdu, French).</summary>
public static class TellingLanguage
{
    /// <summary>Words of the language's own script, at least: names and quotations may stand in another.</summary>
    private const double LeastOfScript = 0.6;

    /// <summary>Below so many words a sentence may well have no function word.</summary>
    private const int TooShort = 6;

    /// <summary>Function words, at least; running English has about 0.45, Hebrew and Arabic, which write many onto nouns, about 0.2.</summary>
    private const double LeastEnglish = 0.2;
    private const double LeastOther = 0.04;

    /// <summary>Everyday words that the neighbours in the same script have and the language itself does not.</summary>
    private static readonly HashSet<string> _foreign =
    [
        .. "است این که را برای هست شد کرد آن ہے ہیں کے کی کو میں سے اور نہیں איז און די דער דאָס פֿון מיט זענען האָט ניט".Split(' ').Select(Tokenising.Fold)
            .Except("کی کو میں سے".Split(' ').Select(Tokenising.Fold)),
    ];

    /// <summary>he, ar, en, or null where it is none of them or cannot be told.</summary>
    public static string? Of(string text)
    {
        var words = Tokenising.Words(text).Where(word => !char.IsDigit(word.Folded[0])).ToArray();
        var script = words.GroupBy(word => word.Script).OrderByDescending(group => group.Count()).FirstOrDefault();
        var language = script?.Key switch
        {
            Script.Hebrew => "he",
            Script.Arabic => "ar",
            Script.Latin => "en",
            Script.Other or null => null,
        };
        return language is not null && Is(text, language) ? language : null;
    }

    /// <summary>True if the text is in the language; quotations are left out, since they stand in their author's.</summary>
    public static bool Is(string text, string language)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = Tokenising.Words(WithoutQuotes(text)).Where(word => !char.IsDigit(word.Folded[0])).ToArray();
        if (words.Length == 0)
        {
            return Tokenising.Words(text).Count > 0;
        }
        var script = language switch { "he" => Script.Hebrew, "ar" => Script.Arabic, "en" => Script.Latin, _ => Script.Other };
        var own = words.Where(word => word.Script == script).ToArray();
        if (script == Script.Other || own.Length < LeastOfScript * words.Length)
        {
            // A language without rules of its own is not judged
            return script == Script.Other;
        }
        var functional = own.Count(word => StopWords.Contains(word.Folded));
        var foreign = own.Count(word => _foreign.Contains(word.Folded));
        return foreign <= functional
            && (own.Length < TooShort || functional >= (script == Script.Latin ? LeastEnglish : LeastOther) * own.Length);
    }

    private static string WithoutQuotes(string text)
    {
        foreach (var span in FindingQuotes.Find(text).Spans.OrderByDescending(span => span.Start))
        {
            text = text.Remove(span.Start, span.Length);
        }
        return text;
    }
}
