using System.Text;

namespace Pulse.Moderating;

/// <summary>
/// Puts a neutral mark in the place of a personal detail, so that a reader sees that something was taken out and of
/// which kind, and nobody sees what.
/// </summary>
public static class Redacting
{
    /// <summary>The text without these details.</summary>
    /// <param name="text">The text in which the details were found.</param>
    /// <param name="details">What to take out, in the positions of the text, in order and without overlaps.</param>
    /// <param name="language">The text's language: he, ar or en; any other is marked in English.</param>
    public static string Redact(string text, IReadOnlyList<PersonalDetail> details, string language)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(details);
        var redacted = new StringBuilder(text.Length);
        var kept = 0;
        foreach (var detail in details)
        {
            redacted.Append(text, kept, detail.Span.Start - kept).Append(Mark(detail.Kind, language));
            kept = detail.Span.End;
        }

        return redacted.Append(text, kept, text.Length - kept).ToString();
    }

    public static string Mark(PersonalDetailKind kind, string language) => language switch
    {
        "he" => Hebrew(kind),
        "ar" => Arabic(kind),
        _ => English(kind),
    };

    private static string English(PersonalDetailKind kind) => kind switch
    {
        PersonalDetailKind.PhoneNumber => "[phone number removed]",
        PersonalDetailKind.IdentityNumber => "[identity number removed]",
        PersonalDetailKind.EmailAddress => "[e-mail address removed]",
        PersonalDetailKind.WebAddress => "[web address removed]",
        PersonalDetailKind.Handle => "[account name removed]",
        PersonalDetailKind.LicencePlate => "[licence plate removed]",
        PersonalDetailKind.CoordinatePair => "[location removed]",
    };

    private static string Hebrew(PersonalDetailKind kind) => kind switch
    {
        PersonalDetailKind.PhoneNumber => "[מספר טלפון הוסר]",
        PersonalDetailKind.IdentityNumber => "[מספר זהות הוסר]",
        PersonalDetailKind.EmailAddress => "[כתובת דוא״ל הוסרה]",
        PersonalDetailKind.WebAddress => "[כתובת אתר הוסרה]",
        PersonalDetailKind.Handle => "[שם חשבון הוסר]",
        PersonalDetailKind.LicencePlate => "[מספר רכב הוסר]",
        PersonalDetailKind.CoordinatePair => "[מיקום הוסר]",
    };

    private static string Arabic(PersonalDetailKind kind) => kind switch
    {
        PersonalDetailKind.PhoneNumber => "[حُذف رقم هاتف]",
        PersonalDetailKind.IdentityNumber => "[حُذف رقم هوية]",
        PersonalDetailKind.EmailAddress => "[حُذف عنوان بريد إلكتروني]",
        PersonalDetailKind.WebAddress => "[حُذف عنوان موقع]",
        PersonalDetailKind.Handle => "[حُذف اسم حساب]",
        PersonalDetailKind.LicencePlate => "[حُذف رقم مركبة]",
        PersonalDetailKind.CoordinatePair => "[حُذف موقع]",
    };
}
