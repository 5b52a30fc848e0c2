using System.Globalization;

namespace Pulse.Language.Verifying;

/// <summary>
/// Numbers written as words, folded as <see cref="Tokenising"/> folds. "One" and "two" are no figures ("no one", "the two
/// peoples"), and some words are a number only sometimes (a weekday, an ordinal): these can bear out a figure but are
/// not held to be one.
/// </summary>
internal static class NumberWords
{
    private const string SureList = """
        3 three שלוש שלושה שלושת ثلاث ثلاثة
        4 four ארבע ארבעה ארבעת اربع اربعة
        5 five חמש חמישה חמשת خمس خمسة
        6 six שישה ששת ستة
        7 seven שבעה שבעת سبعة
        8 eight שמונה שמונת ثماني ثمانية
        9 nine תשע תשעה תשעת تسع تسعة
        10 ten עשרה עשרת عشرة
        11 eleven
        12 twelve
        15 fifteen
        20 twenty עשרים عشرون عشرين
        30 thirty שלושים ثلاثون ثلاثين
        40 forty ארבעים اربعون اربعين
        50 fifty חמישים خمسون خمسين
        60 sixty שישים ששים ستون ستين
        70 seventy שבעים سبعون سبعين
        80 eighty שמונים ثمانون ثمانين
        90 ninety תשעים تسعون تسعين
        100 hundred מאה مئة مائة مية
        200 מאתיים مئتان مئتين مائتين
        300 ثلاثمئة ثلاثمائة
        400 اربعمئة اربعمائة
        500 خمسمئة خمسمائة
        1000 thousand אלף الف
        2000 אלפיים الفان الفين
        1000000 million מיליון مليون
        """;

    private const string PossibleList = """
        0.5 half מחצית חצי نصف
        0.25 quarter רבע ربع
        0.75
        1 one first once single אחד אחת ראשון ראשונה واحد واحدة اول اولى
        2 two second twice both couple שתיים שניים שתי שני שנייה פעמיים יומיים שבועיים חודשיים שנתיים שעתיים اثنان اثنين اثنتان اثنتين ثاني ثانية مرتين يومين اسبوعين شهرين سنتين عامين ساعتين
        3 third שלישי שלישית שליש ثالث ثالثة ثلث
        4 fourth רביעי רביעית رابع رابعة
        5 fifth חמישי חמישית خامس خامسة
        6 sixth שש שישי שישית ست سادس سادسة
        7 seventh שבע שביעי שביעית سبع سابع سابعة
        8 eighth שמיני שמינית ثمان ثامن ثامنة
        9 ninth תשיעי תשיעית تاسع تاسعة
        10 tenth עשר עשירי עשירית عشر عاشر عاشرة
        100 hundreds מאות مئات
        1000 thousands אלפי אלפים الاف آلاف
        24 daily
        """;

    private static readonly string[] _hebrewPrefixes = ["ו", "ה", "ב", "ל", "מ", "ש", "כ", "וה", "וב", "ול", "שה"];
    private static readonly string[] _arabicPrefixes = ["و", "ال", "وال", "ب", "بال", "ل", "لل", "ف"];

    public static IReadOnlyDictionary<string, decimal> Sure { get; } = Read(SureList);

    public static IReadOnlyDictionary<string, decimal> Possible { get; } = Read(PossibleList);

    /// <summary>"Percent" in three languages, folded; the last word of "per cent", "in the hundred".</summary>
    public static readonly IReadOnlySet<string> Percent = Fold("percent cent אחוז אחוזים האחוזים بالمئة بالمائة المئة المائة");

    /// <summary>Words before a number word that make a place name of the two: Be'er Sheva, Kiryat Arba.</summary>
    public static readonly IReadOnlySet<string> PlaceBefore = Fold("באר קרית קריית בבאר לבאר מבאר بئر");

    private static HashSet<string> Fold(string words) => [.. words.Split(' ').Select(Tokenising.Fold)];

    /// <summary>With what Hebrew and Arabic write onto a number; a bare form wins over a prefixed one.</summary>
    private static Dictionary<string, decimal> Read(string list)
    {
        var (plain, prefixed) = (new Dictionary<string, decimal>(StringComparer.Ordinal), new Dictionary<string, decimal>(StringComparer.Ordinal));
        foreach (var line in list.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var value = decimal.Parse(parts[0], CultureInfo.InvariantCulture);
            foreach (var word in parts.Skip(1).Select(Tokenising.Fold))
            {
                plain[word] = value;
                var prefixes = word[0] is >= 'א' and <= 'ת' ? _hebrewPrefixes : word[0] is >= '\u0600' and <= '\u06FF' ? _arabicPrefixes : [];
                foreach (var prefix in prefixes)
                {
                    prefixed.TryAdd(prefix + word, value);
                }
            }
        }
        foreach (var (word, value) in prefixed)
        {
            plain.TryAdd(word, value);
        }
        return plain;
    }
}
