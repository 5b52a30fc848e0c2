using Pulse.Publishing;

namespace Pulse.Web.Pages;

/// <summary>Languages by the names that their readers give them.</summary>
public static class DialogueLanguages
{
    /// <summary>A language that the desk does not speak is named by its tag.</summary>
    public static string Name(string language) =>
        Wording.Languages.Contains(language) ? DeskContext.WordingIn(language)["language"] : language;
}
