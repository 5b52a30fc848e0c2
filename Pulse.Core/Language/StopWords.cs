namespace Pulse.Language;

/// <summary>Words that say how a sentence is built, not what it is about, in folded form.</summary>
public static class StopWords
{
    private const string English = """
        a about above after again against all also am an and any are as at be because been before being below between
        both but by can could did do does doing down during each every few for from further get had has have having he
        her here hers him his how i if in into is it its itself just let like made make many may me might more most
        much must my myself need no nor not now of off on once one only or other our ours out over own people really
        same she should so some still such than that the their them then there these they thing think this those through
        to too under until up us very want was way we well were what when where which while who whom why will with
        would yes yet you your yours dont cant wont im ive id youre theyre its thats isnt arent doesnt didnt lot
        """;

    private const string Hebrew = """
        אני אתה את אנחנו אתם אתן הוא היא הם הן זה זו זאת אלה אלו של שלי שלך שלו שלה שלנו שלכם שלהם על אל עם אם או
        גם רק כי אבל אך לא כן יש אין היה היתה הייתה היו יהיה תהיה יהיו להיות מה מי איך איפה מתי למה מדוע כמו כל כלל
        כמה עוד יותר פחות מאוד מאד הכי אחרי לפני בין תחת מעל ליד אצל אותו אותה אותם אותן אותי אותך אותנו לי לך לו לה
        לנו לכם להם בו בה בהם בי בך בנו ממנו ממנה מהם כך כדי לכן אז עכשיו שם פה כאן היום תמיד אף פעם שוב אולי צריך צריכה
        צריכים אפשר חייב חייבים רוצה רוצים חושב חושבת כבר עד מן אשר אחד אחת כאשר כש לפי בלי ללא דבר דברים אנשים יכול
        יכולה יכולים הזה הזאת האלה
        """;

    private const string Arabic = """
        انا انت انتم نحن هو هي هم هن هذا هذه ذلك تلك هؤلاء الذي التي الذين اللواتي ما ماذا من الي الى علي عن في مع او ام
        ان انه انها انهم انا اننا لان لانه لكن لكننا ثم قد لقد لم لن لا نعم كل كلا بعض اي كيف اين متي لماذا هل كان كانت
        كانوا يكون تكون يكونوا ليس ليست هناك هنا بين تحت فوق قبل بعد عند عندما حين حتي كي اذا لو كما مثل جدا اكثر اقل
        فقط ايضا غير سوي به بها بهم له لها لهم لي لك لنا لكم فيه فيها عليه عليها عليهم منه منها منهم اليه اليها الان
        اليوم دائما ربما يجب يمكن اريد نريد اعتقد شيء اشياء الناس احد واحد واحده ذات نفس حول خلال منذ ضد وهو وهي يا
        """;

    private static readonly HashSet<string> _all =
        (English + Hebrew + Arabic).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(Tokenising.Fold).ToHashSet(StringComparer.Ordinal);

    public static bool Contains(string folded) => _all.Contains(folded);
}
