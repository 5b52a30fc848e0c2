namespace Pulse.Api.Words;

public sealed class Arabic : Speech
{
    public override string Language => "ar";

    public override Sentence Of(Refusal refusal) => refusal switch
    {
        Refusal.Malformed => new("تعذّرت قراءة هذا الطلب", "أعيدوا تحميل الصفحة وحاولوا مرة أخرى."),
        Refusal.IdempotencyKeyMissing => new("لا يحمل الطلب مفتاحًا خاصًا به",
            "أرسلوا UUID جديدًا في الترويسة Idempotency-Key مع كل كتابة."),
        Refusal.NoSession => new("لم تسجّلوا الدخول", "افتحوا الصفحة بدعوتكم مرة أخرى."),
        Refusal.ForeignOrigin => new("جاء هذا الطلب من موقع آخر", "افتحوا الصفحة بدعوتكم مرة أخرى."),
        Refusal.CodeNotValid => new("هذا الرمز غير صالح",
            "تحقّقوا من كل حرف. إن كان قد استُخدم من قبل فاطلبوا رمزًا جديدًا ممّن دعاكم."),
        Refusal.NotFound => new("لا يوجد شيء هنا", "ربما حُذف هذا المحتوى. تابعوا إلى السؤال التالي."),
        Refusal.MethodNotAllowed => new("لا يمكن فعل ذلك هنا", "أعيدوا تحميل الصفحة وحاولوا مرة أخرى."),
        Refusal.KeyReused => new("استُخدم هذا المفتاح لطلب آخر", "أرسلوا مفتاحًا جديدًا مع طلب جديد."),
        Refusal.PhaseClosed => new("هذا الجزء غير مفتوح الآن", "عودوا إلى البداية لمعرفة ما هو مفتوح."),
        Refusal.ConsentFirst => new("لم توافقوا على المشاركة بعد", "اقرؤوا نص الموافقة أولًا."),
        Refusal.ConsentChanged => new("تغيّر نص الموافقة", "اقرؤوا النص الجديد ثم قرّروا من جديد."),
        Refusal.SegmentFirst => new("لم تختاروا المجموعة بعد", "اختاروا مجموعة، أو قولوا إنكم تفضّلون عدم الإجابة."),
        Refusal.SegmentAlreadyChosen => new("لم يعد تغيير المجموعة ممكنًا",
            "لقد أجبتم أو صوّتّم. يمكنكم حذف كل شيء بواسطة رمز الحذف واستخدام دعوة جديدة."),
        Refusal.AnswerAlreadyRead => new("لم يعد تغيير هذه الإجابة ممكنًا",
            "لقد قُرئت الإجابة. يمكنكم حذف كل شيء بواسطة رمز الحذف."),
        Refusal.Withdrawn => new("لقد حذفتم كل شيء", "لم يبقَ هنا شيء منكم."),
        Refusal.TooLarge => new("هذا أطول من اللازم", "اختصروه وأرسلوه مرة أخرى."),
        Refusal.UnsupportedMediaType => new("لا يُقرأ هنا إلا JSON", "أرسلوا application/json بترميز UTF-8."),
        Refusal.ValueRefused => new("في هذا الطلب شيء غير ممكن", "انظروا ما الخطأ واختاروا من جديد."),
        Refusal.TextRefused => new("لا يمكن حفظ هذا النص", "انظروا ما الخطأ وعدّلوه وأرسلوه مرة أخرى."),
        Refusal.ContainsCode => new("يحتوي نصّكم على رمز",
            "يبدو أنه رمز دعوة أو رمز حذف، وقد يكشف من أنتم. احذفوه وأرسلوا النص مرة أخرى."),
        Refusal.TooManyRequests => new("كان ذلك أسرع من اللازم", "انتظروا لحظة وحاولوا مرة أخرى."),
        Refusal.OurFault => new("حدث خطأ من جانبنا", "لم يُحفظ شيء. حاولوا مرة أخرى بعد لحظة."),
        Refusal.Unavailable => new("الخدمة غير متاحة الآن", "لم يضِع شيء. حاولوا مرة أخرى بعد لحظة."),
    };

    public override string Of(Fault fault) => fault switch
    {
        Fault.TextEmpty => "النص فارغ.",
        Fault.TextTooLong => "النص أطول من 2,000 حرف.",
        Fault.TextBroken => "يحتوي النص على نصف حرف.",
        Fault.TextControl => "يحتوي النص على حرف تحكّم.",
        Fault.TextBidi => "يحتوي النص على حرف غير مرئي يقلب اتجاه الكتابة.",
        Fault.TextInvisible => "لا يحتوي النص على شيء مرئي.",
        Fault.HoldsCode => "يحتوي النص على رمز دعوة أو رمز حذف.",
        Fault.UnknownLanguage => "هذه اللغة ليست من لغات هذا الحوار.",
        Fault.UnknownSegment => "لا توجد في هذا الحوار مجموعة كهذه.",
        Fault.WrongItemKind => "هذا السؤال يطلب شيئًا آخر.",
        Fault.ImpossibleChoice => "هذا السؤال لا يتيح هذا الاختيار.",
        Fault.QuotingNotAsked => "لا يُقتبس شيء في هذا الحوار.",
        Fault.ConsentNeeded => "لا يشارك إلا من يوافق.",
        Fault.WrongScale => "صوّتوا بالطريقة التي يطلبها السؤال.",
    };
}
