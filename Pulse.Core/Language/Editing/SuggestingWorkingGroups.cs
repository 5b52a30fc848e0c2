using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;

namespace Pulse.Language.Editing;

/// <summary>A working group that answers may belong to.</summary>
/// <param name="Slug">Its name on our side.</param>
/// <param name="Versions">Name and summary, one text per language.</param>
public sealed record GroupToSuggest(string Slug, IReadOnlyList<TextVersion> Versions);

/// <param name="Id">Of the answer.</param>
/// <param name="Groups">Slugs; empty where it belongs to none.</param>
/// <param name="Origin">Who said so.</param>
public sealed record SuggestedGroups(Guid Id, IReadOnlyList<string> Groups, Origin Origin);

/// <summary>Suggests which working groups an answer concerns; it may be several, or none.</summary>
public static class SuggestingWorkingGroups
{
    private const string List = "answers";
    private const int MostGroups = 3;
    private const int TokensPerAnswer = 40;

    /// <summary>Content stems that an answer must share with a group's own words for the built-in engine to suggest it.</summary>
    private const int LeastShared = 2;

    /// <summary>One result per answer, in their order.</summary>
    public static async Task<(IReadOnlyList<SuggestedGroups> Suggestions, EditingCounts Counts)> Suggest(
        IChatClient? client, EditingContext context, IReadOnlyList<GroupToSuggest> groups, IReadOnlyList<Source> answers, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(answers);
        if (client is null)
        {
            return ([.. answers.Select(answer => BuiltIn(answer, groups, Origin.NoModel))], EditingCounts.None with { FallenBack = answers.Count });
        }
        var prompt = ReadingPrompts.Of(PromptTasks.SuggestWorkingGroup, context.Language);
        var ids = groups.Select((_, number) => string.Create(CultureInfo.InvariantCulture, $"G{number + 1}")).ToArray();
        var shape = Shape.Object((List, Shape.List(Shape.Object(("id", Shape.Text), ("groups", Shape.List(Shape.Choice(ids)))))));
        var parameters = new JsonObject
        {
            ["language"] = context.Language,
            ["groups"] = new JsonArray([.. groups.Select((group, number) => (JsonNode)new JsonObject
            {
                ["id"] = ids[number],
                ["about"] = (group.Versions.FirstOrDefault(version => version.Language == context.Language) ?? group.Versions[0]).Text,
            })]),
        };
        var items = answers.Select(answer => new RequestItem(answer.Id, answer.Original.Text, answer.Original.Language)).ToArray();
        var results = await AskingInBatches.Ask(
            client, Batching.Cut(items, _ => TokensPerAnswer, prompt.MaxOutputTokens),
            some => new Request
            {
                Prompt = prompt,
                Shape = shape,
                Parameters = parameters,
                Items = some,
                Dialogue = context.Dialogue,
                Run = context.Run,
            },
            (reply, call) => Judge(reply, call, groups, ids, prompt), stop);
        var (made, counts) = (new Dictionary<Guid, SuggestedGroups>(), EditingCounts.None);
        foreach (var (some, asked) in results)
        {
            counts = counts.Plus(EditingCounts.Of(asked));
            foreach (var item in some)
            {
                made[item.Id] = asked.Best?.Value.GetValueOrDefault(item.Id)
                    ?? BuiltIn(answers.First(answer => answer.Id == item.Id), groups, asked.Failure);
            }
        }
        return ([.. answers.Select(answer => made[answer.Id])], counts with { FallenBack = made.Values.Count(one => one.Origin.By == MadeBy.BuiltIn) });
    }

    private static Judgement<Dictionary<Guid, SuggestedGroups>> Judge(
        JsonElement reply, PreparedCall call, IReadOnlyList<GroupToSuggest> groups, string[] ids, Prompt prompt)
    {
        var (made, findings) = (new Dictionary<Guid, SuggestedGroups>(), new List<Finding>());
        foreach (var one in reply.GetProperty(List).EnumerateArray())
        {
            if (!call.Items.TryGetValue(one.GetProperty("id").GetString()!, out var item) || made.ContainsKey(item.Id))
            {
                findings.Add(new Finding(Rule.Citation, Fate.Dropped, List, 0, "it places an id that was not given, or one twice"));
                continue;
            }
            var chosen = WritingProse.Ids(one.GetProperty("groups")).Distinct().ToArray();
            if (chosen.Length > MostGroups)
            {
                findings.Add(new Finding(Rule.Length, Fate.Flagged, List, 0, $"it places one answer in more than {MostGroups} groups"));
            }
            made[item.Id] = new SuggestedGroups(
                item.Id, [.. chosen.Select(id => groups[Array.IndexOf(ids, id)].Slug)], new Origin(MadeBy.Model, null, prompt.Hash));
        }
        return new Judgement<Dictionary<Guid, SuggestedGroups>>(
            made, findings, [.. call.Items.Where(pair => !made.ContainsKey(pair.Value.Id)).Select(pair => pair.Key)]);
    }

    /// <summary>The group whose own words the answer shares most, in whatever language both exist.</summary>
    private static SuggestedGroups BuiltIn(Source answer, IReadOnlyList<GroupToSuggest> groups, string? reason)
    {
        var best = groups.Select(group => (group.Slug, Shared: Shared(answer, group))).MaxBy(pair => pair.Shared);
        return new SuggestedGroups(answer.Id, best.Shared >= LeastShared ? [best.Slug] : [], Origin.BuiltIn(reason));
    }

    private static int Shared(Source answer, GroupToSuggest group)
    {
        var stemming = Stemming.Learn(answer.Versions.Concat(group.Versions).SelectMany(version => Tokenising.Words(version.Text)));
        return answer.Versions.Max(version => Stems(version).Intersect(
            group.Versions.Where(other => other.Language == version.Language).SelectMany(Stems)).Count());

        IEnumerable<string> Stems(TextVersion version) =>
            Tokenising.Words(version.Text).Where(word => !StopWords.Contains(word.Folded)).Select(stemming.Stem);
    }
}
