using Pulse.Language;

namespace Pulse.Tests.Analysing;

/// <summary>Synthetic answers about two working groups' questions in three languages; some have translations, most do not.</summary>
internal static class Trilingual
{
    public sealed record Answer(string Theme, IReadOnlyList<TextVersion> Versions);

    public static readonly IReadOnlyList<Answer> Answers =
    [
        Of("water", ("he", "המים צריכים להגיע לכל בית, בלי קשר למי גר בו"), ("ar", "يجب أن تصل المياه إلى كل بيت بغض النظر عن ساكنيه"), ("en", "Water should reach every home, whoever lives there")),
        Of("water", ("he", "צריך מתקן התפלה משותף שיספק מים לעזה ולנגב"), ("ar", "نحتاج محطة تحلية مشتركة توفر المياه لغزة والنقب"), ("en", "We need a shared desalination plant giving water to Gaza and the Negev")),
        Of("water", ("he", "הבארות והמעיינות הם של כולם, והמים לא מכירים גבול"), ("ar", "الآبار والينابيع للجميع والمياه لا تعرف حدودا"), ("en", "Wells and springs belong to everyone, water knows no border")),
        Of("water", ("he", "בלי מים אין חקלאות, ובלי חקלאות אין פרנסה")),
        Of("water", ("he", "מחיר המים לחקלאות גבוה מדי בכפרים")),
        Of("water", ("ar", "سعر المياه للزراعة مرتفع جدا في القرى")),
        Of("water", ("ar", "بدون المياه لا توجد زراعة، والآبار تجف كل صيف")),
        Of("water", ("en", "The price of water for farming is too high in the villages")),
        Of("water", ("en", "Our wells run dry every summer and the water tanks are empty")),
        Of("water", ("en", "Desalination plants could supply water to both peoples")),
        Of("education", ("he", "ילדים צריכים ללמוד את שתי השפות בבית הספר"), ("ar", "يجب أن يتعلم الأطفال اللغتين في المدرسة"), ("en", "Children should learn both languages at school")),
        Of("education", ("he", "ספרי הלימוד צריכים לספר את ההיסטוריה של שני העמים"), ("ar", "يجب أن تروي الكتب المدرسية تاريخ الشعبين"), ("en", "School textbooks should tell the history of both peoples")),
        Of("education", ("he", "מורים מתחלפים בין בתי ספר יעזרו לילדים להכיר"), ("ar", "تبادل المعلمين بين المدارس يساعد الأطفال على التعارف"), ("en", "Teachers exchanged between schools would help children to know each other")),
        Of("education", ("he", "בתי הספר הדו לשוניים מלמדים ילדים לגדול יחד")),
        Of("education", ("he", "המורים צריכים הכשרה ללמד היסטוריה של שני הצדדים")),
        Of("education", ("ar", "المعلمون بحاجة إلى تدريب لتدريس تاريخ الطرفين")),
        Of("education", ("ar", "المدارس ثنائية اللغة تعلم الأطفال أن يكبروا معا")),
        Of("education", ("en", "Bilingual schools teach children to grow up together")),
        Of("education", ("en", "Teachers need training to teach the history of both sides")),
        Of("education", ("en", "Every school should have teachers who speak both languages")),
    ];

    private static Answer Of(string theme, params (string Language, string Text)[] versions) =>
        new(theme, versions.Select(version => new TextVersion(version.Language, version.Text)).ToArray());
}
