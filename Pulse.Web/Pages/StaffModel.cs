using Pulse.People;

namespace Pulse.Web.Pages;

/// <param name="Link">A sign-in link that was just made, to be shown this once.</param>
public sealed record StaffModel(IReadOnlyList<StaffMember> Members, string? Link)
{
    public static readonly IReadOnlyList<StaffRole> Roles = Enum.GetValues<StaffRole>();
}
