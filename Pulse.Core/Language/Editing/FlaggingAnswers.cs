using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;

namespace Pulse.Language.Editing;

/// <summary>What a model suggests a moderator look at; none of it removes anything.</summary>
public enum FlagKind
{
    PersonalDetail,
    Threat,
    Incitement,
    Dehumanising,
    OffTopic,
    Spam,

    /// <summary>The answer speaks to the model. It stays an answer like any other.</summary>
    Instruction,
}

/// <param name="Id">Of the answer.</param>
/// <param name="Flags">What to look at; empty for nothing.</param>
/// <param name="Why">A few words for the moderator; null where there are none that passed the checks.</param>
/// <param name="Origin">Built-in means: not looked at by a model.</param>
public sealed record SuggestedFlags(Guid Id, IReadOnlyList<FlagKind> Flags, string? Why, Origin Origin);

/// <summary>Suggests to moderators what to look at first. A person rules; an answer without a flag is ruled on as well.</summary>
public static class FlaggingAnswers
{
    private const string List = "answers";
    private const int WhyWords = 25;
    private const int TokensPerAnswer = 90;

    private static readonly IReadOnlyDictionary<string, FlagKind> _kinds = new Dictionary<string, FlagKind>
    {
        ["personal-detail"] = FlagKind.PersonalDetail,
        ["threat"] = FlagKind.Threat,
        ["incitement"] = FlagKind.Incitement,
        ["dehumanising"] = FlagKind.Dehumanising,
        ["off-topic"] = FlagKind.OffTopic,
        ["spam"] = FlagKind.Spam,
        ["instruction"] = FlagKind.Instruction,
    };

    private static readonly Shape _shape = Shape.Object((List, Shape.List(Shape.Object(
        ("id", Shape.Text), ("flags", Shape.List(Shape.Choice([.. _kinds.Keys]))), ("why", Shape.Text)))));

    /// <summary>One result per answer, in their order.</summary>
    /// <param name="client">Null where there is no model.</param>
    /// <param name="context">Language of the moderator.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="answers">Id and words.</param>
    /// <param name="stop">Stops between calls.</param>
    public static async Task<(IReadOnlyList<SuggestedFlags> Suggestions, EditingCounts Counts)> Flag(
        IChatClient? client, EditingContext context, string question, IReadOnlyList<TextToTranslate> answers, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(answers);
        if (client is null)
        {
            return ([.. answers.Select(answer => None(answer.Id, Origin.NoModel))], EditingCounts.None with { FallenBack = answers.Count });
        }
        var prompt = ReadingPrompts.Of(PromptTasks.Flag, context.Language);
        var items = answers.Select(answer => new RequestItem(answer.Id, answer.Original.Text, answer.Original.Language)).ToArray();
        var results = await AskingInBatches.Ask(
            client, Batching.Cut(items, _ => TokensPerAnswer, prompt.MaxOutputTokens),
            some => new Request
            {
                Prompt = prompt,
                Shape = _shape,
                Items = some,
                Dialogue = context.Dialogue,
                Run = context.Run,
                Parameters = new JsonObject { ["language"] = context.Language, ["question"] = question },
            },
            (reply, call) => Judge(reply, call, context, prompt), stop);
        var (made, counts) = (new Dictionary<Guid, SuggestedFlags>(), EditingCounts.None);
        foreach (var (some, asked) in results)
        {
            counts = counts.Plus(EditingCounts.Of(asked));
            foreach (var item in some)
            {
                made[item.Id] = asked.Best?.Value.GetValueOrDefault(item.Id) ?? None(item.Id, asked.Failure);
            }
        }
        return ([.. answers.Select(answer => made[answer.Id])], counts with { FallenBack = made.Values.Count(one => one.Origin.By == MadeBy.BuiltIn) });
    }

    private static Judgement<Dictionary<Guid, SuggestedFlags>> Judge(JsonElement reply, PreparedCall call, EditingContext context, Prompt prompt)
    {
        var (made, findings) = (new Dictionary<Guid, SuggestedFlags>(), new List<Finding>());
        foreach (var one in reply.GetProperty(List).EnumerateArray())
        {
            var (id, why) = (one.GetProperty("id").GetString()!, one.GetProperty("why").GetString()!.Trim());
            if (!call.Items.TryGetValue(id, out var item) || made.ContainsKey(item.Id))
            {
                findings.Add(new Finding(Rule.Citation, Fate.Dropped, List, 0, "it speaks of an id that was not given, or of one twice"));
                continue;
            }
            Finding[] found = why.Length == 0 ? [] :
            [
                .. CheckingMarkup.Check(why, prompt.Body, id, 0).Where(finding => finding.Rule != Rule.Instruction),
                .. CheckingReading.Check(why, context.Language, WhyWords, id, 0),
                .. TellingLanguage.Is(why, context.Language) ? Array.Empty<Finding>() : [new Finding(Rule.Language, Fate.Dropped, id, 0, "the reason is not in the language asked for")],
            ];
            findings.AddRange(found);
            var flags = one.GetProperty("flags").EnumerateArray().Select(flag => _kinds[flag.GetString()!]).Distinct().ToArray();
            made[item.Id] = new SuggestedFlags(
                item.Id, flags, why.Length > 0 && found.All(finding => finding.Fate == Fate.Flagged) ? why : null, new Origin(MadeBy.Model, null, prompt.Hash));
        }
        return new Judgement<Dictionary<Guid, SuggestedFlags>>(
            made, findings, [.. call.Items.Where(pair => !made.ContainsKey(pair.Value.Id)).Select(pair => pair.Key)]);
    }

    private static SuggestedFlags None(Guid id, string? reason) => new(id, [], null, Origin.BuiltIn(reason));
}
