namespace Pulse.Web.Pages;

/// <summary>Reasons for setting an answer aside, as the desk offers them.</summary>
public static class Reasons
{
    public static readonly IReadOnlyList<string> Offered =
        ["personal-details", "near-duplicate", "threat", "hatred", "off-topic", "not-readable", "other"];
}
