using System.Text;
using System.Text.RegularExpressions;

namespace Pulse.Moderating;

/// <summary>
/// Numbers that lead to a person, and the numbers that people argue with and that must not be taken for them: dates,
/// years, shares, amounts, resolution numbers.
/// </summary>
internal static partial class NumberPatterns
{
    /// <summary>What may stand between two digits of one number. No comma: that separates amounts and lists.</summary>
    private const string Gap = @"[ .\-()/_·•*|]{0,3}";

    private const string Start = @"(?<![0-9]|[0-9][.,])";
    private const string Stop = "(?![0-9])";

    private const string Day = "(?:0?[1-9]|[12][0-9]|3[01])";
    private const string Year = "(?:1[89]|20)[0-9]{2}";
    private const string Date = "(?:" + Day + @"[./\-]" + Day + @"[./\-](?:" + Year + "|[0-9]{2})|"
        + Year + @"[./\-]" + Day + @"[./\-]" + Day + ")";

    public static IReadOnlyList<DetailPattern> Coordinates { get; } =
        [new(PersonalDetailKind.CoordinatePair, CoordinatePair())];

    /// <summary>In this order: what is named an identity number, what only a phone number looks like, then the rest.</summary>
    public static IReadOnlyList<DetailPattern> All { get; } =
    [
        new(PersonalDetailKind.IdentityNumber, NamedIdentity(), (_, match) => !OnlyYears(match.Groups["detail"].Value)),
        new(PersonalDetailKind.LicencePlate, Plate()),
        new(PersonalDetailKind.PhoneNumber, RegionalPhone()),
        new(PersonalDetailKind.PhoneNumber, ForeignPhone()),
        new(PersonalDetailKind.PhoneNumber, TenDigitPhone()),
        new(PersonalDetailKind.PhoneNumber, NineDigitPhone()),
        new(PersonalDetailKind.PhoneNumber, LebanesePhone(), (_, match) => !LooksLikeADay(match.Value) && !Round(match.Value)),
        new(PersonalDetailKind.PhoneNumber, ZerolessMobile()),
        new(PersonalDetailKind.PhoneNumber, AmericanPhone()),
        new(PersonalDetailKind.PhoneNumber, ServicePhone()),
        new(PersonalDetailKind.PhoneNumber, NamedPhone(), (_, match) => !OnlyYears(match.Groups["detail"].Value)),
        new(PersonalDetailKind.IdentityNumber, UnbrokenIdentity(), NotAnAmount),
        new(PersonalDetailKind.IdentityNumber, BrokenIdentity(),
            (text, match) => FindingPersonalDetails.PassesCheckDigit(match.Value) && NotAnAmount(text, match)),
    ];

    /// <summary>Stretches whose digits are explained and belong to nobody.</summary>
    public static IEnumerable<(int Start, int Length)> Harmless(string canonical) =>
        new[] { Dates(), Amounts(), Shares(), Fractions(), Resolutions() }
            .SelectMany(pattern => pattern.Matches(canonical))
            .Select(match => (match.Index, match.Length));

