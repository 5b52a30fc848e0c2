using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Pulse.Language.Calling;

namespace Pulse.Language.Prompting;

/// <summary>
/// Makes messages of a request: the prompt to the letter; then the parameters on one line, and what people wrote as data
/// between two lines that nobody can foresee.
/// </summary>
public static class Preparing
{
    public static PreparedCall Prepare(Request request)
    {
        ArgumentNullException.ThrowIfNull(request);
        // By content and not by id: the same texts make the same call, whoever's rows they are
        var ordered = request.Items.OrderBy(Canonical, StringComparer.Ordinal).ThenBy(item => item.Id).ToArray();
        var hash = InputHash(request, ordered);
        var items = Shuffled(ordered, hash);
        var schema = request.Shape.Schema();
        var context = new CallContext(
            request.Dialogue, request.Prompt.Task, request.Prompt.Hash, Hashing.Sha256(schema.ToJsonString()), hash,
            [.. request.Items.Select(item => item.Id).Concat(request.AboutSources).Distinct()], request.Run);
        var options = new ChatOptions
        {
            Temperature = 0,
            MaxOutputTokens = request.Prompt.MaxOutputTokens,
            ResponseFormat = ChatResponseFormat.ForJsonSchema(
                JsonSerializer.SerializeToElement(schema), request.Prompt.Task.Replace('-', '_'), request.Prompt.Task),
            AdditionalProperties = new AdditionalPropertiesDictionary { [CallContext.Key] = context },
        };
        return new PreparedCall(
            [new ChatMessage(ChatRole.System, request.Prompt.Body), new ChatMessage(ChatRole.User, User(request, items))],
            options, context, items);
    }

    private static string User(Request request, IReadOnlyDictionary<string, RequestItem> items)
    {
        var data = new JsonObject();
        if (request.About is not null)
        {
            data["about"] = request.About;
        }
        data["items"] = new JsonArray([.. items.Select(pair => (JsonNode)Fields(pair.Value, pair.Key))]);
        var delimiter = "data-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var parameters = new JsonObject { ["parameters"] = request.Parameters.DeepClone() };
        return $"{WritingData.Write(parameters)}\n<<{delimiter}\n{WritingData.Write(data)}\n{delimiter}>>";
    }

    private static JsonObject Fields(RequestItem item, string? id)
    {
        var fields = new JsonObject();
        foreach (var (name, value) in new[] { ("id", id), ("part", item.Part), ("language", item.Language), ("text", item.Text) })
        {
            if (value is not null)
            {
                fields[name] = value;
            }
        }
        return fields;
    }

    private static string Canonical(RequestItem item) => WritingData.Write(Fields(item, null));

    private static string InputHash(Request request, RequestItem[] ordered) => Hashing.Sha256(string.Join(
        '\n', [WritingData.Write(request.Parameters), WritingData.Write(new JsonArray(request.About)), .. ordered.Select(Canonical)]));

    /// <summary>Seeded by the input, so that a reply from the cache means the same items, and no order carries weight twice.</summary>
    private static OrderedDictionary<string, RequestItem> Shuffled(RequestItem[] ordered, string hash)
    {
        var order = new Chance(BinaryPrimitives.ReadUInt64BigEndian(Convert.FromHexString(hash))).Permutation(ordered.Length);
        var items = new OrderedDictionary<string, RequestItem>(StringComparer.Ordinal);
        foreach (var at in order)
        {
            items[string.Create(CultureInfo.InvariantCulture, $"S{items.Count + 1}")] = ordered[at];
        }
        return items;
    }
}
