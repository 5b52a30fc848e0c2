namespace Pulse.Language.Verifying;

/// <summary>
/// Words that take a side or a tone. One row is one notion in three languages: a text may say it only where a source that
/// it cites says it, in whichever language. The list judges nobody's words but a model's.
/// </summary>
public static class CheckingNeutrality
{
    /// <summary>"And that from the": Hebrew writes up to three of these letters before a word.</summary>
    private const int MostPrefixes = 3;

    private static readonly string[] _rows =
    [
        "terrorist terrorists terrorism terror|טרור טרוריסט טרוריסטים מחבל מחבלים|ارهاب ارهابي ارهابيون ارهابيين",
        "martyr martyrs martyred|שהיד שהידים|شهيد شهداء استشهاد",
        "genocide genocidal|ג'נוסייד|اباده",
        "massacre massacres massacred slaughter|טבח טבחו מרחץ|مجزره مجازر مذبحه",
        "barbaric savage savages animals inhuman|ברברי ברברים חיות|همجي همج وحوش بربري",
        "zionists zionist|ציונים ציוני ציונית|صهيوني صهاينه صهيونيه",
        "apartheid|אפרטהייד|ابارتهايد",
        "regime regimes|משטר|نظام",
        "occupier occupiers colonizer colonizers|כובש כובשים קולוניאליסט קולוניאליסטים|محتل محتلون مستعمر مستعمرون",
        "infiltrator infiltrators invaders|מסתנן מסתננים פולשים|متسلل متسللون غزاه",
        "traitor traitors collaborator collaborators|בוגד בוגדים משתפ|خائن خونه عميل عملاء",
        "hatred hateful haters|שנאה שונאים|كراهيه كارهون",
        "cleansing|טיהור|تطهير",
        "nazi nazis|נאצי נאצים|نازي نازيون",
        "radical radicals extremist extremists fanatics|קיצוני קיצונים קיצוניים קנאים|متطرف متطرفون متطرفين",
        "obviously clearly undoubtedly unquestionably|ברור כמובן ללא ספק|بالطبع بالتاكيد بديهي",
        "unfortunately sadly tragically shamefully|לצערנו למרבה הצער|للاسف",
        "absurd ridiculous naive irrational|אבסורד מגוחך נאיבי|سخيف ساذج عبثي",
        "so-called|כביכול|المزعوم المزعومه",
    ];

    /// <summary>Folded word to the rows it stands in.</summary>
    private static readonly ILookup<string, int> _rowOf = _rows
        .SelectMany((row, number) => row.Split('|', ' ').Select(word => (Word: Tokenising.Fold(word), number)))
        .Where(pair => !StopWords.Contains(pair.Word)).ToLookup(pair => pair.Word, pair => pair.number, StringComparer.Ordinal);

    public static IReadOnlyList<Finding> Check(string text, IReadOnlyList<Source> cited, string field, int sentence)
    {
        ArgumentNullException.ThrowIfNull(cited);
        var loaded = Rows(text);
        loaded.ExceptWith(cited.SelectMany(source => source.Versions).SelectMany(version => Rows(version.Text)));
        return loaded.Count == 0
            ? []
            : [new Finding(Rule.Neutrality, Fate.Flagged, field, sentence, "it uses a loaded word that nothing it cites uses")];
    }

    private static HashSet<int> Rows(string text) =>
        [.. Tokenising.Words(text).SelectMany(word => Forms(word)).SelectMany(form => _rowOf[form])];

    private static IEnumerable<string> Forms(Word word)
    {
        yield return word.Folded;
        for (var at = 0; at < MostPrefixes && word.Script is Script.Hebrew && word.Folded.Length - at > 3
            && "והבלמשכ".Contains(word.Folded[at], StringComparison.Ordinal); at++)
        {
            yield return word.Folded[(at + 1)..];
        }
        foreach (var prefix in word.Script is Script.Arabic ? new[] { "وال", "بال", "لل", "ال", "و", "ب", "ل" } : [])
        {
            if (word.Folded.Length > prefix.Length + 2 && word.Folded.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return word.Folded[prefix.Length..];
            }
        }
    }
}
