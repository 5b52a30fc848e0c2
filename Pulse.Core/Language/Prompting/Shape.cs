using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pulse.Language.Prompting;

/// <summary>
/// What a reply must look like, said once: as the JSON schema that is sent (strict: every property required, no other
/// allowed) and as the check that code makes, because not every server keeps to the schema it was sent.
/// </summary>
public abstract record Shape
{
    /// <summary>Longest text of any field, in UTF-16 units; what a field may really be long is a verifier's matter.</summary>
    public const int LongestText = 6_000;

    private const int MostItems = 400;

    /// <summary>The JSON schema.</summary>
    public abstract JsonObject Schema();

    /// <summary>Adds a sentence per difference between the value and this shape.</summary>
    public abstract void Check(JsonElement value, string path, List<string> faults);

    public static Shape Text { get; } = new Words();

    public static Shape Choice(params IReadOnlyList<string> values) => new OneOf(values);

    public static Shape List(Shape of) => new Many(of);

    public static Shape Object(params IReadOnlyList<(string Name, Shape Shape)> fields) => new Fields(fields);

    private sealed record Words : Shape
    {
        public override JsonObject Schema() => new() { ["type"] = "string" };

        public override void Check(JsonElement value, string path, List<string> faults)
        {
            if (value.ValueKind != JsonValueKind.String)
            {
                faults.Add($"{path} must be a string");
            }
            else if (!WellFormed(value, out var text) || text.Length > LongestText)
            {
                faults.Add($"{path} is longer than {LongestText} characters or not well-formed text");
            }
        }

        // An escaped half of a surrogate pair is valid JSON and no text
        private static bool WellFormed(JsonElement value, out string text)
        {
            try
            {
                text = value.GetString()!;
                return true;
            }
            catch (InvalidOperationException)
            {
                text = "";
                return false;
            }
        }
    }

    private sealed record OneOf(IReadOnlyList<string> Values) : Shape
    {
        public override JsonObject Schema() =>
            new() { ["type"] = "string", ["enum"] = new JsonArray([.. Values.Select(value => (JsonNode)value)]) };

        public override void Check(JsonElement value, string path, List<string> faults)
        {
            if (value.ValueKind != JsonValueKind.String || !Values.Any(value.ValueEquals))
            {
                faults.Add($"{path} must be one of {string.Join(", ", Values)}");
            }
        }
    }

    private sealed record Many(Shape Of) : Shape
    {
        public override JsonObject Schema() => new() { ["type"] = "array", ["items"] = Of.Schema() };

        public override void Check(JsonElement value, string path, List<string> faults)
        {
            if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > MostItems)
            {
                faults.Add($"{path} must be an array of at most {MostItems}");
                return;
            }
            var at = 0;
            foreach (var item in value.EnumerateArray())
            {
                Of.Check(item, $"{path}[{at++}]", faults);
            }
        }
    }

    private sealed record Fields(IReadOnlyList<(string Name, Shape Shape)> All) : Shape
    {
        public override JsonObject Schema() => new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(All.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)field.Shape.Schema()))),
            ["required"] = new JsonArray([.. All.Select(field => (JsonNode)field.Name)]),
            ["additionalProperties"] = false,
        };

        public override void Check(JsonElement value, string path, List<string> faults)
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                faults.Add($"{path} must be an object");
                return;
            }
            foreach (var (name, shape) in All)
            {
                if (value.TryGetProperty(name, out var field))
                {
                    shape.Check(field, $"{path}.{name}", faults);
                }
                else
                {
                    faults.Add($"{path}.{name} is missing");
                }
            }
            if (value.EnumerateObject().Any(property => All.All(field => field.Name != property.Name)))
            {
                faults.Add($"{path} has properties that were not asked for");
            }
        }
    }
}
