using Pulse.People;

namespace Pulse.Moderating;

/// <summary>A statement in a language it was not written in, and whether a person or a machine made it.</summary>
public sealed record Translation(Guid StatementId, string Language, byte[] TextSealed, string MadeBy)
{
    public const string ByPerson = "person";
    public const string ByMachine = "machine";

    public string Text(DialogueKey key) => key.Open(TextSealed, Column(Language), StatementId);

    public static Translation Sealed(DialogueKey key, Guid statementId, string language, string text, string madeBy) =>
        new(statementId, language, key.Seal(text, Column(language), statementId), madeBy);

    private static string Column(string language) => $"moderating.translations.text:{language}";
}
