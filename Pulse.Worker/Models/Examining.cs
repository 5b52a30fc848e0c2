using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Pulse.Language.Calling;

namespace Pulse.Worker.Models;

/// <summary>What one tiny call showed: a sentence about chat, and one about vectors where they are configured.</summary>
public sealed record Examination(bool Works, IReadOnlyList<string> Sentences);

/// <summary>Tries a configured model on words of our own; no budget pays, nothing is kept.</summary>
public static class Examining
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private static readonly JsonElement _schema = JsonDocument.Parse("""
        {"type":"object","properties":{"word":{"type":"string"}},"required":["word"],"additionalProperties":false}
        """).RootElement;

    public static async Task<Examination> Run(ModelAccess access, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(access);
        using var opening = new Opening(access, clock);
        var settings = access.Settings;
        var headers = access.Headers.Count == 0 ? "" : $", with {string.Join(", ", access.Headers.Keys.Order(StringComparer.OrdinalIgnoreCase))}";
        var where = $"{settings.Provider} at {settings.Endpoint.Host}, {(settings.Inside ? "inside" : "outside")} the house{headers}";
        var chat = await Try($"Chat with '{settings.Model}' ({where})", ending => Chat(opening.Chat, settings, ending), access, stop);
        if (opening.Vectors is not { } generator)
        {
            return new Examination(chat.Works, [chat.Sentence]);
        }

        var vectors = await Try($"Vectors from '{settings.EmbeddingModel}'", ending => Vectors(generator, ending), access, stop);
        return new Examination(chat.Works && vectors.Works, [chat.Sentence, vectors.Sentence]);
    }

    private static async Task<string> Chat(ChatProvider provider, ModelSettings settings, CancellationToken stop)
    {
        var styles = Enum.GetValues<SchemaStyle>().Where(style => style >= settings.SchemaStyle).ToList();
        foreach (var style in styles)
        {
            try
            {
                var response = await provider.GetResponseAsync(
                    [
                        new ChatMessage(ChatRole.System, "You answer in JSON."),
                        new ChatMessage(ChatRole.User, """Answer with {"word":"peace"}."""),
                    ],
                    new ChatOptions { MaxOutputTokens = 256, ResponseFormat = Format(style) }, stop);
                return Judged(response, style, settings);
            }
            catch (ServerFailureException failure) when (failure.Status is 400 or 422 && style != SchemaStyle.None)
            {
                // The next style may be understood; if the last is refused too, that refusal is told
            }
        }

        throw new InvalidOperationException("The last style either answers or throws.");
    }

    private static ChatResponseFormatJson? Format(SchemaStyle style) => style switch
    {
        SchemaStyle.JsonSchema => ChatResponseFormat.ForJsonSchema(_schema, "word"),
        SchemaStyle.JsonObject => ChatResponseFormat.Json,
        SchemaStyle.None => null,
    };

    private static string Judged(ChatResponse response, SchemaStyle style, ModelSettings settings)
    {
        var word = JsonNamingPolicy.SnakeCaseLower.ConvertName(style.ToString());
        var advice = style == settings.SchemaStyle ? "" :
            $", but not with the configured schema style: set Pulse:Model:SchemaStyle to {word} to save a refused call at each start";
        var usage = response.Usage is null ? "; it does not tell how many tokens it uses, so they are estimated" : "";
        return response.Text.Trim() switch
        {
            "" => $"answers, but with nothing ({response.FinishReason?.Value ?? "no reason given"}): its replies may need more than 256 tokens",
            var text when IsJson(text) => $"works with schema style {word}{advice}{usage}.",
            _ => $"answers, but not in JSON with schema style {word}{advice}: expect many repairs and built-in results{usage}.",
        };
    }

    private static async Task<string> Vectors(VectorProvider provider, CancellationToken stop)
    {
        var made = await provider.GenerateAsync(["שלום", "سلام", "peace"], null, stop);
        return string.Create(CultureInfo.InvariantCulture, $"work: {made[0].Vector.Length} numbers for a text.");
    }

    private static async Task<(bool Works, string Sentence)> Try(
        string what, Func<CancellationToken, Task<string>> ask, ModelAccess access, CancellationToken stop)
    {
        var settings = access.Settings;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(settings.Deadline < _patience ? settings.Deadline : _patience);
        try
        {
            return (true, $"{what}: {await ask(patience.Token)}");
        }
        catch (ServerFailureException failure)
        {
            // Nobody's words were sent, so the server may be quoted here
            var said = string.IsNullOrWhiteSpace(failure.Detail) ? "" : $" It says: {OneLine(failure.Detail)}";
            return (false, $"{what}: {failure.Message}{said}{Hint(failure, settings)}{HeaderHint(failure, access)}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (false, $"{what}: {new ServerFailureException(FailureKind.TooLate).Message}");
        }
    }

    // The commonest mistake there is with a server of one's own
    private static string Hint(ServerFailureException failure, ModelSettings settings) =>
        failure is { Status: 404, Code: null } && settings.Provider == "compatible"
        && !settings.Endpoint.AbsolutePath.EndsWith("/v1/", StringComparison.Ordinal)
            ? " Most such servers answer at an address that ends in /v1, and Pulse:Model:Endpoint does not."
            : "";

    // A gateway that wants a header of its own says so in its own words
    private static string HeaderHint(ServerFailureException failure, ModelAccess access) =>
        failure.Status is >= 400 and < 500 && access.Settings.Provider == "compatible"
        && failure.Detail?.Contains("header", StringComparison.OrdinalIgnoreCase) == true
            ? access.Headers.Count == 0
                ? " A header that it wants with every request is set as Pulse:Model:Headers:NAME, and none is."
                : $" Set as Pulse:Model:Headers are {string.Join(", ", access.Headers.Keys.Order(StringComparer.OrdinalIgnoreCase))}."
            : "";

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string OneLine(string text) =>
        string.Concat(text.Take(200).Select(character => char.IsControl(character) ? ' ' : character));
}
