using System.Text.RegularExpressions;

namespace Pulse.Moderating;

/// <summary>Addresses on the net, also spelled out to slip past a filter: "dana (at) example dot org".</summary>
internal static partial class AddressPatterns
{
    private const string Label = @"[\p{L}\p{Nd}\-'_]{1,63}";
    private const string SpelledDot = @"(?: ?[(\[{<] ?(?:dot|\.|נקודה|نقطه|دوت) ?[)\]}>] ?| (?:dot|נקודה|نقطه|دوت) )";
    private const string Dot = @"(?:\.|" + SpelledDot + ")";
    private const string SpelledAt =
        @"(?: ?[(\[{<] ?(?:at|@|שטרודל|כרוכית|ات|ايت) ?[)\]}>] ?| (?:שטרודל|כרוכית|ات|ايت) )";

    /// <summary>
    /// Endings that are hardly ever the first word of a sentence whose full stop lost its space ("of peace.In").
    /// </summary>
    private const string Ending =
        "(?:com|org|net|edu|gov|mil|info|biz|io|co|ac|muni|il|ps|jo|lb|uk|xyz|קומ|קו|אורג|נט|איל|كوم|كم|اورغ|اورج|نت)";

    private const string Local = @"[\p{L}\p{Nd}_%+\-]{1,64}(?:" + Dot + @"[\p{L}\p{Nd}_%+\-]{1,64}){0,3}";

    public static IReadOnlyList<DetailPattern> All { get; } =
    [
        new(PersonalDetailKind.EmailAddress, Email()),
        new(PersonalDetailKind.EmailAddress, SpelledEmail()),
        new(PersonalDetailKind.EmailAddress, WordyEmail()),
        new(PersonalDetailKind.WebAddress, Link()),
        new(PersonalDetailKind.WebAddress, Path()),
        new(PersonalDetailKind.WebAddress, Domain()),
        new(PersonalDetailKind.WebAddress, SpelledDomain()),
        new(PersonalDetailKind.Handle, Handle()),
        new(PersonalDetailKind.Handle, NamedHandle()),
    ];

    [GeneratedRegex(@"(?:[\p{L}\p{Nd}._%+\-]{2,64}|[a-z0-9])(?:@| @ )(?:[\p{L}\p{Nd}\-]{1,63}\.){1,4}\p{L}{2,24}",
        RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(Local + "(?:@| @ |" + SpelledAt + ")" + Label + "(?:" + Dot + Label + "){0,3}(?:" + Dot + @"| ?\. ?)"
        + Ending + @"(?!\p{L})", RegexOptions.CultureInvariant)]
    private static partial Regex SpelledEmail();

    /// <summary>A bare "at" is an everyday word, so here the dot must be spelled out too.</summary>
    [GeneratedRegex(Local + " at " + Label + "(?:" + SpelledDot + Label + "){0,3}" + SpelledDot + Ending + @"(?!\p{L})",
        RegexOptions.CultureInvariant)]
    private static partial Regex WordyEmail();

    [GeneratedRegex("""(?:h(?:tt|xx)ps? ?: ?//|www\.)[^\s<>"]{2,}""", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex("""(?<![a-z0-9@._\-])(?:[a-z0-9][a-z0-9\-]{0,62}\.){1,4}[a-z]{2,24}/[^\s<>"]{2,}""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Path();

    [GeneratedRegex(@"(?<![a-z0-9@._\-])(?:[a-z0-9][a-z0-9\-]{0,62}\.){1,4}"
        + @"(?:com|org|net|edu|gov|mil|info|biz|io|il|ps|jo|lb|uk|xyz)(?![a-z0-9\-])(?:[/?#:][^\s<>]*)?",
        RegexOptions.CultureInvariant)]
    private static partial Regex Domain();

    [GeneratedRegex("[a-z0-9][a-z0-9\\-]{1,62}" + SpelledDot + "(?:" + Label + SpelledDot + "){0,2}"
        + @"(?:com|org|net|info|co|il|ps|jo|lb|קומ|כומ|كوم|اورغ)(?!\p{L})", RegexOptions.CultureInvariant)]
    private static partial Regex SpelledDomain();

    /// <summary>Hebrew and Arabic glue one-letter words to what follows, so only a Latin letter before it forbids it.</summary>
    [GeneratedRegex(@"(?<![a-z0-9_@./])@[\p{L}_][\p{L}\p{Nd}_.]{1,29}", RegexOptions.CultureInvariant)]
    private static partial Regex Handle();

    [GeneratedRegex(@"(?:instagram|insta|telegram|tiktok|twitter|facebook|snapchat|snap|signal|"
        + "אינסטגרמ|אינסטה|אינסטא|טלגרמ|טיקטוק|טוויטר|פייסבוק|סיגנל|"
        + "انستغرام|انستجرام|انستا|تلغرام|تليجرام|تيليجرام|تيك توك|تويتر|فيسبوك|سناب)"
        + @"[^a-z0-9]{1,12}(?<detail>(?=[a-z.]{0,28}[0-9_])[a-z][a-z0-9_.]{3,29})", RegexOptions.CultureInvariant)]
    private static partial Regex NamedHandle();
}
