using System.Text.Json;
using Microsoft.Extensions.AI;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;

namespace Pulse.Language.Editing;

/// <summary>Sentences with citations that came back, by field.</summary>
/// <param name="Fields">Sentences of each field that was asked for.</param>
/// <param name="Unused">Sources that the reply explicitly set aside.</param>
/// <param name="Unaccounted">Sources that did not fit the call, or that the reply, also when asked again, said nothing about.</param>
internal sealed record Prose(
    IReadOnlyDictionary<string, IReadOnlyList<CheckedSentence>> Fields, IReadOnlyList<Guid> Unused, IReadOnlyList<Guid> Unaccounted);

/// <summary>What is asked for.</summary>
internal sealed record ProseTask
{
    public required string Task { get; init; }
    public required IReadOnlyList<Source> Sources { get; init; }

    /// <summary>Names of the lists of sentences, and the part that each may cite (null: all).</summary>
    public required IReadOnlyList<(string Name, string? Part)> Fields { get; init; }
    public IReadOnlyList<Figure> Figures { get; init; } = [];
    public TextVersion? About { get; init; }
    public IReadOnlyList<Guid> AboutSources { get; init; } = [];
    public int MostWords { get; init; } = 35;
    public bool MayQuote { get; init; } = true;
}

/// <summary>The one way in which tasks get prose: asked for with citations, held against what it cites, every source accounted for.</summary>
internal static class WritingProse
{
    private const string Unused = "unused";

    public static readonly Shape Sentences =
        Shape.List(Shape.Object(("text", Shape.Text), ("cites", Shape.List(Shape.Text))));

    /// <returns>Null prose where nothing usable came back, with the reason.</returns>
    public static async Task<(Prose? Prose, Origin Origin, EditingCounts Counts)> Write(
        IChatClient? client, EditingContext context, ProseTask task, CancellationToken stop)
    {
        if (client is null || task.Sources.Count == 0)
        {
            var reason = client is null ? Origin.NoModel : "there is nothing to write about";
            return (null, Origin.BuiltIn(reason), EditingCounts.None with { FallenBack = 1 });
        }
        var prompt = context.Prompt(task.Task);
        var sources = task.Sources.ToDictionary(source => source.Id);
        var items = task.Sources.Select(source => new RequestItem(source.Id, source.Original.Text, source.Original.Language, source.Part)).ToArray();
        TextVersion[] said = [.. task.Sources.Select(source => source.Original), .. task.About is null ? Array.Empty<TextVersion>() : [task.About]];
        var parameters = WritingParameters.Of(context, said, task.Figures);
        var shape = Shape.Object([.. task.Fields.Select(field => (field.Name, Sentences)), (Unused, Shape.List(Shape.Text))]);
        var (shown, asked) = await AskingInBatches.AskOfFewer(
            client, items,
            some => new Request
            {
                Prompt = prompt,
                Shape = shape,
                Parameters = parameters,
                Items = some,
                About = task.About?.Text,
                AboutSources = task.AboutSources,
                Dialogue = context.Dialogue,
                Run = context.Run,
            },
            (reply, call) => Judge(reply, call, task, context, sources, prompt), stop);
        var counts = EditingCounts.Of(asked);
        if (asked.Best is not { } best || best.Value.Fields.Values.All(sentences => sentences.Count == 0))
        {
            return (null, Origin.BuiltIn(asked.Failure), counts with { FallenBack = 1 });
        }
        Guid[] unaccounted = [.. best.Missing.Select(asked.Call.SourceOf), .. task.Sources.Select(source => source.Id).Except(shown.Select(item => item.Id))];
        return (best.Value with { Unaccounted = unaccounted }, new Origin(MadeBy.Model, null, prompt.Hash), counts with { LeftOut = unaccounted.Length });
    }

    /// <summary>What the built-in engine says instead: the first sources in their own words, in the language asked for where they exist in it.</summary>
    public static IReadOnlyList<CheckedSentence> OwnWords(IReadOnlyList<Source> sources, string language, int most) =>
    [
        .. sources.Take(most).Select(source => new CheckedSentence(
            (source.In(language) ?? source.Original).Text, [source.Id], [], [], 1, [])),
    ];

    /// <summary>The text of a task with one field; in the first sources' own words where no model wrote it.</summary>
    /// <param name="ownWords">How many sources then speak.</param>
    public static async Task<(CitedText Text, EditingCounts Counts)> WriteOneField(
        IChatClient? client, EditingContext context, ProseTask task, int ownWords, CancellationToken stop)
    {
        var (prose, origin, counts) = await Write(client, context, task, stop);
        var text = prose is null
            ? new CitedText(
                OwnWords(task.Sources, context.Language, ownWords), [], [.. task.Sources.Skip(ownWords).Select(source => source.Id)], origin)
            : new CitedText(prose.Fields.Values.Single(), prose.Unused, prose.Unaccounted, origin);
        return (text, counts);
    }

    /// <summary>The sentences of a field of a reply that has its shape.</summary>
    public static IReadOnlyList<RawSentence> Read(JsonElement list) =>
        [.. list.EnumerateArray().Select(sentence => new RawSentence(sentence.GetProperty("text").GetString()!, Ids(sentence.GetProperty("cites"))))];

    public static IReadOnlyList<string> Ids(JsonElement list) => [.. list.EnumerateArray().Select(id => id.GetString()!)];

    private static Judgement<Prose> Judge(
        JsonElement reply, PreparedCall call, ProseTask task, EditingContext context, Dictionary<Guid, Source> sources, Prompt prompt)
    {
        var rules = new ProseRules
        {
            Language = context.Language,
            Figures = task.Figures,
            Glossary = context.Glossary,
            Prompt = prompt.Body,
            MostWords = task.MostWords,
            MayQuote = task.MayQuote,
            Sources = call.Items.ToDictionary(pair => pair.Key, pair => sources[pair.Value.Id], StringComparer.Ordinal),
        };
        var (fields, findings, used) = (new Dictionary<string, IReadOnlyList<CheckedSentence>>(), new List<Finding>(), new HashSet<string>());
        foreach (var (name, part) in task.Fields)
        {
            var raw = Read(reply.GetProperty(name));
            var (kept, found) = CheckingProse.Check(raw, name, part, rules);
            fields[name] = kept;
            findings.AddRange(found);
            used.UnionWith(raw.SelectMany(sentence => sentence.Cites));
        }
        var unused = Ids(reply.GetProperty(Unused));
        findings.AddRange(unused.Where(id => !call.Items.ContainsKey(id))
            .Select(_ => new Finding(Rule.Citation, Fate.Dropped, Unused, 0, "it sets aside an id that was not given")));
        Guid[] aside = [.. unused.Where(call.Items.ContainsKey).Except(used).Distinct().Select(call.SourceOf)];
        var missing = call.Items.Keys.Where(id => !used.Contains(id) && !unused.Contains(id)).ToArray();
        return new Judgement<Prose>(new Prose(fields, aside, []), findings, missing);
    }
}
