using Pulse.Publishing;

namespace Pulse.Web.Pages;

/// <summary>Reasons for setting an answer aside, as the desk offers and names them.</summary>
public static class Reasons
{
    public static readonly IReadOnlyList<string> Offered =
        ["personal-details", "near-duplicate", "threat", "hatred", "off-topic", "not-readable", "other"];

    /// <summary>A word the wording does not know is shown as it was stored.</summary>
    public static string Name(string reason, Wording wording) =>
        wording.Has($"reason.{reason}") ? wording[$"reason.{reason}"] : reason.Replace('-', ' ');
}
