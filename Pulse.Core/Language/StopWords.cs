namespace Pulse.Language;

/// <summary>Words that say how a sentence is built, not what it is about, in folded form.</summary>
public static class StopWords
{
    private const string English = """
        a able about above actually after again against all almost already also although always am among an and another any
        anybody anyone anything anyway are around as at away back be became because become been before being below best better
        between beyond both but by came can cannot come comes could did do does doing done down during each either else enough
        etc even ever every everybody everyone everything few first for from further gave get gets getting give given go goes
        going gone got had has have having he hence her here hers herself him himself his how however i if in indeed instead
        into is it its itself just keep kept kind know last least less let like likely look lot lots made main mainly make makes
        making many may maybe me mean merely might mine more moreover most mostly much must my myself near nearly need needs
        neither never nevertheless next no nobody none nor not nothing now of off often ok okay on once one ones only onto or
        other others otherwise ought our ours ourselves out over own particular people perhaps please put quite rather
        really regarding said same say saying says second see seem seems seen several shall she should simply since so some
        somebody somehow someone something sometimes somewhat soon still such sure take taken takes than that the their theirs
        them themselves then there therefore these they thing things think this those though through throughout thus till to
        too toward towards truly try two under unless until up upon us use used usually very via want wants was way
        ways we well went were what whatever when whenever where whether which while who whoever whole whom whose why will with
        within without would yes yet you your yours yourself yourselves
        arent cant couldnt didnt doesnt dont hadnt hasnt havent hed hes id ill im isnt ive lets mustnt shes shouldnt thats
        theres theyd theyll theyre theyve wasnt weve werent whats wont wouldnt youd youll youre youve
        """;

    private const string Hebrew = """
        אני אתה את אנחנו אנו אתם אתן הוא היא הם הן זה זו זאת אלה אלו זהו זוהי ההוא ההיא ההם הללו הלה הזה הזאת האלה האלו
        של שלי שלך שלו שלה שלנו שלכם שלכן שלהם שלהן על אל עם אם או גם רק כי אבל אך אולם אלא ואילו אילו לולא אילולא לא כן
        יש אין ישנו ישנה ישנם ישנן איני אינני אינך אינו איננו אינה איננה אינכם אינם אינן היה היתה הייתה היו היית הייתי
        היינו הייתם יהיה תהיה יהיו תהיו אהיה נהיה להיות היות מה מי איך איפה היכן מתי למה מדוע כיצד איזה איזו אילו האם כמו
        כל כלל בכלל כלומר כמה עוד יותר פחות מאוד מאד הכי ביותר די ממש מדי אחרי אחר אחרת אחרים אחרות לאחר לפני בין תחת מעל
        מתחת ליד מול אצל אצלי אצלנו אצלם סביב תוך בתוך מתוך מחוץ חוץ מלבד פרט כלפי לקראת לאורך במשך במהלך בעקבות בגלל
        בזכות בשביל למען עבור עבורי עבורנו עבורם כדי אותו אותה אותם אותן אותי אותך אותנו אתכם אתכן אתי אתו איתי איתך איתו
        איתה איתנו איתם עמו עמה עמם לי לך לו לה לנו לכם להם להן בו בה בהם בהן בי בך בנו בכם ממני ממך ממנו ממנה מהם מהן
        מאיתנו אלי אליי אליך אליו אליה אלינו אליכם אליהם עלי עליי עליך עליו עליה עלינו עליכם עליהם ביני בינינו בינו ביניהם
        לכן לפיכך כך ככה לכך בכך מכך אז אזי עכשיו כעת כרגע כיום היום אתמול מחר שם פה כאן הנה תמיד לעולם אף אפילו פעם
        פעמים שוב אולי ייתכן כנראה נראה בטח בוודאי כמובן בעצם באמת למעשה פשוט דווקא בעיקר לפחות לגמרי כמעט בערך עדיין
        כבר טרם עד מן מאז מאשר אשר כאשר כאילו כפי לפי בלי ללא מבלי למרות אפ לגבי בנוגע לדעתי לטעמי לצערי למשל לדוגמה
        לעומת לעיתים לפעמים משום מפני מכיוון כיוון הואיל הרי הלא הרבה מעט קצת מספיק רבים רבות מסוים מסוימת מסוימים
        מסוימות אחד אחת שני שתי שניהם שתיהן ראשון כולם כולן כולנו כולו כולה שאר עצמו עצמה עצמם עצמן עצמי עצמך עצמנו
        משהו מישהו מישהי שום כלום דבר דברים אנשים צריך צריכה צריכים צריכות אפשר אפשרי ניתן חייב חייבת חייבים חייבות
        מוכרח מוכרחים רצוי כדאי ראוי עדיף רוצה רוצים רוצות ירצה חושב חושבת חושבים סבור סבורה מאמין מאמינה יכול יכולה
        יכולים יכולות יוכל תוכל יוכלו נוכל אוכל לעשות עושה עושים עשה אומר אומרת אומרים אמר מצד בצורה באופן בנוסף בסופו
        בכדי כש לש מש
        """;

