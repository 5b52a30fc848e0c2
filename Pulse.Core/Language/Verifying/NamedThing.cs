namespace Pulse.Language.Verifying;

/// <summary>A thing that the sides name differently.</summary>
/// <param name="Neutral">The neutral wording, one per language.</param>
/// <param name="Sides">Each side's own words for it.</param>
public sealed record NamedThing(IReadOnlyList<TextVersion> Neutral, IReadOnlyList<SideNaming> Sides);

/// <summary>A side's words for a thing; several in one text stand between commas.</summary>
public sealed record SideNaming(string Side, IReadOnlyList<TextVersion> Terms);
