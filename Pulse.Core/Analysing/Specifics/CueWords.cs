using Pulse.Language;

namespace Pulse.Analysing.Specifics;

/// <summary>
/// Word lists for the cues, one line per matter and the same matters in all three languages, so that a text and its
/// translation are judged alike. They are everyday words of public life, none of them a position.
/// </summary>
internal static class CueWords
{
    private static readonly Dictionary<Cue, string> _lists = new()
    {
        // "Two" is missing on purpose: "the two peoples" is no figure.
        [Cue.Number] = """
            three four five six seven eight nine ten twelve twenty thirty forty fifty sixty ninety hundred thousand million half third quarter
            percent double twice once
            שלוש שלושה שלושת ארבע ארבעה ארבעת חמש חמישה ששה שישה שבע שבעה שמונה תשע תשעה עשר עשרה עשרים שלושים ארבעים חמישים ששים שישים תשעים
            מאה מאתיים מאות אלף אלפיים אלפי אלפים מיליון חצי מחצית שליש רבע אחוז אחוזים פעמיים כפול
            ثلاث ثلاثة أربع أربعة خمس خمسة ست ستة سبع سبعة ثماني ثمانية تسع تسعة عشر عشرة عشرون عشرين ثلاثون ثلاثين أربعين خمسين ستين تسعين مئة
            مائة مئتي مئات ألف آلاف مليون نصف ثلث ربع بالمئة بالمائة مرتين مرة ضعف
            """,
        [Cue.Time] = """
            day week month year hour minute daily weekly monthly yearly annual annually morning evening night noon midnight sunday monday
            tuesday wednesday thursday friday saturday january february march april june july august september october november december
            summer winter spring autumn deadline within semester weekend
            יום ימים יומיים שבוע שבועות שבועיים חודש חודשים חודשיים שנה שנים שנתיים שעה שעות שעתיים דקה דקות יומי יומית שבועי חודשי שנתי שנתית
            בוקר ערב לילה צהריים חצות ראשון שלישי רביעי חמישי שישי שבת ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר
            קיץ חורף אביב סתיו מועד תוך סמסטר סופשבוע
            يوم أيام يومين أسبوع أسابيع أسبوعين شهر أشهر شهور شهرين سنة سنوات سنتين عام أعوام عامين ساعة ساعات ساعتين دقيقة دقائق يوميا أسبوعيا شهريا
            سنويا سنوي صباحا صباح مساء ليلا ليل ظهر الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت كانون شباط آذار نيسان أيار حزيران تموز أيلول تشرين
            يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر صيف شتاء ربيع خريف موعد خلال فصل
            """,
        [Cue.Name] = """
            jerusalem haifa gaza hebron nablus ramallah jenin bethlehem jericho nazareth negev galilee jordan jaffa beersheba ashkelon
            sderot rafah qalandiya tulkarm qalqilya golan sinai eilat lod ramla tiberias afula jezreel mediterranean
            ירושלים חיפה עזה חברון שכם רמאללה גנין יריחו נצרת נגב גליל ירדן יפו עכו אשקלון שדרות רפיח קלנדיה טולכרם קלקיליה גולן סיני
            אילת לוד רמלה טבריה עפולה יזרעאל
            القدس حيفا غزة الخليل نابلس جنين أريحا الناصرة النقب الجليل الأردن يافا عكا عسقلان أشكلون سديروت رفح قلنديا طولكرم
            قلقيلية الجولان سيناء إيلات اللد الرملة طبريا العفولة
            """,
        [Cue.Institution] = """
            ministry minister parliament municipality municipal mayor council court judge police army school university college hospital clinic
            bank company committee authority agency union embassy ombudsman office board inspector team newspaper radio television
            kindergarten library laboratory cooperative donor commission mediator federation
            משרד שר שרה כנסת פרלמנט עירייה עיריות העיר מועצה מועצת משפט שופט משטרה משטרת צבא ספר אוניברסיטה אוניברסיטת מכללה חולים
            מרפאה מרפאת מרפאות בנק חברה ועדה ועדת רשות סוכנות איגוד שגרירות נציב לשכה מפקח צוות עיתון רדיו טלוויזיה גן ספרייה מעבדה קואופרטיב מגשר
            وزارة وزير برلمان بلدية بلديات رئيس مجلس محكمة قاض قاضي شرطة جيش مدرسة مدارس جامعة كلية مستشفى مستشفيات عيادة عيادات بنك شركة لجنة سلطة
            وكالة نقابة سفارة مكتب مفتش فريق صحيفة إذاعة تلفزيون روضة مكتبة مختبر تعاونية وسيط
            """,
        [Cue.Thing] = """
            water electricity pipe pipeline well road bus train rail line crossing gate checkpoint permit visa building land field tree olive
            farm farmer market shop factory job wage salary tax shekel dollar price fee fund budget book textbook teacher student pupil class
            classroom lesson curriculum exam certificate doctor nurse ambulance medicine patient phone website form list report map camera sign
            street park playground garbage sewage plant station solar panel fence ticket card truck goods fish boat hotline prisoner detainee
            lawyer contract law loan desalination reservoir pump lane translator language hebrew arabic english route lorry engineer bed vaccine
            newborn driver licence license passport invoice shelter generator internet
            מים חשמל צינור צינורות באר בארות כביש אוטובוס אוטובוסים רכבת קו קווי מעבר שער מחסום מחסומים היתר היתרים היתרי אשרה בניין קרקע שדה שדות
            עץ עצי זית זיתים משק חקלאי חקלאים שוק חנות מפעל משרה משרות שכר משכורת מס שקל שקלים דולר מחיר אגרה קרן תקציב ספר ספרי מורה מורים מורות
            תלמיד תלמידים סטודנט סטודנטים כיתה כיתות שיעור שיעורי תוכנית בחינה תעודה רופא רופאים אחות אחיות אמבולנס אמבולנסים תרופה תרופות חולה חולים
            טלפון אתר טופס טפסים רשימה רשימת דוח דוחות מפה מצלמה מצלמות שלט שלטים רחוב פארק מגרש אשפה ביוב מתקן תחנה תחנת סולארי סולארית סולאריים
            גדר כרטיס משאית משאיות סחורה סחורות דגים דייגים סירה מוקד אסיר אסירים עציר עצירים חוזה חוק הלוואה הלוואות התפלה מאגר משאבה
            נתיב מתרגם מתורגמן שפה עברית ערבית אנגלית מסלול מהנדס מיטה מיטות חיסון נהג רישיון רישיונות דרכון מקלט גנרטור אינטרנט
            ماء مياه كهرباء أنبوب أنابيب بئر آبار طريق شارع حافلة حافلات قطار سكة خط خطوط معبر معابر بوابة حاجز حواجز تصريح تصاريح تأشيرة مبنى أرض حقل
            شجرة أشجار زيتون مزرعة مزارع مزارعين سوق متجر مصنع وظيفة وظائف أجر أجور راتب رواتب ضريبة شيكل دولار سعر رسوم صندوق ميزانية كتاب كتب معلم معلمين
            معلمون طالب طلاب طلبة تلميذ صف صفوف درس دروس حصة منهاج امتحان شهادة طبيب أطباء ممرضة ممرض إسعاف دواء أدوية مريض مرضى هاتف موقع نموذج نماذج
            قائمة تقرير تقارير خريطة كاميرا كاميرات لافتة لافتات حديقة ملعب نفايات قمامة صرف مجاري محطة شمسية شمسي ألواح سياج تذكرة بطاقة شاحنة شاحنات بضائع
            أسماك صيادين قارب خط سجين سجناء أسير أسرى معتقل معتقلين محام محامي محامين عقد قانون قرض قروض تحلية خزان مضخة مسار مترجم لغة عبرية عربية إنجليزية
            مهندس سرير أسرة لقاح سائق رخصة جواز ملجأ مولد إنترنت
            """,
        [Cue.Action] = """
            build built open opened close repair publish published pay paid fund funded train trained teach taught hire appoint install installed
            remove removed register issue issued extend extended reduce lower lowered translate translated monitor inspect inspected connect
            connected transport release released allocate plant clean visit exchange exchanged record recorded approve approved cancel cancelled
            deliver supply sign signed vote elect licence lease compensate return returned set add added run employ employed lend measure
            לבנות בניית תבנה יבנה יבנו לפתוח פתיחת יפתח תפתח יפתחו ייפתח תיפתח לסגור סגירת לתקן תיקון יתקן יתקנו לפרסם פרסום יפרסם תפרסם יפרסמו יפורסם לשלם
            תשלום ישלם תשלם ישלמו לממן מימון יממן תממן יממנו להכשיר הכשרת הכשרה יכשיר תכשיר ללמד ילמדו ילמד ילמדו להעסיק יעסיק תעסיק למנות תמנה ימנה מינוי
            להתקין התקנת יתקין תתקין יותקנו להסיר הסרת יוסרו תסיר לרשום רישום ירשום להנפיק הנפקת תנפיק ינפיק להאריך הארכת תאריך יוארך להפחית הפחתת יפחית
            להוריד הורדת יוריד תוריד לתרגם תרגום יתרגם תתרגם יתורגם יתורגמו לפקח פיקוח לבדוק בדיקת יבדוק תבדוק לחבר חיבור יחבר תחבר להסיע הסעה הסעות לשחרר
            שחרור ישחרר תשחרר ישוחררו להקצות הקצאת תקצה יקצה לנטוע לנקות ניקוי לבקר ביקור ביקורים להחליף חילופי יחליפו לתעד תיעוד לאשר אישור יאשר תאשר
            לבטל ביטול יבטל תבטל לספק אספקת אספקה יספק תספק לחתום חתימה יחתמו להצביע לפצות פיצוי יפצה תפצה להחזיר החזרת יחזיר תחזיר יוחזרו להקים הקמת
            יקים תקים יקימו יוקם תוקם להוסיף הוספת יוסיף תוסיף יוספו להפעיל הפעלת יפעיל תפעיל יפעלו להלוות תלווה למדוד מדידת
            بناء يبني تبني نبني فتح يفتح تفتح نفتح إغلاق يغلق تغلق إصلاح يصلح تصلح نشر ينشر تنشر دفع يدفع تدفع تمويل يمول تمول تدريب يدرب تدرب تدريس يدرس
            تدرس توظيف يوظف توظف تعيين يعين تعين تركيب يركب تركب إزالة يزيل تزيل تسجيل يسجل تسجل إصدار يصدر تصدر تمديد يمدد تمدد تخفيض خفض يخفض تخفض
            ترجمة يترجم تترجم تترجم مراقبة يراقب تراقب تفتيش يفتش تفتش فحص يفحص تفحص ربط يربط تربط نقل ينقل تنقل الإفراج يفرج تفرج تخصيص يخصص تخصص زرع
            غرس تنظيف زيارة زيارات تبادل يتبادل توثيق يوثق توثق موافقة يوافق توافق إلغاء يلغي تلغي توفير يوفر توفر تزويد يزود تزود توقيع يوقع التصويت
            انتخاب تعويض يعوض تعوض إعادة يعيد تعيد إنشاء ينشئ تنشئ إقامة يقيم تقيم إضافة يضيف تضيف تشغيل يشغل تشغل إقراض يقرض قياس يقيس تقيس
            """,
        [Cue.Plainness] = """
            peace peaceful justice just respect respectful trust hope hopeful love together togetherness understanding understand dialogue
            tolerance tolerant coexistence harmony humanity human dignity equality equal freedom free future better good everyone everybody
            happiness happy life live common value violence hate hatred fear forgiveness forgive reconciliation solution change heart believe
            dream brotherhood mutual prosperity unity united world listen compassion empathy goodwill kindness rights deserve bridge mindset
            important side people peoples generation honest courage responsibility leader
            שלום צדק צודק כבוד לכבד אמון תקווה לקוות אהבה לאהוב ביחד יחד הבנה להבין דיאלוג שיח סובלנות קיום הרמוניה אנושיות אנושות אנוש אנושי
            שוויון שווים חופש חירות חופשי עתיד טוב טובה כולם אושר מאושר חיים לחיות משותף משותפים ערכים אלימות שנאה פחד סליחה לסלוח פיוס
            פתרון שינוי לב לבבות להאמין מאמינים חלום אחווה הדדי הדדית שגשוג אחדות עולם להקשיב הקשבה חמלה אמפתיה רצון חסד זכויות ראוי ראויים גשר גשרים
            חשוב צד צדדים עמים דור דורות כנות אומץ אחריות מנהיג מנהיגים
            سلام سلمي عدالة عدل عادل احترام نحترم ثقة أمل نأمل حب محبة معا سويا تفاهم فهم نفهم حوار تسامح متسامح تعايش انسجام إنسانية إنسان إنساني كرامة
            مساواة متساوين متساوون حرية أحرار مستقبل أفضل خير جيد جميع الجميع كلنا سعادة سعيد حياة نعيش العيش مشترك مشتركة قيم عنف كراهية كره خوف مسامحة
            غفران مصالحة حل تغيير قلب قلوب نؤمن حلم أخوة متبادل متبادلة ازدهار وحدة عالم نصغي إصغاء استماع رحمة تعاطف نية لطف حقوق يستحق تستحق نستحق جسر جسور
            مهم طرف طرفين الطرفان شعب شعوب شعبين جيل أجيال صدق شجاعة مسؤولية قائد قادة
            """,
    };

