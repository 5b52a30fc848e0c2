using System.Globalization;
using System.Text;

namespace Pulse.Language;

/// <summary>
/// Folds one code point to what it is compared as. The tables are our own, because <c>string.Normalize</c> silently
/// leaves full-width digits and presentation forms alone when a host runs without ICU.
/// </summary>
internal static class Folding
{
    /// <summary>U+00C0–U+017F without their accents, lower case.</summary>
    private const string Latin =
        "aaaaaaæceeeeiiiiðnooooo×øuuuuyþßaaaaaaæceeeeiiiiðnooooo÷øuuuuyþy" +
        "aaaaaaccccccccddđđeeeeeeeeeegggggggghhħħiiiiiiiiiıĳĳjjkkĸllllllŀ" +
        "ŀłłnnnnnnŉŋŋooooooœœrrrrrrssssssssttttŧŧuuuuuuuuuuuuwwyyyzzzzzzſ";

    /// <summary>U+FB20–U+FB4E, pointed and wide Hebrew letters; an underscore where nothing is assigned.</summary>
    private const string HebrewForms =
        "עאדהכלמרת+ששששאאאבגדהוז_טיככל_מ_נס_פפ_צקרשתובכפ";

    /// <summary>U+FE80–U+FEF4, the isolated, final, initial and medial shapes of the Arabic letters.</summary>
    private const string ArabicForms =
        "ءااااووااييييااببببههتتتتثثثثججججححححخخخخددذذررززسسسسششششصصص" +
        "صضضضضططططظظظظععععغغغغففففققققككككللللممممننننههههوويييييي";

    /// <summary>What the code point is compared as: nothing for marks and invisible characters, else 1–4 characters.</summary>
    public static string Fold(Rune rune) => rune.IsAscii
        ? Lower((char)rune.Value)
        : Removed(rune) ? "" : Digit(rune) ?? Letter(Rune.ToLowerInvariant(rune).Value);

    /// <summary>Characters that take part in no comparison: combining marks, format characters, fillers, tatweel.</summary>
    private static bool Removed(Rune rune) => rune.Value switch
    {
        0x0640 or 0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0 or (>= 0xFE70 and <= 0xFE7F) => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format or UnicodeCategory.Control,
    };

    /// <summary>Decimal digits of every script, and superscript, subscript and circled ones, as 0–9.</summary>
    private static string? Digit(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber))
        {
            return null;
        }

        var value = CharUnicodeInfo.GetDigitValue(rune.ToString(), 0);
        return value < 0 ? null : Lower((char)('0' + value));
    }

    private static string Letter(int code) => code switch
    {
        >= 0x0C0 and <= 0x17F => Latin[code - 0xC0].ToString(),
        >= 0xFB20 and <= 0xFB4E when HebrewForms[code - 0xFB20] != '_' => HebrewForms[code - 0xFB20].ToString(),
        >= 0xFE80 and <= 0xFEF4 => ArabicForms[code - 0xFE80].ToString(),
        >= 0xFEF5 and <= 0xFEFC => "لا",
        // Full-width and mathematical Latin are common ways around a filter
        >= 0xFF01 and <= 0xFF5E => Lower((char)(code - 0xFEE0)),
        >= 0x1D400 and <= 0x1D6A3 => Lower((char)('a' + ((code - 0x1D400) % 26))),
        'ך' => "כ",
        'ם' => "מ",
        'ן' => "נ",
        'ף' => "פ",
        'ץ' => "צ",
        'װ' => "וו",
        'ױ' => "וי",
        'ײ' or 0xFB1F => "יי",
        0xFB1D => "י",
        0xFB4F => "אל",
        'أ' or 'إ' or 'آ' or 'ٱ' or 0xFB50 or 0xFB51 => "ا",
        // Hamza carriers fold to their carrier, as their decomposed spelling does once its mark is removed
        'ؤ' => "و",
        'ئ' or 'ى' or 'ی' or 'ے' or 'ۓ' or (>= 0xFBFC and <= 0xFBFF) => "ي",
        'ة' or 'ۀ' or 'ہ' or 'ۂ' or 'ە' or 'ھ' or (>= 0xFBA4 and <= 0xFBAD) => "ه",
        'ک' or (>= 0xFB8E and <= 0xFB91) => "ك",
        'گ' or (>= 0xFB92 and <= 0xFB95) => "گ",
        'پ' or (>= 0xFB56 and <= 0xFB59) => "پ",
        'چ' or (>= 0xFB7A and <= 0xFB7D) => "چ",
        0xFDF2 => "الله",
        // Cyrillic and Greek letters that cannot be told from Latin ones
        'а' => "a",
        'е' => "e",
        'о' or 'ο' => "o",
        'р' => "p",
        'с' => "c",
        'у' => "y",
        'х' => "x",
        'і' => "i",
        'ѕ' => "s",
        'ј' => "j",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' or 'ﬆ' => "st",
        _ => Punctuation(code) ?? char.ConvertFromUtf32(code),
    };

    private static string? Punctuation(int code) => code switch
    {
        '\u05F3' or '\u2018' or '\u2019' or '\u201A' or '\u201B' or '\u2032' or '\u00B4' or '\u02BC' => "'",
        '\u05F4' or '\u201C' or '\u201D' or '\u201E' or '\u201F' or '\u2033' or '\u00AB' or '\u00BB' => "\"",
        '\u060C' or '\u066C' or '\u3001' => ",",
        '\u061B' => ";",
        '\u061F' => "?",
        '\u066A' => "%",
        '\u066B' or '\u06D4' or '\u2024' or '\u3002' or '\uFF61' or '\uFE52' => ".",
        '\u2026' => "...",
        '\u2044' or '\u2215' => "/",
        '\u05C3' or '\uFE55' => ":",
        '\uFB29' or '\u207A' => "+",
        '\uFE6B' => "@",
        // The Hebrew maqaf joins words as a hyphen does
        _ when CharUnicodeInfo.GetUnicodeCategory(code) == UnicodeCategory.DashPunctuation => "-",
        '\u2212' or '\u207B' => "-",
        _ => null,
    };

    private static readonly string[] _ascii = [.. Enumerable.Range(0, 128).Select(code => ((char)code).ToString())];

    private static string Lower(char ascii) =>
        char.IsAsciiLetterUpper(ascii) ? _ascii[ascii | 0x20] : char.IsControl(ascii) ? "" : _ascii[ascii];
}
