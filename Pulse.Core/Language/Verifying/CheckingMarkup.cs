using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Pulse.Language.Verifying;

/// <summary>
/// A model's text is words and punctuation: no address, no markup, nothing that hides, reorders or imitates characters,
/// nothing of the call itself, and nothing said to whoever checks it.
/// </summary>
public static partial class CheckingMarkup
{
    private const int LeakedWords = 10;

    private static readonly IReadOnlyList<string> _instructions =
    [
        "ignore previous", "ignore all previous", "ignore the above", "disregard previous", "system prompt", "dear reviewer", "note to reviewer",
        "approve this", "as an ai", "language model", "my instructions",
        "התעלמו מההוראות", "התעלם מההוראות", "התעלמי מההוראות", "הנחיות קודמות", "הנחיית המערכת", "לתשומת לב הבודק", "אשרו את הטקסט", "מודל שפה",
        "تجاهل التعليمات", "تجاهلوا التعليمات", "التعليمات السابقة", "تعليمات النظام", "الى المراجع", "وافقوا على هذا", "نموذج لغوي",
    ];

    private static readonly string[] _foldedInstructions = [.. _instructions.Select(Joined)];

    /// <summary>Findings about one text; everything but an instruction is dropped.</summary>
    /// <param name="text">One sentence or one translation.</param>
    /// <param name="prompt">The prompt's body, ten words of which in a row are a leak; empty where there is none.</param>
    /// <param name="field">Where it stands.</param>
    /// <param name="sentence">Its number.</param>
    public static IReadOnlyList<Finding> Check(string text, string prompt, string field, int sentence)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(prompt);
        var canonical = Canonicalising.Canonicalise(text).Text;
        var findings = new List<Finding>();
        Add(Address().IsMatch(canonical), Rule.Link, "it contains an address");
        Add(Tag().IsMatch(text) || Markdown().IsMatch(text), Rule.Markup, "it contains markup");
        Add(text.EnumerateRunes().Any(Hidden), Rule.HiddenCharacter, "it contains a character that hides or reorders others");
        Add(MixesScripts(text), Rule.LookAlike, "a word mixes letters of scripts that look alike");
        Add(Marker().IsMatch(canonical), Rule.Leak, "it names an id or a marker of the call");
        Add(prompt.Length > 0 && Repeats(text, prompt), Rule.Leak, "it repeats the instructions");
        if (_foldedInstructions.Any(Joined(text).Contains))
        {
            findings.Add(new Finding(Rule.Instruction, Fate.Flagged, field, sentence, "it speaks to whoever checks it"));
        }
        return findings;

        void Add(bool found, Rule rule, string what)
        {
            if (found)
            {
                findings.Add(new Finding(rule, Fate.Dropped, field, sentence, what));
            }
        }
    }

    [GeneratedRegex(@"(?:[a-z][a-z0-9+.\-]{1,12}:(?://|\S*[/,;]))|\b(?:javascript|data|mailto|tel):|www\.|\b[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.(?:com|org|net|edu|gov|mil|info|biz|io|ai|co|me|ly|app|dev|il|ps|jo|lb|eg|uk|xyz|example|test)\b|[\p{L}\p{Nd}._%+\-]+@[\p{L}\p{Nd}\-]+|(?<![\p{L}\p{Nd}])@[\p{L}_]{2,}|xn--|\b\d{1,3}(?:\.\d{1,3}){3}\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"<\s*[/!?]?\s*\p{L}|&(?:#\w{1,8}|[a-z]{2,8});", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"!?\[[^\]]*\]\s*[(\[:]|`|\*\*|__|^\s{0,3}(?:#{1,6}\s|>\s|[-*+]\s|\|)|\|\s*-{2,}|\{\{|\}\}|\$\{|\\u[0-9a-f]{4}",
        RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Markdown();

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])[stfg]\d{1,3}(?![\p{L}\p{Nd}])|data-[0-9a-f]{8,}|<<|>>", RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    /// <summary>All but the two joiners of Arabic spelling and the three marks that keep a line's direction.</summary>
    private static bool Hidden(Rune rune) => rune.Value is not (0x200C or 0x200D or 0x200E or 0x200F or 0x061C or '\n')
        && (rune.Value is 0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.PrivateUse
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);

    private static bool MixesScripts(string text) => Word().Matches(text).Any(word =>
        word.Value.Any(IsLatin) && word.Value.Any(letter => letter is >= '\u0370' and <= '\u052F')
        || word.Value.Any(letter => letter is >= '\uFF21' and <= '\uFF5A'));

    [GeneratedRegex(@"[\p{L}.]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    private static bool IsLatin(char letter) => letter is >= 'a' and <= 'z' or >= 'A' and <= 'Z';

    private static bool Repeats(string text, string prompt)
    {
        var words = Tokenising.Words(text).Select(word => word.Folded).ToArray();
        var all = " " + Joined(prompt) + " ";
        return Enumerable.Range(0, Math.Max(0, words.Length - LeakedWords + 1))
            .Any(at => all.Contains(" " + string.Join(' ', words.AsSpan(at, LeakedWords).ToArray()) + " ", StringComparison.Ordinal));
    }

    private static string Joined(string text) => string.Join(' ', Tokenising.Words(text).Select(word => word.Folded));
}
