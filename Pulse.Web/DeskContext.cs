using Pulse.People;
using Pulse.Publishing;
using Pulse.Web.Access;

namespace Pulse.Web;

/// <summary>What every page of the desk knows: who looks, in which language, and what its forms must carry.</summary>
public sealed record DeskContext(Wording Wording, StaffMember? Member, string FormToken, string Path)
{
    private const string LanguageCookie = "__Host-pulse-desk-language";

    private static readonly IReadOnlyDictionary<string, Wording> _wordings =
        Wording.Read(typeof(DeskContext).Assembly, "desk");

    public string Language => Wording.Language;

    public bool May(string right) => Member is not null && Member.Has(right);

    public static DeskContext Of(HttpContext context)
    {
        var signedIn = context.Features.Get<SignedIn>();
        return new DeskContext(
            _wordings[LanguageOf(context, signedIn?.Member)],
            signedIn?.Member,
            signedIn is null ? "" : StaffToken.ForForms(signedIn.Session),
            context.Request.Path + context.Request.QueryString);
    }

    public static Wording WordingIn(string language) => _wordings[language];

    public static void Remember(HttpContext context, string language) =>
        context.Response.Cookies.Append(LanguageCookie, language, new CookieOptions
        {
            HttpOnly = true,
            Secure = true,
            SameSite = SameSiteMode.Strict,
            Path = "/",
            MaxAge = TimeSpan.FromDays(365),
        });

    // Chosen before given before preferred: the switch on the page wins over what the browser says
    private static string LanguageOf(HttpContext context, StaffMember? member)
    {
        var accepted = context.Request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString().Split('-')[0].ToLowerInvariant());
        return accepted.Prepend(member?.Language ?? "").Prepend(context.Request.Cookies[LanguageCookie] ?? "")
            .FirstOrDefault(Wording.Languages.Contains, "en");
    }
}
