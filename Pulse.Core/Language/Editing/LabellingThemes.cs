using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;

namespace Pulse.Language.Editing;

/// <summary>A theme that code found.</summary>
/// <param name="Members">The most typical first; <see cref="Source.Part"/> is the sub-theme (T1, T2, …), null for none.</param>
/// <param name="Terms">The built-in engine's label in the language asked for, which stands where no model's does.</param>
/// <param name="PartTerms">The same per sub-theme.</param>
public sealed record ThemeToLabel(IReadOnlyList<Source> Members, string Terms, IReadOnlyDictionary<string, string> PartTerms);

/// <summary>A heading and a summary.</summary>
/// <param name="Label">A few words.</param>
/// <param name="Summary">Sentences that cite members.</param>
/// <param name="Origin">Who made the label; a summary in members' own words has none of its own.</param>
public sealed record LabelledPart(string Label, IReadOnlyList<CheckedSentence> Summary, Origin Origin);

/// <summary>A theme and its sub-themes, labelled.</summary>
/// <param name="Theme">The whole.</param>
/// <param name="Parts">Per sub-theme.</param>
/// <param name="Doubted">Members that the model would place in another sub-theme or in none. Advice: nothing moves.</param>
/// <param name="Unaccounted">Members that did not fit the call or that nothing was said about.</param>
public sealed record LabelledTheme(
    LabelledPart Theme, IReadOnlyDictionary<string, LabelledPart> Parts, IReadOnlyList<Guid> Doubted, IReadOnlyList<Guid> Unaccounted);

/// <summary>Names themes and sums them up on two levels. Which answers belong together was decided before, by arithmetic.</summary>
public static class LabellingThemes
{
    private const string Nowhere = "none";
    private const int SummaryWords = 35;
    private const int OwnWords = 2;

    public static async Task<(LabelledTheme Theme, EditingCounts Counts)> Label(
        IChatClient? client, EditingContext context, ThemeToLabel theme, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(theme);
        var parts = theme.PartTerms.Keys.Order(StringComparer.Ordinal).ToArray();
        if (client is null || theme.Members.Count == 0)
        {
            var reason = Origin.BuiltIn(client is null ? Origin.NoModel : "the theme has no members");
            return (BuiltIn(theme, parts, context.Language, reason), EditingCounts.None with { FallenBack = 1 + parts.Length });
        }
        var prompt = context.Prompt(PromptTasks.LabelThemes);
        var members = theme.Members.ToDictionary(member => member.Id);
        var parameters = WritingParameters.Of(context, [.. theme.Members.Select(member => member.Original)], []);
        parameters["parts"] = new JsonArray([.. parts.Select(part => (JsonNode)part)]);
        var (shown, asked) = await AskingInBatches.AskOfFewer(
            client, [.. theme.Members.Select(member => new RequestItem(member.Id, member.Original.Text, member.Original.Language, member.Part))],
            some => new Request
            {
                Prompt = prompt,
                Shape = ShapeOf(parts),
                Parameters = parameters,
                Items = some,
                Dialogue = context.Dialogue,
                Run = context.Run,
            },
            (reply, call) => Judge(reply, call, context, members, prompt), stop);
        var counts = EditingCounts.Of(asked);
        var builtIn = BuiltIn(theme, parts, context.Language, Origin.BuiltIn(asked.Failure));
        if (asked.Best is not { } best)
        {
            return (builtIn, counts with { FallenBack = 1 + parts.Length });
        }
        // A heading that failed is replaced alone; the other levels stay as the model wrote them
        var labelled = parts.ToDictionary(part => part, part => best.Value.Parts.GetValueOrDefault(part) ?? builtIn.Parts[part]);
        Guid[] unaccounted = [.. best.Missing.Where(call => asked.Call.Items.ContainsKey(call)).Select(asked.Call.SourceOf),
            .. theme.Members.Select(member => member.Id).Except(shown.Select(item => item.Id))];
        var result = new LabelledTheme(best.Value.Theme ?? builtIn.Theme, labelled, best.Value.Doubted, unaccounted);
        var fallen = labelled.Values.Append(result.Theme).Count(part => part.Origin.By == MadeBy.BuiltIn);
        return (result, counts with { FallenBack = fallen, LeftOut = unaccounted.Length });
    }

