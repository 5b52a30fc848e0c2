using Microsoft.Extensions.AI;

namespace Pulse.Language.Calling;

/// <summary>
/// Asks for JSON in the strictest way that the server understands. A server that refuses a style is asked in the next
/// one, and that is remembered as long as the chain lives; so is a server that takes no temperature.
/// </summary>
public sealed class ShapingOutput(IChatClient inner, ModelSettings settings) : WholeReplies(inner)
{
    private static readonly string[] _aboutStyle =
        ["response_format", "response format", "json_schema", "json_object", "json mode", "structured output", "grammar"];

    private volatile SchemaStyle _style = settings.SchemaStyle;
    private volatile bool _takesTemperature = true;

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var said = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        while (true)
        {
            var style = _style;
            var warm = _takesTemperature;
            try
            {
                var shaped = Shape(said, options, style, warm);
                return await base.GetResponseAsync(shaped.Messages, shaped.Options, cancellationToken);
            }
            catch (ServerFailureException failure) when (
                style != SchemaStyle.None && options?.ResponseFormat is ChatResponseFormatJson && Names(failure, _aboutStyle))
            {
                _style = style + 1;
            }
            catch (ServerFailureException failure) when (
                warm && options?.Temperature is not null && Names(failure, ["temperature"]))
            {
                _takesTemperature = false;
            }
        }
    }

    private (IReadOnlyList<ChatMessage> Messages, ChatOptions Options) Shape(
        IReadOnlyList<ChatMessage> messages, ChatOptions? given, SchemaStyle style, bool warm)
    {
        var options = given?.Clone() ?? new ChatOptions();
        options.MaxOutputTokens ??= settings.MostOutputTokens;
        if (!warm)
        {
            options.Temperature = null;
        }

        if (style == SchemaStyle.JsonSchema || options.ResponseFormat is not ChatResponseFormatJson { Schema: { } schema })
        {
            return (messages, options);
        }

        options.ResponseFormat = style == SchemaStyle.JsonObject ? ChatResponseFormat.Json : null;
        // The prompt stays as it is in its file; the schema goes to the end of what varies anyway
        var last = messages[^1];
        var told = new ChatMessage(
            last.Role, $"{last.Text}\n\nReply with one JSON document and nothing else. Its JSON schema:\n{schema.GetRawText()}");
        return ([.. messages.SkipLast(1), told], options);
    }

    private static bool Names(ServerFailureException failure, string[] words) =>
        failure.Status is 400 or 422
        && words.Any(word => $"{failure.Code} {failure.Detail}".Contains(word, StringComparison.OrdinalIgnoreCase));
}
