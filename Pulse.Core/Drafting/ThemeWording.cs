using Pulse.Language.Editing;

namespace Pulse.Drafting;

/// <summary>A theme's heading and summary in one language.</summary>
/// <param name="Theme">The theme or sub-theme.</param>
/// <param name="Sources">Every statement whose words were before whoever made it.</param>
public sealed record ThemeWording(
    Guid Theme, string Language, string Label, IReadOnlyList<EditedSentence> Summary, Origin Origin, IReadOnlyList<Guid> Sources);
