using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;
using Npgsql;
using Pulse.People;

namespace Pulse.Language.Calling;

/// <summary>
/// Answers from what a model answered before, where provider, endpoint, model, prompt, schema and input are the same. A
/// new reply is kept only when the caller says that it passed every check, by awaiting <see cref="Accept"/>.
/// </summary>
public sealed class CachingReplies(
    IChatClient inner, ModelSettings settings, NpgsqlDataSource database, Keyring keyring, ForgettingReplies forget,
    TimeProvider clock) : WholeReplies(inner)
{
    /// <summary>A <c>Func&lt;CancellationToken, Task&gt;</c> on the response: keeps it.</summary>
    public const string Accept = "pulse.accept";

    /// <summary>True on a response that cost no call.</summary>
    public const string Cached = "pulse.cached";

    public const string TextColumn = "language.replies.text";

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var said = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var context = ContextOf(options?.AdditionalProperties);
        var (id, known) = await Find(context, said, cancellationToken);
        if (known is not null)
        {
            return Marked(new ChatResponse(new ChatMessage(ChatRole.Assistant, known)) { FinishReason = ChatFinishReason.Stop }, Cached, true);
        }

        var response = await base.GetResponseAsync(said, options, cancellationToken);
        return Marked(response, Accept, (Func<CancellationToken, Task>)(stop => Keep(context, id, response.Text, stop)));
    }

    private async Task<(Guid Id, string? Known)> Find(
        CallContext context, IReadOnlyList<ChatMessage> messages, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var key = await keyring.Of(connection, context.Dialogue, stop);
        // Delimiters differ from call to call, so the first two messages are known by their hashes; a repair says more
        var repair = string.Join('\n', messages.Skip(2).Select(message => $"{message.Role} {message.Text}"));
        var id = key.IdOf(string.Join(
            '|', "reply", settings.Provider, settings.Endpoint, settings.Model, context.Task, context.PromptHash,
            context.SchemaHash, context.InputHash, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(repair)))));
        var found = await Replies.Find(connection, context.Dialogue, [id], stop);
        return (id, found.TryGetValue(id, out var text) ? key.Open(text, TextColumn, id) : null);
    }

    private async Task Keep(CallContext context, Guid id, string text, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var key = await keyring.Of(connection, context.Dialogue, stop);
        await Replies.Keep(
            connection, context.Dialogue, [(id, key.Seal(text, TextColumn, id), context.Sources)],
            DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), forget, stop);
    }

    private static ChatResponse Marked(ChatResponse response, string name, object value)
    {
        (response.AdditionalProperties ??= [])[name] = value;
        return response;
    }
}
