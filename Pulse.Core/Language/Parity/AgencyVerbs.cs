namespace Pulse.Language.Parity;

/// <summary>
/// Verbs that say who does what to whom, one notion a row: English | passive English | Hebrew | passive Hebrew | Arabic |
/// passive Arabic. Written Arabic does not show its passive in most forms, so only what is visible stands there.
/// </summary>
public static class AgencyVerbs
{
    private static readonly string[] _rows =
    [
        "kill|kill kills killing killed||הורג הורגת הורגים הרג הרגה הרגו יהרוג יהרגו|נהרג נהרגה נהרגו נרצח נרצחו|يقتل يقتلون قتل قتلت قتلوا|مقتل قتلى",
        "attack|attack attacks attacking attacked||תוקף תוקפת תוקפים תקף תקפה תקפו|הותקף הותקפה הותקפו|يهاجم يهاجمون هاجم هاجمت هاجموا|هوجم هوجموا تعرض تعرضوا",
        "expel|expel expels expelling expelled displace displaces displaced||מגרש מגרשים גירש גירשה גירשו|גורש גורשה גורשו נעקר נעקרו|يطرد يطردون طرد طردت هجر يهجر|طردوا هجروا تهجير",
        "flee|flee flees fled fleeing||בורח בורחים ברח ברחו נמלט נמלטו||يهرب يهربون هرب هربوا فر فروا نزح نزحوا|",
        "occupy|occupy occupies occupying occupied seize seized||כובש כובשת כובשים כבש כבשה כבשו|נכבש נכבשה נכבשו|يحتل يحتلون احتل احتلت احتلوا|",
        "destroy|destroy destroys destroying destroyed demolish demolished||הורס הורסת הורסים הרס הרסה הרסו|נהרס נהרסה נהרסו|يدمر يدمرون دمر دمرت دمروا يهدم هدم|تدمر",
        "take|kidnap kidnaps kidnapped abduct abducted capture captured||חוטף חוטפים חטף חטפו|נחטף נחטפה נחטפו|يخطف يخطفون خطف خطفت خطفوا|اختطف",
        "arrest|arrest arrests arresting arrested detain detains detained||עוצר עוצרים עצר עצרו|נעצר נעצרה נעצרו|يعتقل يعتقلون اعتقل اعتقلت اعتقلوا|",
        "release|release releases releasing released free frees freed||משחרר משחררת משחררים שחרר שחררה ישחרר ישחררו|שוחרר שוחררה שוחררו ישוחררו|يفرج يطلق افرج اطلق|",
        "demand|demand demands demanding demanded||דורש דורשת דורשים דרש דרשה דרשו||يطالب تطالب يطالبون طالب طالبت طالبوا|",
        "refuse|refuse refuses refusing refused reject rejects rejected||מסרב מסרבת מסרבים סירב דוחה דוחים דחה||يرفض ترفض يرفضون رفض رفضت رفضوا|",
        "agree|agree agrees agreeing agreed accept accepts accepted||מסכים מסכימה מסכימים הסכים הסכימה הסכימו||يوافق توافق يوافقون وافق وافقت وافقوا|",
        "recognise|recognise recognises recognised recognize recognizes recognized||מכיר מכירה מכירים הכיר הכירה הכירו יכירו||يعترف تعترف يعترفون اعترف اعترفت اعترفوا|",
        "withdraw|withdraw withdraws withdrew withdrawn||נסוג נסוגה נסוגים נסוגו||ينسحب تنسحب انسحب انسحبت انسحبوا|",
        "protect|protect protects protecting protected||מגן מגנה מגנים הגן הגנה הגנו||يحمي تحمي يحمون حمى حمت حموا|",
        "blame|blame blames blamed accuse accuses accused||מאשים מאשימה מאשימים האשים האשימו|הואשם הואשמו|يتهم تتهم يتهمون اتهم اتهمت اتهموا|",
    ];

    /// <summary>Names of all notions.</summary>
    public static IReadOnlyList<string> Notions { get; } = [.. _rows.Select(row => row.Split('|')[0])];

    private static readonly HashSet<string> _be = ["be", "is", "are", "was", "were", "been", "being", "got", "get"];

    private static readonly ILookup<string, string> _notions = _rows.SelectMany(row => Read(row.Split('|'))).ToLookup(pair => pair.Form, pair => pair.Notion, StringComparer.Ordinal);

    /// <summary>Names of the notions in a text; with " (passive)" where nobody is said to do it.</summary>
    public static IReadOnlySet<string> In(string text)
    {
        var words = Tokenising.Words(text).Select(word => word.Folded).ToArray();
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < words.Length; at++)
        {
            var isPassive = at > 0 && words[at].EndsWith("ed", StringComparison.Ordinal) && _be.Contains(words[at - 1]);
            foreach (var form in Forms(words[at]))
            {
                found.UnionWith(_notions[form].Select(notion => isPassive ? notion + Passive : notion));
            }
        }
        return found;
    }

    public const string Passive = " (passive)";

    private static IEnumerable<string> Forms(string word)
    {
        yield return word;
        if (word.Length > 3 && word[0] is 'ו' or 'ש' or 'ה' or 'و' or 'ف')
        {
            yield return word[1..];
        }
    }

    private static IEnumerable<(string Form, string Notion)> Read(string[] columns) =>
        columns.Skip(1).SelectMany((column, at) => column.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(form => (Tokenising.Fold(form), at % 2 == 1 ? columns[0] + Passive : columns[0])));
}
