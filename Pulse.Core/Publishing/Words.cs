namespace Pulse.Publishing;

/// <summary>Somebody's words as stored, and the translations of them, each with who made it.</summary>
/// <param name="Language">"he", "ar" or "en": the language they were written in.</param>
public sealed record Words(string Original, string Language, IReadOnlyList<Translated> Translations)
{
    public Translated? In(string language) =>
        language == Language ? null : Translations.FirstOrDefault(version => version.Language == language);
}

/// <param name="MadeBy">"person" or "machine"; a reader is always told which.</param>
public sealed record Translated(string Language, string Text, string MadeBy);