    private static readonly Dictionary<Cue, HashSet<string>> _forms = _lists.ToDictionary(pair => pair.Key, pair =>
        pair.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(Tokenising.Words).Select(word => word.Folded).Where(form => form.Length > 1).ToHashSet(StringComparer.Ordinal));

    private static readonly string[] _hebrewBefore = ["ו", "ה", "ב", "ל", "מ", "ש", "כ"];
    private static readonly string[] _hebrewAfter = ["ימ", "ות", "ה", "ת", "יות", "י", "נו"];
    private static readonly string[] _arabicBefore = ["وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ف", "ك", "س"];
    private static readonly string[] _arabicAfter = ["ات", "ون", "ين", "ان", "ها", "هم", "نا", "ه", "ا", "ي", "يه"];
    private static readonly string[] _englishAfter = ["s", "es", "ed", "d", "ing", "ers", "er"];

    /// <summary>The cue a word speaks for, if any. The vague ones first: they are never also a thing or a deed.</summary>
    public static Cue? Of(Word word)
    {
        if (word.Folded.Any(char.IsDigit))
        {
            return Cue.Number;
        }
        // A name in capitals, or a Hebrew one with gershayim, is an acronym: an office, a treaty, a force.
        if (word.Surface.Contains('"') || word.Surface.Contains('״') || (word.Surface.Length > 1 && word.Surface.All(char.IsAsciiLetterUpper)))
        {
            return Cue.Name;
        }
        // The word itself says more than what remains of it: "מים" is water, not "from" and a plural.
        foreach (var form in Forms(word))
        {
            foreach (var cue in _order)
            {
                if (_forms[cue].Contains(form))
                {
                    return cue;
                }
            }
        }
        return null;
    }

