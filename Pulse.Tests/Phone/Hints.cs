namespace Pulse.Tests.Phone;

/// <summary>
/// Sentences as people write them, each with the kinds of hint that it deserves. The first half of each list may show
/// who somebody is; the second half must not be held against anybody.
/// </summary>
internal static class Hints
{
    public static readonly IReadOnlyDictionary<string, (string Text, string Kinds)[]> Of = new Dictionary<string, (string, string)[]>
    {
        ["en"] =
        [
            ("Call me at 050-123 4567", "number"), ("My number is +972 59 912 3456", "number"), ("phone 02-6234567 after six", "number"),
            ("WhatsApp 0599123456", "number"), ("my id is 301234567", "number"), ("(052) 765 4321", "number"), ("054.765.4321", "number"),
            ("+970 (59) 123-4567 is mine", "number"), ("ask for 1700 123 456", "number"),
            ("Write to dana@example.org", "address"), ("@noor_from_gaza", "address"), ("see www.mysite.example", "address"), ("https://x.test/me", "address"),
            ("t.me/noor", "address"), ("my page is noor-photos.com", "address"),
            ("My name is Noor", "name"), ("my name is noor and I am tired", "name"), ("My name's Yael", "name"), ("I am called Abu Ali", "name"),
            ("I'm called Dana", "name"), ("They call me Umm Khaled", "name"), ("Dr. Haddad treated my son", "name"), ("Mrs Cohen next door", "name"),
            ("Sheikh Ahmad said so", "name"), ("Rabbi Levi agrees", "name"), ("Prof. Nasser teaches us", "name"), ("Mr Khalidi told me", "name"),
            ("I live in Haifa", "place"), ("we live in Jaffa since 1950", "place"), ("I work at Hadassah", "place"), ("I study at Birzeit", "place"),
            ("I grew up in Nablus", "place"), ("My family lives in Khan Younis", "place"), ("I am from Hebron", "place"), ("We are from Sderot", "place"),
            ("I come from Ramallah", "place"), ("I'm from the Shuafat camp", "place"), ("our shop is on Salahaddin Street", "place"),
            ("Balata camp is my home", "place"), ("near Jenin Refugee Camp", "place"), ("My name is Noor and I live in Haifa", "name,place"),

            ("I live in fear", ""), ("I live in constant fear of the sirens", ""), ("We live in a tent", ""), ("I live in Israel", ""), ("I live in the West Bank", ""),
            ("We live in Palestine", ""), ("I work in English and Arabic", ""), ("I work on Sundays", ""), ("I live in the Middle East", ""), ("I work at night", ""),
            ("I study in Hebrew", ""), ("I am from Israel and I want peace", ""), ("We come from different sides", ""), ("I live near the border", ""),
            ("They call me a traitor", ""), ("They call me names", ""), ("I am called upon to forgive", ""), ("My name is not important", ""),
            ("my name is on the list", ""), ("The name of the river is on every map", ""), ("My name is irrelevant", ""), ("Sheikh Jarrah is a wound for both", ""),
            ("The doctor said we must wait", ""), ("The Road to peace is long", ""), ("This Road is closed every week", ""), ("The street was empty", ""),
            ("Every camp has its own story", ""), ("The peace camp is too quiet", ""), ("a refugee camp is no place for a child", ""),
            ("Since 1948 and 1967 nothing has changed", ""), ("1948-1967", ""), ("1948, 1967, 1973, 2023", ""), ("on 7.10.2023 everything stopped", ""),
            ("from 2023-10-07 until 2025-01-19", ""), ("12/10/2023", ""), ("Clean water for 100,000 people by 2030", ""), ("2 000 000 people need water", ""),
            ("it cost 1500000 shekels", ""), ("Resolutions 242 and 338", ""), ("between 5 and 10 years", ""), ("I trust neither side. Me too", ""),
            ("Two states, one home, no walls", ""),
        ],
        ["he"] =
        [
            ("התקשרו 02-6234567", "number"), ("הטלפון שלי 050-1234567", "number"), ("תעודת זהות 301234567", "number"), ("+972 52 765 4321 בערב", "number"),
            ("054.765.4321", "number"), ("מספר: 0527654321", "number"), ("03 6234567 במשרד", "number"), ("(02) 623-4567", "number"),
            ("כתבו אל dana@example.org", "address"), ("@dana_haifa", "address"), ("www.dana.example", "address"), ("ראו https://x.test", "address"),
            ("האתר שלי dana-art.com", "address"), ("t.me/dana", "address"),
            ("קוראים לי דנה", "name"), ("שמי יוסף", "name"), ("השם שלי הוא נועה", "name"), ("השם שלי אחמד", "name"), ("ושמי מרים", "name"),
            ("ד״ר כהן טיפלה בי", "name"), ("פרופ׳ לוי לימד אותנו", "name"), ("עו\"ד חדאד ייצג אותי", "name"), ("גברת מזרחי מהמכולת", "name"), ("מר אבו עלי", "name"),
            ("הרב שלמה אמר", "name"), ("השיח' אחמד ביקש", "name"), ("קוראים לי לאה", "name"),
            ("אני גר בחיפה", "place"), ("אני גרה בשדרות", "place"), ("אנחנו גרים ביפו", "place"), ("מתגורר באום אל-פחם", "place"), ("אני עובדת בסורוקה", "place"),
            ("אני לומד בטכניון", "place"), ("גר ברחוב הנביאים", "place"), ("אני גר בבית שמש", "place"), ("אני גרה בבני ברק", "place"), ("גר בחברון", "place"), ("ברחוב הרצל 5", "place"), ("משכונת נווה שאנן", "place"),
            ("בקיבוץ בארי", "place"), ("במושב נתיב העשרה", "place"), ("בכפר קאסם", "place"), ("ממחנה הפליטים בלאטה", "place"), ("אני גרה בכפר עזה", "place"),
            ("רח׳ ביאליק", "place"), ("שמי יוסף ואני גר ברחוב הנביאים", "name,place"),

            ("אני גר בפחד", ""), ("אני גרה בבית של ההורים", ""), ("אנחנו גרים ביחד", ""), ("אני גר במדינה שאני אוהב", ""), ("גרים במתח כל הזמן", ""),
            ("אני עובד בשקט", ""), ("אני עובדת במשרד", ""), ("אני לומד באוניברסיטה", ""), ("אני לומדת בבית ספר דו-לשוני", ""), ("אני גר בישראל", ""),
            ("כל עובד בישראל זכאי לביטחון", ""), ("אני גר בלי תקווה", ""), ("אני עובד בעיקר בלילה", ""), ("הם גרים בצל המלחמה", ""), ("אני גר בין שני עולמות", ""),
            ("אני גרה בצפון", ""), ("אני לומדת בעברית ובערבית", ""), ("אני עובד בחקלאות", ""), ("אני עובד בהייטק", ""),
            ("השם שלי לא חשוב", ""), ("השם שלי על הרשימה", ""), ("קוראים לי בוגד", ""), ("קוראים לי לחזור הביתה", ""), ("קוראים לי בשמות", ""),
            ("עו״ד טוב לא יעזור כאן", ""), ("שתי האומות הן אנטישמיות בעיני הצד השני", ""), ("כל רחוב צריך תאורה", ""), ("בכפר שלנו אין מים", ""), ("בקיבוץ של ההורים", ""),
            ("בכפר קטן ליד הגבול", ""), ("בשכונת מצוקה אין גן", ""), ("ברחוב אחד גרים כולם", ""), ("במחנה הפליטים אין עתיד לילדים", ""), ("מחנה השלום נחלש", ""),
            ("צריך מים נקיים בכל בית, בלי תנאים", ""), ("מאז 1948 ו-1967 דבר לא השתנה", ""), ("1948-1967", ""), ("ב-7.10.2023 הכול נעצר", ""),
            ("מים נקיים ל-100,000 איש עד 2030", ""), ("2 000 000 איש צריכים מים", ""), ("זה עלה 1500000 שקל", ""), ("שתי מדינות, בית אחד", ""),
        ],
        ["ar"] =
        [
            ("رقمي ٠٥٩٩١٢٣٤٥٦", "number"), ("اتصلوا على 050-123 4567", "number"), ("هويتي 901234567", "number"), ("جوال ‎+970 59 912 3456", "number"),
            ("هاتف ٠٢-٦٢٣٤٥٦٧", "number"), ("واتساب 0599123456", "number"), ("۰۵۹۹۱۲۳۴۵۶", "number"), ("08 282 3456", "number"),
            ("اكتبوا إلى dana@example.org", "address"), ("@noor_from_gaza", "address"), ("www.noor.example", "address"), ("https://x.test/noor", "address"),
            ("t.me/noor", "address"), ("صفحتي noor-photos.com", "address"),
            ("اسمي ليلى", "name"), ("إسمي محمود", "name"), ("أنا اسمي نور", "name"), ("واسمي أبو علي", "name"), ("اسمي هو سامي", "name"), ("يسمّونني أم خالد", "name"),
            ("ينادونني أبو يوسف", "name"), ("الدكتور حداد عالج ابني", "name"), ("الشيخ أحمد قال ذلك", "name"), ("السيدة كوهين جارتنا", "name"), ("الأستاذ سمير علّمنا", "name"),
            ("د. سميرة في المستشفى", "name"),
            ("أسكن في جنين", "place"), ("أعيش في غزة", "place"), ("نعيش في خان يونس", "place"), ("أعيش في مدينة نابلس", "place"), ("أعمل في الخليل", "place"),
            ("أدرس في بيرزيت", "place"), ("أقيم في حيفا", "place"), ("نسكن في قرية بلعين", "place"), ("ساكنة في يافا", "place"), ("في شارع الزهراء", "place"),
            ("من مخيم جباليا", "place"), ("في حيّ الرمال", "place"), ("أنا من قرية نعلين", "place"), ("من مخيّم بلاطة", "place"), ("بيتنا في حارة الياسمينة", "place"),
            ("أعمل في مستشفى الشفاء", "place"), ("أعيش في بيت لحم", "place"), ("أعيش في اللد", "place"), ("أسكن في الظاهرية", "place"), ("نعيش في مخيم جباليا", "place"), ("اسمي ليلى وأسكن في جنين", "name,place"),

            ("أعيش في خوف", ""), ("أعيش في خوفٍ دائم", ""), ("نعيش في خيمة", ""), ("أعيش في قلق على أولادي", ""), ("نعيش في ظل الحرب", ""), ("أريد أن أعيش في سلام", ""),
            ("نعيش في ظروف صعبة", ""), ("نعيش في الضفة", ""), ("أعيش في فلسطين", ""), ("نعيش في نفس الأرض", ""), ("أعيش في هذا البلد", ""), ("أعمل في مدرسة", ""),
            ("أدرس في الجامعة", ""), ("أعمل في مستشفى", ""), ("أعمل في الزراعة", ""), ("أعمل في البناء", ""), ("أعيش في بيت أهلي", ""), ("نعيش في كرامة", ""),
            ("أدرس باللغة العربية", ""), ("نعيش في الانتظار", ""), ("نعيش في قرية صغيرة", ""), ("أعيش بكرامة", ""), ("أعيش بسلام مع جيراني", ""), ("أعيش في منطقة حدودية", ""),
            ("اسمي ليس مهمًا", ""), ("اسمي على القائمة", ""), ("يسمّونني خائنًا", ""), ("اسمي لا يهم", ""), ("الشيخ جراح جرح للجميع", ""), ("الدكتور الذي عالجني", ""),
            ("الأستاذ في المدرسة", ""), ("في مخيم للاجئين", ""), ("في شارع واحد", ""), ("من قرية صغيرة قرب الحدود", ""), ("كل مخيم له قصته", ""), ("كل حي يحتاج إلى حديقة", ""),
            ("نحتاج إلى ماء نظيف في كل بيت", ""), ("منذ 1948 و1967 لم يتغير شيء", ""), ("١٩٤٨-١٩٦٧", ""), ("في ٧.١٠.٢٠٢٣ توقف كل شيء", ""), ("ماء نظيف لـ 100,000 شخص", ""),
            ("2 000 000 إنسان يحتاجون إلى الماء", ""), ("كلّف ١٥٠٠٠٠٠ شيكل", ""),
        ],
    };
}
