using Microsoft.AspNetCore.Authorization;
using Pulse.People;

namespace Pulse.Web.Access;

/// <summary>What one may be allowed to do at the desk; every endpoint names exactly one, and whoever names none is refused.</summary>
public static class Right
{
    /// <summary>Results, briefs, runs.</summary>
    public const string Look = "look";

    /// <summary>Held answers, which may hold personal details; auditors have no need of them.</summary>
    public const string Moderate = "moderate";
    public const string Convene = "convene";
    public const string Invite = "invite";
    public const string Analyse = "analyse";
    public const string Translate = "translate";
    public const string Review = "review";
    public const string Publish = "publish";

    /// <summary>Having a model's work estimated, or a brief's running text proposed, and accepting, changing or leaving that.</summary>
    public const string UseModel = "use-model";
    public const string ManageStaff = "manage-staff";

    public static readonly IReadOnlyDictionary<string, IReadOnlyList<StaffRole>> Holders =
        new Dictionary<string, IReadOnlyList<StaffRole>>
        {
            [Look] = [StaffRole.Admin, StaffRole.Facilitator, StaffRole.Researcher, StaffRole.Auditor],
            [Moderate] = [StaffRole.Admin, StaffRole.Facilitator, StaffRole.Researcher],
            [Convene] = [StaffRole.Admin, StaffRole.Facilitator],
            [Invite] = [StaffRole.Admin, StaffRole.Facilitator],
            [Analyse] = [StaffRole.Admin, StaffRole.Researcher],
            [Translate] = [StaffRole.Admin, StaffRole.Facilitator, StaffRole.Researcher],
            [Review] = [StaffRole.Admin, StaffRole.Researcher],
            [Publish] = [StaffRole.Admin, StaffRole.Researcher],
            [UseModel] = [StaffRole.Admin, StaffRole.Facilitator, StaffRole.Researcher],
            [ManageStaff] = [StaffRole.Admin],
        };

    public static bool Has(this StaffMember member, string right) => Holders[right].Contains(member.Role);

    public static void Define(AuthorizationOptions options)
    {
        foreach (var (right, holders) in Holders)
        {
            options.AddPolicy(right, policy => policy
                .RequireAuthenticatedUser()
                .RequireRole(holders.Select(StaffMembers.Word)));
        }

        // An endpoint that forgot to name a right is closed to everybody
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
        options.DefaultPolicy = options.FallbackPolicy;
    }
}
