using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;
using Npgsql;
using Pulse.People;

namespace Pulse.Language.Calling;

/// <summary>
/// Answers from what a model answered before, where provider, endpoint, model, prompt, schema and input are the same. The
/// caller says by <see cref="Keep"/> what the checks made of a new reply. One that failed is answered again as it was,
/// for some days, so that the same fault costs nothing twice; whoever asks judges it again, and repairs are kept alike.
/// </summary>
public sealed class CachingReplies(
    IChatClient inner, ModelSettings settings, NpgsqlDataSource database, Keyring keyring, ForgettingReplies forget,
    TimeProvider clock) : WholeReplies(inner)
{
    /// <summary>A <see cref="KeepingReply"/> on a response that was not kept before.</summary>
    public const string Keep = "pulse.keep";

    /// <summary>True on a response that cost no call.</summary>
    public const string Cached = "pulse.cached";

    private const int FirstQuestion = 2;

    public const string TextColumn = "language.replies.text";

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var said = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var context = ContextOf(options?.AdditionalProperties);
        var attempt = options!.AdditionalProperties!.GetValueOrDefault(CallContext.AttemptKey) as int? ?? 0;
        var (id, known) = await Find(context, said, attempt, cancellationToken);
        if (known is not null)
        {
            return Marked(known, Cached, true);
        }

        ChatResponse response;
        try
        {
            response = await base.GetResponseAsync(said, options, cancellationToken);
        }
        catch (ModelRejectedException rejected) when (rejected.Of == Rejection.Request && said.Count > FirstQuestion)
        {
            // Too long for this model with the reply in it, and it will be the next time. What is wrong with a first
            // question is for a person to put right, and is asked again
            await Store(context, id, "", ReplyVerdict.Rejected, cancellationToken);
            throw;
        }

        return Marked(response, Keep, (KeepingReply)((verdict, stop) => Store(context, id, response.Text, verdict, stop)));
    }

    private async Task<(Guid Id, ChatResponse? Known)> Find(
        CallContext context, IReadOnlyList<ChatMessage> messages, int attempt, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var key = await keyring.Of(connection, context.Dialogue, stop);
        // Delimiters differ from call to call, so the first two messages are known by their hashes; a repair says more
        var repair = string.Join('\n', messages.Skip(FirstQuestion).Select(message => $"{message.Role} {message.Text}"));
        var id = key.IdOf(string.Join(
            '|', "reply", settings.Provider, settings.Endpoint, settings.Model, context.Task, context.PromptHash,
            context.SchemaHash, context.InputHash, attempt, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(repair)))));
        var found = await Replies.Find(connection, context.Dialogue, [id], FailedBefore, stop);
        if (found.TryGetValue(id, out var reply) && reply.Verdict == "rejected")
        {
            throw new ModelRejectedException("The model's server refused this repair before.", Rejection.Request);
        }

        return (id, reply is not null
            ? new ChatResponse(new ChatMessage(ChatRole.Assistant, key.Open(reply.Sealed, TextColumn, id)))
            {
                FinishReason = reply.Verdict switch
                {
                    "cut-short" => ChatFinishReason.Length,
                    "refused" => ChatFinishReason.ContentFilter,
                    _ => ChatFinishReason.Stop,
                },
            }
            : null);
    }

    private async Task Store(CallContext context, Guid id, string text, ReplyVerdict verdict, CancellationToken stop)
    {
        if (verdict != ReplyVerdict.Passed && settings.FailedReplyDays == 0)
        {
            return;
        }

        await using var connection = await database.OpenConnectionAsync(stop);
        var key = await keyring.Of(connection, context.Dialogue, stop);
        await Replies.Keep(
            connection, context.Dialogue, [new KeptReply(id, key.Seal(text, TextColumn, id), verdict, context.Sources)],
            Today, FailedBefore, forget, stop);
    }

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private DateOnly FailedBefore => Today.AddDays(-settings.FailedReplyDays);

    private static ChatResponse Marked(ChatResponse response, string name, object value)
    {
        (response.AdditionalProperties ??= [])[name] = value;
        return response;
    }
}