    private const string Arabic = """
        انا انت انتم انتن نحن هو هي هم هن هما هذا هذه هذان ذلك تلك هؤلاء اولئك الذي التي الذين اللذان اللواتي اللاتي ما
        ماذا من الي الى علي على عن في مع او ام ان انه انها انهم اني انني انا اننا انك لان لانه لانها لانهم لاننا لكن لكنه
        لكنها لكننا ولكن ثم قد لقد لم لن لا ليس ليست ليسوا لست لسنا نعم كلا كل كله كلها كلهم كلنا بعض بعضهم بعضنا اي ايه
        كيف اين متي لماذا هل كان كانت كانوا كنت كنا يكون تكون نكون اكون يكونوا هناك هنا هنالك ثمه بين تحت فوق قبل بعد عند
        عندما عندنا عندهم لدي لدينا لديهم لديه لديها حين حينما حتي كي لكي اذا اذن اذ لو لولا كما مثل مثلا كانه جدا كثيرا
        قليلا اكثر اقل كثير كثيره قليل فقط ايضا كذلك غير سوي عدا رغم برغم بسبب بدون دون به بها بهم بنا له لها لهم لي لك لنا
        لكم فيه فيها فيهم فينا عليه عليها عليهم علينا منه منها منهم منا اليه اليها اليهم الينا معه معها معهم معنا عنه عنها
        عنهم بيننا بينهم الان اليوم امس غدا دائما ابدا احيانا ربما لعل ليت يجب ينبغي يمكن يمكننا لابد بد اريد نريد يريد
        يريدون تريد اعتقد نعتقد اظن اري نري يعني اقول يقول شيء اشياء الناس احد واحد واحده اثنان اول اخر اخري اخرين
        الاخر الاخري ذات ذاته نفس نفسه نفسها حول خلال اثناء منذ ضمن نحو ضد لذلك لهذا هكذا بل الا انما اما سوف لما مما بما
        عما فيما كلما طالما بينما حيث وهو وهي وهم يا هيا بشكل بصوره جميع تماما فعلا طبعا مازال لازال زال صار يصبح
        تم يتم
        """;

    /// <summary>"And", "that", "and that", "when": written onto any word, and a stop word with one of them still is one.</summary>
    private static readonly string[] _hebrewOntoAny = ["ו", "ש", "וש", "כש", "וכש", "שה"];

    /// <summary>"In", "to", "from", "like": written onto these, they make stop words; onto others they may make a noun.</summary>
    private static readonly string[] _hebrewOntoSome = ["ב", "ל", "מ", "כ", "ה", "וב", "ול", "ומ", "שב", "של", "שמ", "מה", "בה", "לה"];

    private const string HebrewTakingAll = """
        זה זו זאת אלה אלו כל כולם כמה מה מי יותר אחד אחת אותו אותה אותם אותן אחר אחרת אחרים שאר פחות אין כאן שם פה
        """;

    private static readonly string[] _arabicOntoAny = ["و", "ف"];

    private static readonly string[] _arabicOntoSome = ["ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل"];

    private const string ArabicTakingAll = "هذا هذه ذلك تلك كل ما من ان انه بعض اي غير هؤلاء";

    /// <summary>Nouns and verbs that look like one of these with something before it: committee, neighbour, asked, oil,
    /// language, captivity, tank; guardian, understanding, loss.</summary>
    private const string StillWords = "ועד שכן שאל שמן שפה שבי מכל ولي فهم فقد";

    private static readonly HashSet<string> _all = [.. Folded(English), .. Folded(Hebrew), .. Folded(Arabic), .. WithPrefixes()];

    public static bool Contains(string folded) => _all.Contains(folded);

    private static IEnumerable<string> WithPrefixes() =>
        Joined(_hebrewOntoAny, Hebrew).Concat(Joined(_hebrewOntoSome, HebrewTakingAll))
            .Concat(Joined(_arabicOntoAny, Arabic)).Concat(Joined(_arabicOntoSome, ArabicTakingAll))
            .Except(Folded(StillWords), StringComparer.Ordinal);

    private static IEnumerable<string> Joined(string[] prefixes, string words) =>
        Folded(words).SelectMany(word => prefixes.Select(prefix => prefix + word));

    private static IEnumerable<string> Folded(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Tokenising.Fold);
}
