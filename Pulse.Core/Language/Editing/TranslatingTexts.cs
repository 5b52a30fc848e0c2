using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Pulse.Language.Calling;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;

namespace Pulse.Language.Editing;

/// <summary>A text to be translated, in the language its author wrote.</summary>
public sealed record TextToTranslate(Guid Id, TextVersion Original);

/// <summary>A translation, or none with the reason why; always marked as machine-made by its origin.</summary>
/// <param name="Id">Of the text.</param>
/// <param name="Text">Null where there is none: the original is then shown alone.</param>
/// <param name="Origin">Who made it.</param>
/// <param name="Unsure">The model said that it was not sure.</param>
/// <param name="Flags">What a person should look at.</param>
public sealed record MachineTranslation(Guid Id, string? Text, Origin Origin, bool Unsure, IReadOnlyList<Finding> Flags);

/// <summary>Translates answers and statements; keeps each side's terms, every number, and says so where it cannot.</summary>
public static class TranslatingTexts
{
    private const string List = "translations";
    private const string Sure = "none";
    private const string NotSure = "unsure";
    private const string Untranslatable = "untranslatable";
    private const double MostGrowth = 4;
    private const int SmallTalk = 60;

    private static readonly Shape _shape = Shape.Object((List, Shape.List(Shape.Object(
        ("id", Shape.Text), ("text", Shape.Text), ("note", Shape.Choice(Sure, NotSure, Untranslatable))))));

    /// <summary>SHA-256 of the schema that replies must fit, as it stands with their calls.</summary>
    public static string SchemaHash { get; } = Hashing.Sha256(_shape.Schema().ToJsonString());

    /// <summary>One result per text, in their order; into <see cref="EditingContext.Language"/>.</summary>
    public static Task<(IReadOnlyList<MachineTranslation> Translations, EditingCounts Counts)> Translate(
        IChatClient? client, EditingContext context, IReadOnlyList<TextToTranslate> texts, CancellationToken stop) =>
        Translate(client, context, PromptTasks.Translate, texts, stop);

    internal static async Task<(IReadOnlyList<MachineTranslation> Translations, EditingCounts Counts)> Translate(
        IChatClient? client, EditingContext context, string task, IReadOnlyList<TextToTranslate> texts, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(texts);
        if (client is null)
        {
            return ([.. texts.Select(text => None(text.Id, Origin.NoModel))], EditingCounts.None with { FallenBack = texts.Count });
        }
        var prompt = context.Prompt(task);
        var items = texts.Select(text => new RequestItem(text.Id, text.Original.Text, text.Original.Language)).ToArray();
        var results = await AskingInBatches.Ask(
            client, Batching.Cut(items, item => 2 * (int)EstimatingCalls.Tokens(item.Text) + 30, prompt.MaxOutputTokens),
            some => Request(context, prompt, some), (reply, call) => Judge(reply, call, context, prompt), stop);

        var (made, counts) = (new Dictionary<Guid, MachineTranslation>(), EditingCounts.None);
        foreach (var (some, asked) in results)
        {
            counts = counts.Plus(EditingCounts.Of(asked));
            foreach (var item in some)
            {
                made[item.Id] = asked.Best?.Value.GetValueOrDefault(item.Id)
                    ?? None(item.Id, asked.Best is null ? asked.Failure : "its translation did not pass the checks");
            }
        }
        return ([.. texts.Select(text => made[text.Id])], counts with { FallenBack = made.Values.Count(one => one.Text is null) });
    }

    private static Request Request(EditingContext context, Prompt prompt, IReadOnlyList<RequestItem> items)
    {
        var parameters = new JsonObject { ["language"] = context.Language };
        var pairs = WritingParameters.Pairs(context, [.. items.Select(item => new TextVersion(item.Language!, item.Text))], context.Language);
        if (pairs.Count > 0)
        {
            parameters["glossary"] = pairs;
        }
        return new Request
        {
            Prompt = prompt,
            Shape = _shape,
            Parameters = parameters,
            Items = items,
            Dialogue = context.Dialogue,
            Run = context.Run,
        };
    }

    private static Judgement<Dictionary<Guid, MachineTranslation>> Judge(
        JsonElement reply, PreparedCall call, EditingContext context, Prompt prompt)
    {
        var (made, findings, seen) = (new Dictionary<Guid, MachineTranslation>(), new List<Finding>(), new HashSet<string>());
        var origin = new Origin(MadeBy.Model, null, prompt.Hash);
        foreach (var one in reply.GetProperty(List).EnumerateArray())
        {
            var id = one.GetProperty("id").GetString()!;
            if (!call.Items.TryGetValue(id, out var item) || !seen.Add(id))
            {
                findings.Add(new Finding(Rule.Citation, Fate.Dropped, List, 0, "it translates an id that was not given, or one twice"));
                continue;
            }
            var (text, note) = (one.GetProperty("text").GetString()!.Trim(), one.GetProperty("note").GetString());
            if (note == Untranslatable)
            {
                made[item.Id] = None(item.Id, "the model could not translate it");
                continue;
            }
            var found = Check(item, text, context, prompt, id);
            findings.AddRange(found);
            if (found.All(finding => finding.Fate == Fate.Flagged))
            {
                made[item.Id] = new MachineTranslation(item.Id, text, origin, note == NotSure, found);
            }
        }
        return new Judgement<Dictionary<Guid, MachineTranslation>>(made, findings, [.. call.Items.Keys.Where(id => !seen.Contains(id))]);
    }

    private static List<Finding> Check(RequestItem item, string text, EditingContext context, Prompt prompt, string id)
    {
        var (original, translation) = (new TextVersion(item.Language!, item.Text), new TextVersion(context.Language, text));
        // What the author wrote may come back in translation, an address as well: the reader of the original sees it too
        var inOriginal = CheckingMarkup.Check(item.Text, "", id, 0).Select(finding => finding.Rule).ToHashSet();
        var findings = CheckingMarkup.Check(text, prompt.Body, id, 0)
            .Select(finding => inOriginal.Contains(finding.Rule) && finding.Rule is Rule.Link or Rule.Leak or Rule.Instruction
                ? finding with { Fate = Fate.Flagged }
                : finding).ToList();
        if (!TellingLanguage.Is(text, context.Language))
        {
            findings.Add(new Finding(Rule.Language, Fate.Dropped, id, 0, $"it is not in the language asked for ({context.Language})"));
        }
        findings.AddRange(CheckingNumbers.CheckTranslation(item.Text, text, id, 0));
        findings.AddRange(CheckingGlossary.CheckTranslation(original, translation, context.Glossary, id, 0));
        findings.AddRange(CheckingNeutrality.Check(text, [new Source(item.Id, [original])], id, 0));
        if (text.Length > (MostGrowth * item.Text.Length) + SmallTalk || text.Length * MostGrowth < item.Text.Length - SmallTalk)
        {
            findings.Add(new Finding(Rule.Length, Fate.Dropped, id, 0, "it is much longer or much shorter than the original"));
        }
        if (FindingQuotes.Find(text).Spans.Count > FindingQuotes.Find(item.Text).Spans.Count)
        {
            findings.Add(new Finding(Rule.Quote, Fate.Flagged, id, 0, "it has quotation marks that the original does not"));
        }
        return findings;
    }

    private static MachineTranslation None(Guid id, string? reason) => new(id, null, Origin.BuiltIn(reason), false, []);
}
