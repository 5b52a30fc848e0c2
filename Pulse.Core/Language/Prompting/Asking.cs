using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Pulse.Language.Calling;

namespace Pulse.Language.Prompting;

/// <summary>
/// Asks, checks, and asks again with the faults named, at most twice. What a model wrote is never an exception: either
/// something usable comes back, or a sentence that says why not. What a network does is one, and passes through.
/// </summary>
public static class Asking
{
    public const int MostRepairs = 2;

    private const int MostEchoed = 6_000;
    private const int MostEchoedUnread = 2_000;
    private const int MostFaults = 20;

    public static async Task<Asked<T>> Ask<T>(
        IChatClient client, Request request, Func<JsonElement, PreparedCall, Judgement<T>> judge, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(judge);
        var call = Preparing.Prepare(request);
        IReadOnlyList<ChatMessage> messages = call.Messages;
        Judgement<T>? best = null;
        var (failure, bestAttempt) = ("", 0);
        for (var attempt = 0; attempt <= MostRepairs; attempt++)
        {
            var options = call.Options.Clone();
            options.AdditionalProperties![CallContext.AttemptKey] = attempt;
            ChatResponse response;
            try
            {
                response = await client.GetResponseAsync(messages, options, stop);
            }
            catch (ModelRejectedException rejected) when (attempt > 0 && rejected.Of != Rejection.Everything)
            {
                // The question itself was taken: it is the repair, with the reply in it, that is too long for this model
                return new Asked<T>(best, failure, false, attempt, best is not null && bestAttempt > 0, call);
            }
            if (response.FinishReason == ChatFinishReason.Length)
            {
                await Keep(response, ReplyVerdict.CutShort, stop);
                // Cut off is failed, even where what is left parses; after a repair the first reply may still be good
                return new Asked<T>(best, "the reply was cut off", best is null, attempt + 1, false, call);
            }
            var (judgement, faults) = Judge(response, request.Shape, value => judge(value, call));
            if (judgement is { IsGood: true })
            {
                await Keep(response, ReplyVerdict.Passed, stop);
                return new Asked<T>(judgement, null, false, attempt + 1, attempt > 0, call);
            }
            await Keep(response, IsRefused(response) ? ReplyVerdict.Refused : ReplyVerdict.Failed, stop);
            if (judgement is not null && (best is null || judgement.Weight < best.Weight))
            {
                (best, bestAttempt) = (judgement, attempt);
            }
            failure = faults[0];
            // The last reply only, and of one that could not be read no more than shows what it was: two of them fill a context
            messages =
            [
                .. call.Messages,
                new ChatMessage(ChatRole.Assistant, Cut(response.Text, judgement is null ? MostEchoedUnread : MostEchoed)),
                new ChatMessage(ChatRole.User, RepairMessage(request.Prompt.Language, faults)),
            ];
        }
        return new Asked<T>(best, failure, false, MostRepairs + 1, best is not null && bestAttempt > 0, call);
    }

    private static (Judgement<T>? Judgement, IReadOnlyList<string> Faults) Judge<T>(
        ChatResponse response, Shape shape, Func<JsonElement, Judgement<T>> judge)
    {
        if (IsRefused(response))
        {
            return (null, ["the model refused to answer"]);
        }
        if (string.IsNullOrWhiteSpace(response.Text))
        {
            return (null, ["the reply was empty"]);
        }
        var (value, faults) = ReadingReplies.Read(response.Text, shape);
        if (value is null)
        {
            return (null, faults);
        }
        var judgement = judge(value.Value);
        return (judgement,
        [
            .. judgement.Missing.Select(id => $"{id} is neither used nor set aside"),
            .. judgement.Findings.Where(finding => finding.AsksAgain).Select(finding => finding.ToString()),
        ]);
    }

    private static bool IsRefused(ChatResponse response) =>
        response.FinishReason == ChatFinishReason.ContentFilter || response.AdditionalProperties?.ContainsKey(LinkedChat.Refusal) == true;

    // What failed is kept as well: asked the same again, the same model would be paid for the same fault
    private static Task Keep(ChatResponse response, ReplyVerdict verdict, CancellationToken stop) =>
        response.AdditionalProperties?.GetValueOrDefault(CachingReplies.Keep) is KeepingReply keep ? keep(verdict, stop) : Task.CompletedTask;

    private static string Cut(string text, int most) =>
        text.Length == 0 ? "(empty)" : text.Length > most ? text[..most] : text;

    private static string RepairMessage(string language, IReadOnlyList<string> faults)
    {
        var list = new JsonObject { ["faults"] = new JsonArray([.. faults.Take(MostFaults).Select(fault => (JsonNode)fault)]) };
        var words = language switch
        {
            "he" => "בבדיקת התשובה נמצאו הליקויים שברשימה. החזירו את התשובה כולה מחדש, מתוקנת, כמסמך JSON אחד ובלי שום דבר נוסף.",
            "ar" => "أظهر فحص الرد الأخطاء الواردة في القائمة. أعيدوا الرد كاملًا بعد تصحيحه، في مستند JSON واحد ومن دون أي إضافة.",
            _ => "A check of your reply found the faults listed here. Send the whole reply again, corrected, as one JSON document and nothing else.",
        };
        return $"{words}\n{WritingData.Write(list)}";
    }
}
