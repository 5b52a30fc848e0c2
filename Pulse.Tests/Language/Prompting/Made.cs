using System.Text.Json.Nodes;
using Pulse.Language;
using Pulse.Language.Editing;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;

namespace Pulse.Tests.Language.Prompting;

/// <summary>Inputs that the tests of the language layer share.</summary>
internal static class Made
{
    public static readonly IReadOnlyList<NamedThing> Glossary =
    [
        new(
            [new("he", "מלחמת 1948"), new("ar", "حرب 1948"), new("en", "the 1948 war")],
            [
                new("first", [new("he", "מלחמת העצמאות"), new("ar", "حرب الاستقلال"), new("en", "the War of Independence")]),
                new("second", [new("he", "הנכבה"), new("ar", "النكبة"), new("en", "the Nakba")]),
            ]),
        new(
            [new("he", "הגדה המערבית"), new("ar", "الضفة الغربية"), new("en", "the West Bank")],
            [
                new("first", [new("he", "יהודה ושומרון"), new("ar", "يهودا والسامرة"), new("en", "Judea and Samaria")]),
                new("second", [new("he", "הגדה המערבית הכבושה"), new("ar", "الضفة الغربية المحتلة"), new("en", "the occupied West Bank")]),
            ]),
    ];

    public static EditingContext Context(string language) => new(Guid.NewGuid(), Guid.NewGuid(), language, Glossary);

    public static Source Source(string language, string text, string? part = null) => new(Guid.NewGuid(), [new TextVersion(language, text)], part);

    public static Request Request(params IReadOnlyList<RequestItem> items) => new()
    {
        Prompt = ReadingPrompts.Of(PromptTasks.Flag, "en"),
        Shape = Shape.Object(("answers", Shape.List(Shape.Object(("id", Shape.Text), ("flags", Shape.List(Shape.Choice("spam", "threat"))), ("why", Shape.Text))))),
        Parameters = new JsonObject { ["language"] = "en" },
        Items = items,
        Dialogue = Guid.Parse("11111111-1111-1111-1111-111111111111"),
    };

    public static RequestItem Item(string text, string language = "en") => new(Guid.NewGuid(), text, language);
}
