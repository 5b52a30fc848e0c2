using Pulse.Language;

namespace Pulse.Tests.Analysing.Specifics;

/// <summary>
/// Synthetic statements in three languages, platitudes and concrete ones, each line one text with its two translations.
/// The first half was written together with the word lists; the second half after them, and no word was added for it
/// (words that mean something else as well, such as Hebrew "with" beside "people", were taken out later).
/// </summary>
internal static class PlainAndConcrete
{
    public sealed record Line(bool Concrete, bool HeldOut, string Hebrew, string Arabic, string English)
    {
        public IReadOnlyList<TextVersion> Versions => [new("ar", Arabic), new("en", English), new("he", Hebrew)];

        public string In(string language) => Versions.First(version => version.Language == language).Text;
    }

    public static readonly IReadOnlyList<Line> Lines =
    [
        Plain(false, "כולנו רוצים לחיות בשלום ובביטחון", "كلنا نريد أن نعيش بسلام وأمان", "We all want to live in peace and security"),
        Plain(false, "צריך יותר כבוד הדדי בין שני העמים", "نحتاج إلى مزيد من الاحترام المتبادل بين الشعبين", "We need more mutual respect between the two peoples"),
        Plain(false, "רק דיאלוג והקשבה יביאו לשינוי אמיתי", "فقط الحوار والإصغاء سيجلبان تغييرا حقيقيا", "Only dialogue and listening will bring real change"),
        Plain(false, "כל אדם ראוי לכבוד ולצדק", "كل إنسان يستحق الكرامة والعدالة", "Every person deserves dignity and justice"),
        Plain(false, "הילדים הם העתיד שלנו", "الأطفال هم مستقبلنا", "Children are our future"),
        Plain(false, "אלימות אף פעם לא פותרת שום דבר", "العنف لا يحل شيئا أبدا", "Violence never solves anything"),
        Plain(false, "עלינו ללמוד לסלוח ולהתחיל מחדש", "علينا أن نتعلم المسامحة ونبدأ من جديد", "We must learn to forgive and begin anew"),
        Plain(false, "ביחד נוכל לבנות עולם טוב יותר", "معا نستطيع أن نبني عالما أفضل", "Together we can build a better world"),
        Plain(false, "מנהיגים צריכים להיות כנים ואחראים", "على القادة أن يكونوا صادقين ومسؤولين", "Leaders should be honest and responsible"),
        Plain(false, "חשוב להבין את הכאב של הצד השני", "من المهم أن نفهم ألم الطرف الآخر", "It is important to understand the pain of the other side"),
        Plain(false, "תקווה חזקה יותר מפחד", "الأمل أقوى من الخوف", "Hope is stronger than fear"),
        Concrete(false, "לפתוח את מעבר ארז 24 שעות ביממה לחולים ולאמבולנסים", "فتح معبر إيرز 24 ساعة يوميا للمرضى وسيارات الإسعاف", "Open the Erez crossing 24 hours a day for patients and ambulances"),
        Concrete(false, "משרד החינוך יממן מורה לערבית בכל בית ספר יסודי עד ספטמבר", "تمول وزارة التعليم معلما للعربية في كل مدرسة ابتدائية حتى أيلول", "The ministry of education should fund an Arabic teacher in every primary school by September"),
        Concrete(false, "מתקן התפלה משותף יספק מים לחברון ולבאר שבע", "محطة تحلية مشتركة تزود الخليل وبئر السبع بالمياه", "A joint desalination plant should supply water to Hebron and Beersheba"),
        Concrete(false, "להוריד את אגרת היתר העבודה למאה שקלים בחודש", "تخفيض رسوم تصريح العمل إلى مئة شيكل في الشهر", "Lower the fee of a work permit to one hundred shekels a month"),
        Concrete(false, "העירייה תפרסם את תקציב הפינוי של האשפה לפי שכונות", "تنشر البلدية ميزانية جمع النفايات حسب الأحياء", "The municipality should publish its budget for garbage collection by neighbourhood"),
        Concrete(false, "קו אוטובוס ישיר מנצרת לחיפה כל חצי שעה", "خط حافلات مباشر من الناصرة إلى حيفا كل نصف ساعة", "A direct bus line from Nazareth to Haifa every half hour"),
        Concrete(false, "לפצות חקלאים שעצי הזית שלהם נעקרו תוך שלושה חודשים", "تعويض المزارعين الذين اقتلعت أشجار زيتونهم خلال ثلاثة أشهر", "Compensate farmers whose olive trees were uprooted within three months"),
        Concrete(false, "להתקין מצלמות בכל מחסום ולפרסם דוח שנתי", "تركيب كاميرات في كل حاجز ونشر تقرير سنوي", "Install cameras at every checkpoint and publish a yearly report"),
        Concrete(false, "להכשיר חמישים אחיות דוברות ערבית לבתי החולים בירושלים", "تدريب خمسين ممرضة ناطقة بالعربية لمستشفيات القدس", "Train fifty Arabic speaking nurses for the hospitals of Jerusalem"),
        Concrete(false, "לתרגם כל טופס של בית המשפט לערבית ולעברית", "ترجمة كل نموذج في المحكمة إلى العربية والعبرية", "Translate every court form into Arabic and Hebrew"),
        Concrete(false, "לאפשר לדייגים לצאת עד שנים עשר מייל מחוף עזה", "السماح للصيادين بالإبحار حتى اثني عشر ميلا من شاطئ غزة", "Allow fishermen to sail up to twelve miles from the coast of Gaza"),

        Plain(true, "הגיע הזמן לשים את העבר מאחורינו", "حان الوقت لنضع الماضي وراءنا", "It is time to put the past behind us"),
        Plain(true, "אין דרך לשלום, השלום הוא הדרך", "لا طريق إلى السلام، السلام هو الطريق", "There is no way to peace, peace is the way"),
        Plain(true, "אנשים פשוטים משני הצדדים רוצים שקט", "الناس العاديون من الطرفين يريدون الهدوء", "Ordinary people on both sides want quiet"),
        Plain(true, "צריך למצוא דרך שתהיה הוגנת לכולם", "يجب أن نجد طريقة منصفة للجميع", "We have to find a way that is fair to everyone"),
        Plain(true, "המצב הזה לא יכול להימשך לנצח", "هذا الوضع لا يمكن أن يستمر إلى الأبد", "This situation cannot go on forever"),
        Plain(true, "מים הם חיים וצריך לחלוק אותם בהגינות", "الماء حياة ويجب أن نتقاسمه بإنصاف", "Water is life and should be shared fairly"),
        Plain(true, "חינוך טוב הוא המפתח להכול", "التعليم الجيد هو مفتاح كل شيء", "A good education is the key to everything"),
        Plain(true, "הגיע לנו ממשלה שאכפת לה", "نستحق حكومة تهتم بنا", "We deserve a government that cares"),
        Plain(true, "כל עוד יש כבוד אפשר להתקדם", "ما دام هناك احترام يمكننا التقدم", "As long as there is respect we can move forward"),
        Plain(true, "צריך לראות בני אדם ולא אויבים", "يجب أن نرى بشرا لا أعداء", "We should see human beings and not enemies"),
        Plain(true, "העולם צריך לעזור יותר", "على العالم أن يساعد أكثر", "The world should help more"),
        Concrete(true, "להאריך את שעות הפתיחה של גשר אלנבי עד חצות בימי חג", "تمديد ساعات عمل جسر اللنبي حتى منتصف الليل في الأعياد", "Extend the opening hours of the Allenby bridge until midnight on holidays"),
        Concrete(true, "כל אסיר יקבל שיחת טלפון אחת בשבוע עם משפחתו", "يحصل كل سجين على مكالمة هاتفية واحدة في الأسبوع مع عائلته", "Every prisoner gets one phone call a week with the family"),
        Concrete(true, "להקים לוח סולארי על גג כל בית ספר בנגב", "تركيب ألواح شمسية على سطح كل مدرسة في النقب", "Put solar panels on the roof of every school in the Negev"),
        Concrete(true, "ועדה של מהנדסים משני הצדדים תבדוק את הביוב בנחל קדרון", "لجنة مهندسين من الطرفين تفحص مياه الصرف في وادي قدرون", "A committee of engineers from both sides inspects the sewage in the Kidron stream"),
        Concrete(true, "לשלם למורים בכפרים הקטנים תוספת של 15 אחוז", "دفع علاوة 15 بالمئة للمعلمين في القرى الصغيرة", "Pay teachers in small villages a bonus of 15 percent"),
        Concrete(true, "להחזיר גופות למשפחות בתוך שבועיים", "إعادة الجثامين إلى العائلات خلال أسبوعين", "Return bodies to their families within two weeks"),
        Concrete(true, "לסמן שבילי הליכה בשלוש שפות", "وضع علامات على مسارات المشي بثلاث لغات", "Mark hiking trails in three languages"),
        Concrete(true, "קרן הלוואות של עשרה מיליון דולר לעסקים משותפים", "صندوق قروض بعشرة ملايين دولار للأعمال المشتركة", "A loan fund of ten million dollars for joint businesses"),
        Concrete(true, "משטרה קהילתית דוברת ערבית בלוד וברמלה", "شرطة مجتمعية ناطقة بالعربية في اللد والرملة", "Community police who speak Arabic in Lod and Ramla"),
        Concrete(true, "לבטל את הצורך באישור לרופאים שעובדים במזרח ירושלים", "إلغاء شرط التصريح للأطباء العاملين في القدس الشرقية", "Cancel the permit requirement for doctors who work in East Jerusalem"),
        Concrete(true, "להפסיק הריסת בתים עד שתאושר תוכנית מתאר", "وقف هدم البيوت حتى المصادقة على مخطط هيكلي", "Stop demolishing houses until a zoning plan is approved"),
    ];

    private static Line Plain(bool heldOut, string hebrew, string arabic, string english) => new(false, heldOut, hebrew, arabic, english);

    private static Line Concrete(bool heldOut, string hebrew, string arabic, string english) => new(true, heldOut, hebrew, arabic, english);
}
