using System.Text.Json.Nodes;

namespace Pulse.Tests.Language.Scripted;

/// <summary>An item as a server sees it.</summary>
public sealed record ScriptedItem(string Id, string Text, string? Language, string? Part);

/// <summary>A chat request's body, read by the contract: parameters on the first line, data between two marker lines.</summary>
public sealed record ScriptedRequest(string System, JsonObject Parameters, string Delimiter, JsonObject Data, IReadOnlyList<ScriptedItem> Items)
{
    public string Language => Parameters["language"]!.GetValue<string>();

    public static ScriptedRequest Read(JsonNode body)
    {
        var messages = (JsonArray)body["messages"]!;
        var lines = Content(messages[1]!).Split('\n');
        if (lines is not [var parameters, var opening, var data, var closing]
            || opening[2..] is not { Length: 37 } delimiter || opening[..2] != "<<" || closing != delimiter + ">>")
        {
            throw new FormatException("The user message is not parameters and data between two marker lines.");
        }
        var document = (JsonObject)JsonNode.Parse(data)!;
        return new ScriptedRequest(
            Content(messages[0]!), (JsonObject)JsonNode.Parse(parameters)!["parameters"]!, delimiter, document,
            [.. ((JsonArray)document["items"]!).Select(item => new ScriptedItem(
                item!["id"]!.GetValue<string>(), item["text"]!.GetValue<string>(), item["language"]?.GetValue<string>(), item["part"]?.GetValue<string>()))]);
    }

    /// <summary>Content is a string, or a list of parts of which text is one kind.</summary>
    private static string Content(JsonNode message) => message["content"] is JsonArray parts
        ? string.Concat(parts.Select(part => part!["text"]?.GetValue<string>()))
        : message["content"]!.GetValue<string>();
}
