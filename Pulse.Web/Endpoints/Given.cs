using System.Text.Json;

namespace Pulse.Web.Endpoints;

/// <summary>What was sent with a request: a form's fields, or a JSON object whose members are named with dots.</summary>
public sealed class Given
{
    private const int LongestJson = 1 << 20;
    private readonly Dictionary<string, string> _fields;

    private Given(Dictionary<string, string> fields) => _fields = fields;

    /// <returns>Null if the body is neither a form nor a JSON object, or a JSON object with anything but texts and numbers.</returns>
    public static async Task<Given?> Read(HttpRequest request)
    {
        var stop = request.HttpContext.RequestAborted;
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(stop);
            return new Given(form.ToDictionary(field => field.Key, field => field.Value.ToString()));
        }

        var fields = new Dictionary<string, string>();
        if (request.ContentLength is 0 || (request.ContentLength is null && request.ContentType is null))
        {
            return new Given(fields);
        }

        if (!request.HasJsonContentType() || request.ContentLength > LongestJson)
        {
            return null;
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, new JsonDocumentOptions { MaxDepth = 4 }, stop);
            return Gather(document.RootElement, "", fields) ? new Given(fields) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string this[string field] => _fields.GetValueOrDefault(field, "").Trim();

    /// <summary>Fields "wordings.he" and so on, by what follows the dot.</summary>
    public IReadOnlyDictionary<string, string> Under(string name) => _fields
        .Where(field => field.Key.StartsWith(name + ".", StringComparison.Ordinal))
        .ToDictionary(field => field.Key[(name.Length + 1)..], field => field.Value);

    private static bool Gather(JsonElement element, string name, Dictionary<string, string> fields)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                return element.EnumerateObject().All(member =>
                    Gather(member.Value, name.Length == 0 ? member.Name : $"{name}.{member.Name}", fields));
            case JsonValueKind.String or JsonValueKind.Number when name.Length > 0:
                fields[name] = element.ToString();
                return true;
            default:
                return false;
        }
    }
}