    private static readonly Cue[] _order = [Cue.Plainness, Cue.Number, Cue.Time, Cue.Name, Cue.Institution, Cue.Thing, Cue.Action];

    /// <summary>The word, then what remains without one to three prefixes, then without an ending as well.</summary>
    private static List<string> Forms(Word word)
    {
        var (before, after) = word.Script switch
        {
            Script.Hebrew => (_hebrewBefore, _hebrewAfter),
            Script.Arabic => (_arabicBefore, _arabicAfter),
            Script.Latin => ([], _englishAfter),
            Script.Other => (Array.Empty<string>(), Array.Empty<string>()),
        };
        var forms = new List<string> { word.Folded };
        for (var i = 0; i < forms.Count && i < 12; i++)
        {
            foreach (var prefix in before)
            {
                if (forms[i].StartsWith(prefix, StringComparison.Ordinal) && forms[i].Length - prefix.Length >= 2 && !forms.Contains(forms[i][prefix.Length..]))
                {
                    forms.Add(forms[i][prefix.Length..]);
                }
            }
        }
        foreach (var form in forms.ToArray())
        {
            foreach (var ending in after)
            {
                if (form.EndsWith(ending, StringComparison.Ordinal) && form.Length - ending.Length >= 3)
                {
                    forms.Add(form[..^ending.Length]);
                    if (word.Script == Script.Arabic)
                    {
                        forms.Add(form[..^ending.Length] + "ه");
                    }
                    if (word.Script == Script.Latin && ending is "ing" or "ed")
                    {
                        forms.Add(form[..^ending.Length] + "e");
                    }
                }
            }
        }
        return forms;
    }
}
