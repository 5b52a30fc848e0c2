namespace Pulse.Api.Words;

public sealed class Hebrew : Speech
{
    public override string Language => "he";

    public override Sentence Of(Refusal refusal) => refusal switch
    {
        Refusal.Malformed => new("לא ניתן לקרוא את הבקשה", "טענו את הדף מחדש ונסו שוב."),
        Refusal.IdempotencyKeyMissing => new("לבקשה אין מפתח משלה",
            "שלחו UUID חדש בכותרת Idempotency-Key עם כל כתיבה."),
        Refusal.NoSession => new("אינכם מחוברים", "פתחו שוב את הדף עם ההזמנה שלכם."),
        Refusal.ForeignOrigin => new("הבקשה הגיעה מאתר אחר", "פתחו שוב את הדף עם ההזמנה שלכם."),
        Refusal.CodeNotValid => new("הקוד אינו תקף",
            "בדקו כל תו. אם כבר נעשה בו שימוש, בקשו קוד חדש ממי שהזמינו אתכם."),
        Refusal.NotFound => new("אין כאן דבר", "ייתכן שהתוכן נמחק. המשיכו לשאלה הבאה."),
        Refusal.MethodNotAllowed => new("לא ניתן לעשות זאת כאן", "טענו את הדף מחדש ונסו שוב."),
        Refusal.KeyReused => new("המפתח כבר שימש לבקשה אחרת", "שלחו מפתח חדש עם בקשה חדשה."),
        Refusal.PhaseClosed => new("החלק הזה אינו פתוח כעת", "חזרו להתחלה כדי לראות מה פתוח."),
        Refusal.ConsentFirst => new("עוד לא הסכמתם להשתתף", "קראו תחילה את נוסח ההסכמה."),
        Refusal.ConsentChanged => new("נוסח ההסכמה השתנה", "קראו את הנוסח החדש והחליטו שוב."),
        Refusal.SegmentFirst => new("עוד לא בחרתם קבוצה", "בחרו קבוצה, או ציינו שאתם מעדיפים לא לומר."),
        Refusal.SegmentAlreadyChosen => new("כבר לא ניתן לשנות את הקבוצה",
            "כבר עניתם או הצבעתם. אפשר למחוק הכול בעזרת קוד מחיקה ולהשתמש בהזמנה חדשה."),
        Refusal.AnswerAlreadyRead => new("כבר לא ניתן לשנות את התשובה",
            "התשובה כבר נקראה. אפשר למחוק הכול בעזרת קוד מחיקה."),
        Refusal.Withdrawn => new("מחקתם הכול", "לא נותר כאן דבר שלכם."),
        Refusal.TooLarge => new("הטקסט ארוך מדי", "קצרו ושלחו שוב."),
        Refusal.UnsupportedMediaType => new("כאן נקרא רק JSON", "שלחו application/json בקידוד UTF-8."),
        Refusal.ValueRefused => new("משהו בבקשה אינו אפשרי", "ראו מה שגוי ובחרו שוב."),
        Refusal.TextRefused => new("לא ניתן לשמור את הטקסט", "ראו מה שגוי, תקנו ושלחו שוב."),
        Refusal.ContainsCode => new("הטקסט מכיל קוד",
            "זה נראה כמו קוד הזמנה או קוד מחיקה, והוא עלול לחשוף מי אתם. הסירו אותו ושלחו שוב."),
        Refusal.TooManyRequests => new("מהר מדי", "המתינו רגע ונסו שוב."),
        Refusal.OurFault => new("משהו השתבש אצלנו", "דבר לא נשמר. נסו שוב בעוד רגע."),
        Refusal.Unavailable => new("השירות אינו זמין כרגע", "דבר לא אבד. נסו שוב בעוד רגע."),
    };

    public override string Of(Fault fault) => fault switch
    {
        Fault.TextEmpty => "הטקסט ריק.",
        Fault.TextTooLong => "הטקסט ארוך מ־2,000 תווים.",
        Fault.TextBroken => "הטקסט מכיל חצי תו.",
        Fault.TextControl => "הטקסט מכיל תו בקרה.",
        Fault.TextBidi => "הטקסט מכיל תו בלתי נראה שהופך את כיוון הכתיבה.",
        Fault.TextInvisible => "אין בטקסט דבר שאפשר לראות.",
        Fault.HoldsCode => "הטקסט מכיל קוד הזמנה או קוד מחיקה.",
        Fault.UnknownLanguage => "השפה הזאת אינה אחת משפות הדיאלוג.",
        Fault.UnknownSegment => "אין בדיאלוג קבוצה כזאת.",
        Fault.WrongItemKind => "השאלה הזאת מבקשת משהו אחר.",
        Fault.ImpossibleChoice => "השאלה הזאת אינה מציעה את הבחירה הזאת.",
        Fault.QuotingNotAsked => "בדיאלוג הזה לא מצטטים דבר.",
        Fault.ConsentNeeded => "רק מי שמסכים יכול להשתתף.",
        Fault.WrongScale => "הצביעו בדרך שהשאלה מבקשת.",
    };
}