    private sealed record Reply(LabelledPart? Theme, IReadOnlyDictionary<string, LabelledPart> Parts, IReadOnlyList<Guid> Doubted);

    private static Shape ShapeOf(IReadOnlyList<string> parts) => Shape.Object(
        ("label", Shape.Text), ("summary", WritingProse.Sentences),
        ("parts", Shape.List(Shape.Object(
            ("part", Shape.Choice([.. parts, Nowhere])), ("label", Shape.Text), ("summary", WritingProse.Sentences)))),
        ("placements", Shape.List(Shape.Object(("id", Shape.Text), ("part", Shape.Choice([.. parts, Nowhere]))))));

    private static Judgement<Reply> Judge(
        JsonElement reply, PreparedCall call, EditingContext context, Dictionary<Guid, Source> members, Prompt prompt)
    {
        var rules = new ProseRules
        {
            Language = context.Language,
            Figures = [],
            Glossary = context.Glossary,
            Prompt = prompt.Body,
            MostWords = SummaryWords,
            Sources = call.Items.ToDictionary(pair => pair.Key, pair => members[pair.Value.Id], StringComparer.Ordinal),
        };
        var findings = new List<Finding>();
        var theme = Read(reply, "theme", null, [.. rules.Sources.Values], rules, prompt, findings);
        var parts = new Dictionary<string, LabelledPart>();
        foreach (var one in reply.GetProperty("parts").EnumerateArray())
        {
            var part = one.GetProperty("part").GetString()!;
            if (part != Nowhere && Read(one, part, part, [.. rules.Sources.Values.Where(source => source.Part == part)], rules, prompt, findings) is { } read)
            {
                parts.TryAdd(part, read);
            }
        }
        var placed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in reply.GetProperty("placements").EnumerateArray())
        {
            var id = one.GetProperty("id").GetString()!;
            if (!call.Items.ContainsKey(id) || !placed.TryAdd(id, one.GetProperty("part").GetString()!))
            {
                findings.Add(new Finding(Rule.Citation, Fate.Dropped, "placements", 0, "it places an id that was not given, or one twice"));
            }
        }
        Guid[] doubted = [.. placed.Where(pair => pair.Value != (call.Items[pair.Key].Part ?? Nowhere)).Select(pair => call.SourceOf(pair.Key))];
        return new Judgement<Reply>(new Reply(theme, parts, doubted), findings, [.. call.Items.Keys.Where(id => !placed.ContainsKey(id))]);
    }

    private static LabelledPart? Read(
        JsonElement from, string field, string? part, IReadOnlyList<Source> members, ProseRules rules, Prompt prompt, List<Finding> findings)
    {
        var label = from.GetProperty("label").GetString()!.Trim();
        var found = CheckingProse.CheckLabel(label, members, $"{field}.label", rules);
        var (summary, inSummary) = CheckingProse.Check(WritingProse.Read(from.GetProperty("summary")), $"{field}.summary", part, rules);
        findings.AddRange(found);
        findings.AddRange(inSummary);
        return found.Any(finding => finding.Fate == Fate.Dropped) ? null : new LabelledPart(label, summary, new Origin(MadeBy.Model, null, prompt.Hash));
    }

    private static LabelledTheme BuiltIn(ThemeToLabel theme, string[] parts, string language, Origin origin) => new(
        new LabelledPart(theme.Terms, WritingProse.OwnWords(theme.Members, language, OwnWords), origin),
        parts.ToDictionary(part => part, part => new LabelledPart(
            theme.PartTerms[part], WritingProse.OwnWords([.. theme.Members.Where(member => member.Part == part)], language, OwnWords), origin)),
        [], []);
}
