using Pulse.Convening;

namespace Pulse.Web.Pages;

/// <summary>A dialogue's names in the reader's language, or in the dialogue's first one where it does not speak it.</summary>
public sealed record DialogueNames(Dialogue Dialogue, string DeskLanguage)
{
    public string Language => Dialogue.Languages.Contains(DeskLanguage) ? DeskLanguage : Dialogue.Languages[0];
    public string Slug => Dialogue.Slug;
    public string Title => Dialogue.Title.In(Language);
    public string Address => $"/dialogues/{Slug}";

    public IReadOnlyDictionary<string, string> Segments =>
        Dialogue.Segments.ToDictionary(segment => segment.Slug, segment => segment.Name.In(Language));

    public IReadOnlyDictionary<string, int> Places =>
        Dialogue.Segments.Select((segment, place) => (segment.Slug, place)).ToDictionary(pair => pair.Slug, pair => pair.place);

    public IReadOnlyList<(string Slug, bool Bridging)> Order =>
        [.. Dialogue.Segments.Select(segment => (segment.Slug, segment.Bridging))];

    public string Group(string slug) => Dialogue.WorkingGroups.First(group => group.Slug == slug).Name.In(Language);

    public string Phase(string slug) => Dialogue.Phases.First(phase => phase.Slug == slug).Name.In(Language);

    /// <summary>A thing of the glossary by its neutral name, which is given in any language; one that is not in it stands as it is given.</summary>
    public string Thing(string neutral) =>
        Dialogue.Glossary.FirstOrDefault(entry => entry.Neutral.Versions.Values.Contains(neutral))?.Neutral.In(Language) ?? neutral;

    public Crumb Crumb => new(Title, Address);
}
