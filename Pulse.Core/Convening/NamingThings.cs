using Pulse.Language;
using Pulse.Language.Verifying;

namespace Pulse.Convening;

/// <summary>A dialogue's glossary as the checks of a model's work take it: sides by their segments' slugs.</summary>
public static class NamingThings
{
    public static IReadOnlyList<NamedThing> Of(Dialogue dialogue)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        return
        [
            .. dialogue.Glossary.Select(entry => new NamedThing(
                Versions(entry.Neutral), [.. entry.Sides.Select(side => new SideNaming(side.Segment, Versions(side.Term)))])),
        ];
    }

    private static IReadOnlyList<TextVersion> Versions(LocalText text) =>
        [.. text.Versions.OrderBy(version => version.Key, StringComparer.Ordinal).Select(version => new TextVersion(version.Key, version.Value))];
}
