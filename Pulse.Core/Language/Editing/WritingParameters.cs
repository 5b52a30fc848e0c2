using System.Globalization;
using System.Text.Json.Nodes;
using Pulse.Language.Verifying;

namespace Pulse.Language.Editing;

/// <summary>What staff and code say to the model beside participants' texts.</summary>
internal static class WritingParameters
{
    /// <summary>Language, figures, and of the glossary what the texts use: the sides are letters, never names of groups.</summary>
    public static JsonObject Of(EditingContext context, IReadOnlyList<TextVersion> texts, IReadOnlyList<Figure> figures)
    {
        var parameters = new JsonObject { ["language"] = context.Language };
        var glossary = Glossary(context, texts);
        if (glossary.Count > 0)
        {
            parameters["glossary"] = glossary;
        }
        if (figures.Count > 0)
        {
            parameters["figures"] = new JsonArray([.. figures.Select(Written)]);
        }
        return parameters;
    }

    /// <summary>For a translation: each term that the texts use, and the same side's term in the other language.</summary>
    public static JsonArray Pairs(EditingContext context, IReadOnlyList<TextVersion> texts, string target)
    {
        var pairs = new JsonArray();
        foreach (var language in texts.Select(text => text.Language).Distinct().Order(StringComparer.Ordinal))
        {
            var hits = texts.Where(text => text.Language == language).SelectMany(text => FindingTerms.Find(text, context.Glossary))
                .SelectMany(hit => hit.Owners.Select(owner => (hit.Thing, owner))).Distinct().Order();
            foreach (var (thing, owner) in hits)
            {
                if (Terms(context.Glossary[thing], owner, language) is { } from && Terms(context.Glossary[thing], owner, target) is { } to)
                {
                    pairs.Add((JsonNode)new JsonObject { ["from"] = from, ["to"] = to });
                }
            }
        }
        return pairs;
    }

    private static JsonArray Glossary(EditingContext context, IReadOnlyList<TextVersion> texts)
    {
        var used = texts.SelectMany(text => FindingTerms.Find(text, context.Glossary)).Select(hit => hit.Thing).Distinct().Order();
        var list = new JsonArray();
        foreach (var thing in used.Select(number => context.Glossary[number]))
        {
            list.Add((JsonNode)new JsonObject
            {
                ["neutral"] = Terms(thing, "", context.Language),
                ["sides"] = new JsonArray([.. thing.Sides.Select((side, number) => (JsonNode)new JsonObject
                {
                    ["side"] = ((char)('A' + number)).ToString(),
                    ["terms"] = Terms(thing, side.Side, context.Language),
                })]),
            });
        }
        return list;
    }

    private static string? Terms(NamedThing thing, string owner, string language) =>
        (owner.Length == 0 ? thing.Neutral : thing.Sides.FirstOrDefault(side => side.Side == owner)?.Terms ?? [])
        .FirstOrDefault(version => version.Language == language)?.Text;

    private static JsonNode Written(Figure figure) => new JsonObject
    {
        ["id"] = figure.Id,
        ["value"] = figure.Value.ToString("0.##", CultureInfo.InvariantCulture) + (figure.IsPercent ? "%" : ""),
        ["meaning"] = figure.Meaning,
    };
}
