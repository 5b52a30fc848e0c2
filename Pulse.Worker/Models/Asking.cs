using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pulse.Language.Calling;

namespace Pulse.Worker.Models;

/// <summary>Sends one JSON request through the SDK and reads one JSON answer, or says as a failure what came instead.</summary>
internal static class Asking
{
    // Hebrew and Arabic as they are: escaped, a letter would be six bytes
    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Servers answer in many shapes; what is deeper than this is none of them.</summary>
    private static readonly JsonDocumentOptions _shallow = new() { MaxDepth = 32 };

    /// <exception cref="ServerFailureException">No usable answer.</exception>
    public static async Task<T> For<T>(
        JsonObject request, Func<BinaryContent, RequestOptions, Task<ClientResult>> send, Func<JsonElement, T> read,
        ModelAccess access, TimeProvider clock, CancellationToken stop)
    {
        using var content = BinaryContent.Create(BinaryData.FromString(request.ToJsonString(_plain)));
        var options = new RequestOptions { CancellationToken = stop, ErrorOptions = ClientErrorBehaviors.NoThrow };
        PipelineResponse response;
        try
        {
            response = (await send(content, options)).GetRawResponse();
        }
        catch (Exception error) when (error is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            throw ReadingFailures.Of(error);
        }

        using (response)
        {
            if (response.Status is < 200 or >= 300)
            {
                throw ReadingFailures.Of(response, access, clock.GetUtcNow());
            }

            try
            {
                using var document = JsonDocument.Parse(response.Content.ToMemory(), _shallow);
                return read(document.RootElement);
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException
                or FormatException or IndexOutOfRangeException)
            {
                throw new ServerFailureException(FailureKind.Unreadable, inner: error);
            }
        }
    }

    /// <summary>Tokens that the server says it used; null where it does not say, as those do that always say none.</summary>
    public static long? Tokens(JsonElement answer, string name) =>
        answer.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object
        && usage.TryGetProperty(name, out var tokens) && tokens.ValueKind == JsonValueKind.Number
        && tokens.TryGetInt64(out var number) && number > 0
            ? number : null;
}
