using System.Text;
using Microsoft.Extensions.AI;

namespace Pulse.Language.Calling;

/// <summary>A call that is not made yet.</summary>
/// <param name="InputTokens">Of its whole message.</param>
/// <param name="OutputTokens">Expected of the reply.</param>
public sealed record PlannedCall(CallKind Kind, long InputTokens, long OutputTokens);

/// <summary>What a plan would use; money in millionths of a US dollar.</summary>
public sealed record CallEstimate(int Calls, long TokensIn, long TokensOut, long MicroUsd)
{
    public long Tokens => TokensIn + TokensOut;
}

/// <summary>
/// How many tokens a text has, by its characters. Measured on the 530 texts of the sample: characters per token
/// he / ar / en are 2.68 / 2.96 / 4.74 with GPT-4o's tokeniser, 2.67 / 2.53 / 4.73 with Qwen 3's, and
/// 1.04 / 2.48 / 4.74 with Llama 3's, whose Hebrew costs two and a half times what is estimated here. The same texts as
/// JSON items: the estimate is within −10 % and +6 % of the first two.
/// </summary>
public static class EstimatingCalls
{
    private const double Hebrew = 1 / 2.67;
    private const double Arabic = 1 / 2.75;
    private const double Latin = 1 / 4.74;
    private const double SignOrDigit = 0.4;

    // Role, separators and the start of the reply
    private const int PerMessage = 4;

    public static long Tokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = 0.0;
        // Spaces and full stops were counted with the words they stand beside
        var script = Latin;
        foreach (var character in text)
        {
            script = character switch
            {
                >= '\u0590' and <= '\u05FF' => Hebrew,
                >= '\u0600' and <= '\u06FF' => Arabic,
                >= 'A' and <= 'Z' or >= 'a' and <= 'z' => Latin,
                _ => script,
            };
            tokens += character switch
            {
                '{' or '}' or '[' or ']' or '"' or ':' or '\\' or '<' or '>' => SignOrDigit,
                >= '0' and <= '9' => SignOrDigit,
                // None of the three scripts: about one token each in the tokenisers measured
                > '\u06FF' and (< '\u2000' or > '\u206F') => 1,
                _ => script,
            };
        }

        return (long)Math.Ceiling(tokens);
    }

    public static long Tokens(IEnumerable<ChatMessage> messages, ChatOptions? options) =>
        messages.Sum(message => Tokens(message.Text) + PerMessage) + Tokens(SchemaOf(options));

    /// <summary>One token per byte: more no tokeniser over bytes makes.</summary>
    public static long MostTokens(IEnumerable<ChatMessage> messages, ChatOptions? options) =>
        messages.Sum(message => Encoding.UTF8.GetByteCount(message.Text) + 2 * PerMessage)
        + Encoding.UTF8.GetByteCount(SchemaOf(options));

    /// <summary>What a plan would use and cost, for a person to see before it begins.</summary>
    public static CallEstimate Estimate(IEnumerable<PlannedCall> plan, Prices prices)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(prices);
        return plan.Aggregate(new CallEstimate(0, 0, 0, 0), (sum, call) => new CallEstimate(
            sum.Calls + 1, sum.TokensIn + call.InputTokens, sum.TokensOut + call.OutputTokens,
            sum.MicroUsd + prices.MicroUsd(call.Kind, call.InputTokens, call.OutputTokens)));
    }

    private static string SchemaOf(ChatOptions? options) =>
        (options?.ResponseFormat as ChatResponseFormatJson)?.Schema?.GetRawText() ?? "";
}