    /// <summary>"O52-l234567": letters drawn like digits, among digits, are read as digits.</summary>
    public static void WriteLettersThatStandForDigitsAsDigits(StringBuilder canonical)
    {
        foreach (Match match in DigitsWithLetters().Matches(canonical.ToString()))
        {
            for (var at = match.Index; at < match.Index + match.Length; at++)
            {
                canonical[at] = canonical[at] switch { 'o' => '0', 'i' or 'l' => '1', var digit => digit };
            }
        }
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static bool OnlyYears(string number) => YearsAlone().IsMatch(number);

    private static bool LooksLikeADay(string number) => EightDigitDay().IsMatch(number);

    private static bool Round(string number) => Digits(number).EndsWith("000", StringComparison.Ordinal);

    private static bool NotAnAmount(string text, Match match) =>
        !Digits(match.Value).EndsWith("0000", StringComparison.Ordinal)
        && !UnitAfter().IsMatch(text[(match.Index + match.Length)..])
        && !UnitBefore().IsMatch(text[..match.Index]);

    [GeneratedRegex(@"(?<![0-9.])-?[0-9]{1,2}\.[0-9]{3,}(?:° ?[ns])?(?: ?[,;/] ?| )-?[0-9]{1,3}\.[0-9]{3,}(?![0-9])",
        RegexOptions.CultureInvariant)]
    private static partial Regex CoordinatePair();

    [GeneratedRegex(@"(?<!\p{L}|[0-9])(?=[oil]{0,3}[0-9])[0-9oil]{3,}(?!\p{L})", RegexOptions.CultureInvariant)]
    private static partial Regex DigitsWithLetters();

    [GeneratedRegex(@"(?<![0-9]|[0-9][./\-])" + Date + "(?: ?- ?" + Date + @")?(?![0-9]|[./\-][0-9])",
        RegexOptions.CultureInvariant)]
    private static partial Regex Dates();

    [GeneratedRegex(@"(?<![0-9])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Amounts();

    [GeneratedRegex(@"(?<![0-9])[0-9]{1,3}(?:[.,][0-9]+)? ?(?:%|percent|אחוז|بالمئه|بالمائه|في المئه)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Shares();

    [GeneratedRegex(@"(?<![0-9.])0\.[0-9]+(?![0-9.\-/])", RegexOptions.CultureInvariant)]
    private static partial Regex Fractions();

    [GeneratedRegex(@"(?<![\p{L}0-9])[as]/(?:[a-z0-9]+[/\-.])*[0-9]+(?: ?\([0-9ivx]+\))?", RegexOptions.CultureInvariant)]
    private static partial Regex Resolutions();

    [GeneratedRegex(@"(?:(?<!\p{L})(?:id|identity|national|teudat zehut|t\.?z|passport|"
        + @"[בהול]?ת\.? ?ז|[בהוול]?ת""ז)(?!\p{L})|זהות|דרכונ|هويه|هويت|الوطني|وطني|بطاق|جواز)"
        + @"[^0-9]{0,25}?(?<detail>[0-9](?:[ \-./]?[0-9]){6,11})" + Stop, RegexOptions.CultureInvariant)]
    private static partial Regex NamedIdentity();

    [GeneratedRegex(@"(?:(?<!\p{L})(?:phone|telephone|tel[.:]|mobile|cell|cellphone|whatsapp|call me|text me|טל['.:])|"
        + "טלפונ|הנייד|נייד|פלאפונ|ווטסאפ|וואטסאפ|הסלולרי|هاتف|جوال|موبايل|تلفون|رقمي|واتساب|واتس)"
        + @"[^0-9+]{0,20}?(?<detail>\+?[0-9](?:[ \-./()]{0,2}[0-9]){6,13})" + Stop, RegexOptions.CultureInvariant)]
    private static partial Regex NamedPhone();

    [GeneratedRegex(@"(?<![0-9\-])(?:[0-9]{2}-[0-9]{3}-[0-9]{2}|[0-9]{3}-[0-9]{2}-[0-9]{3})(?![0-9\-])",
        RegexOptions.CultureInvariant)]
    private static partial Regex Plate();

    /// <summary>+972, +970, +962 and +961 with or without the plus, and with a zero that should not be there.</summary>
    [GeneratedRegex("(?:\\+ ?|" + Start + "(?:00)?)(?:9" + Gap + "7" + Gap + "[02]" + Gap + "(?:0" + Gap + ")?(?:[57](?:" + Gap
        + "[0-9]){8}|[234689](?:" + Gap + "[0-9]){7})|9" + Gap + "6" + Gap + "2" + Gap + "(?:0" + Gap + ")?(?:7(?:" + Gap
        + "[0-9]){8}|[2356](?:" + Gap + "[0-9]){7})|9" + Gap + "6" + Gap + "1" + Gap + "(?:0" + Gap + ")?[1-9](?:" + Gap
        + "[0-9]){6,7})" + Stop, RegexOptions.CultureInvariant)]
    private static partial Regex RegionalPhone();

    [GeneratedRegex(@"(?:\+ ?|" + Start + "00)[1-9](?:" + Gap + "[0-9]){7,13}" + Stop, RegexOptions.CultureInvariant)]
    private static partial Regex ForeignPhone();

    /// <summary>Mobiles and internet telephony: Israel and Palestine 05x, Israel 07x, Jordan 07x.</summary>
    [GeneratedRegex(@"\(?" + Start + "0" + Gap + "[57](?:" + Gap + "[0-9]){8}" + Stop, RegexOptions.CultureInvariant)]
    private static partial Regex TenDigitPhone();

    /// <summary>Landlines of Israel, Palestine and Jordan.</summary>
    [GeneratedRegex(@"\(?" + Start + "0" + Gap + "[2-9](?:" + Gap + "[0-9]){7}" + Stop, RegexOptions.CultureInvariant)]
    private static partial Regex NineDigitPhone();

    /// <summary>Grouped as Lebanese write them, because eight digits are also how many other things are written.</summary>
    [GeneratedRegex(Start + @"(?:0[1-9]|7[01689]|81)[ .\-/]?(?:[0-9]{3}[ .\-/]?[0-9]{3}|[0-9]{2}[ .\-][0-9]{2}[ .\-][0-9]{2})"
        + @"(?![0-9]|[.,\-/][0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex LebanesePhone();

    [GeneratedRegex(Start + @"5[0-9][ \-][0-9]{3}[ \-]?[0-9]{4}" + Stop, RegexOptions.CultureInvariant)]
    private static partial Regex ZerolessMobile();

    [GeneratedRegex(Start + @"(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}[.\-])[0-9]{3}[ .\-][0-9]{4}" + Stop,
        RegexOptions.CultureInvariant)]
    private static partial Regex AmericanPhone();

    [GeneratedRegex(Start + @"1[ \-]?(?:599|700|800|801|809)[ \-]?[0-9]{3}[ \-]?[0-9]{3}" + Stop,
        RegexOptions.CultureInvariant)]
    private static partial Regex ServicePhone();

    /// <summary>Nine digits (Israel, Palestine), ten (Jordan), twelve (Lebanon); eleven is one of them misspelt.</summary>
    [GeneratedRegex(Start + @"[0-9]{9,12}(?![0-9]|[.,][0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex UnbrokenIdentity();

    [GeneratedRegex(Start + @"[0-9](?:[ \-][0-9]|[0-9]){8}(?![0-9]|[.,\-][0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex BrokenIdentity();

    [GeneratedRegex(@"^(?:" + Year + @"[ \-./]{0,3})+$", RegexOptions.CultureInvariant)]
    private static partial Regex YearsAlone();

    [GeneratedRegex("^(?:0[1-9]|[12][0-9]|3[01])[ .\\-/]?(?:0[1-9]|1[0-2])[ .\\-/]?" + Year + "$", RegexOptions.CultureInvariant)]
    private static partial Regex EightDigitDay();

    [GeneratedRegex("^ ?(?:[%$₪€£]|dollar|shekel|dinar|usd|nis|people|דולר|שקל|ש\"ח|דינר|איש|אנש|תושב|"
        + "دولار|شيكل|شيقل|دينار|ليره|شخص|نسمه|مليون)", RegexOptions.CultureInvariant)]
    private static partial Regex UnitAfter();

    [GeneratedRegex("[$₪€£] ?$", RegexOptions.CultureInvariant)]
    private static partial Regex UnitBefore();
}
