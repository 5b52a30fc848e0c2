using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Pulse.Language;
using Pulse.Language.Prompting;

namespace Pulse.Tests.Language.Scripted;

/// <summary>
/// Good replies, one function per task, pure: from the body of a chat request to a reply that echoes every item it was
/// given, so that a voice that got lost on the way is seen. Nothing in it is a model; it only knows the contract.
/// </summary>
public static class ScriptedReplies
{
    private const int EchoedWords = 14;

    private static readonly Dictionary<string, Func<ScriptedRequest, JsonObject>> _tasks = new()
    {
        [PromptTasks.Translate] = Translations,
        [PromptTasks.BackTranslate] = Translations,
        [PromptTasks.Flag] = request => Each(request, "answers", item => new JsonObject
        {
            ["id"] = item.Id,
            ["flags"] = new JsonArray(),
            ["why"] = "",
        }),
        [PromptTasks.SuggestWorkingGroup] = request => Each(request, "answers", item => new JsonObject
        {
            ["id"] = item.Id,
            ["groups"] = new JsonArray((JsonNode)request.Parameters["groups"]![0]!["id"]!.GetValue<string>()),
        }),
        [PromptTasks.LabelThemes] = Labels,
        [PromptTasks.DraftStatement] = request => Cited(request, "clauses"),
        [PromptTasks.CombineDrafts] = request => Cited(request, "clauses"),
        [PromptTasks.SummariseWorkingGroup] = request => Cited(request, "sentences"),
        [PromptTasks.BriefNarrative] = Narrative,
        [PromptTasks.Reasons] = request => new JsonObject
        {
            ["for"] = Sentences(request, [.. request.Items.Where(item => item.Part == "for")]),
            ["against"] = Sentences(request, [.. request.Items.Where(item => item.Part == "against")]),
            ["unused"] = new JsonArray(),
        },
    };

    /// <summary>The reply of a task to a request's body.</summary>
    public static Func<JsonNode, string> For(string task) => body => _tasks[task](ScriptedRequest.Read(body)).ToJsonString();

    /// <summary>All of them, by task.</summary>
    public static IReadOnlyDictionary<string, Func<JsonNode, string>> All { get; } = PromptTasks.All.ToDictionary(task => task, For);

    private static JsonObject Translations(ScriptedRequest request) => Each(request, "translations", item => new JsonObject
    {
        ["id"] = item.Id,
        ["text"] = Translated(request, item),
        ["note"] = "none",
    });

    /// <summary>A sentence in the language asked for, with a word made of the text's hash, its numbers and its glossary terms.</summary>
    private static string Translated(ScriptedRequest request, ScriptedItem item)
    {
        var text = new StringBuilder(request.Language switch
        {
            "he" => $"זה תרגום של מה שכתבו לנו על {Echo(item.Text, "אבגדהוזחטיכלמנסעפצקרשת")}",
            "ar" => $"هذه ترجمة لما كتبوه لنا عن {Echo(item.Text, "ابتثجحخدذرزسشصضطظعغفقكلمنهوي")}",
            _ => $"This is a translation of what they wrote to us about {Echo(item.Text, "abcdefghijklmnopqrstuvwxyz")}",
        });
        foreach (var number in Pulse.Language.Verifying.ReadingNumbers.Read(item.Text).Where(number => number.IsSure))
        {
            text.Append(' ').Append(number.Value.ToString(CultureInfo.InvariantCulture)).Append(number.IsPercent ? "%" : "");
        }
        foreach (var pair in (request.Parameters["glossary"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var (from, to) = (pair["from"]!.GetValue<string>(), pair["to"]!.GetValue<string>());
            var named = new Pulse.Language.Verifying.NamedThing([new TextVersion(item.Language ?? "", from)], []);
            if (Pulse.Language.Verifying.FindingTerms.Find(new TextVersion(item.Language ?? "", item.Text), [named]).Count > 0)
            {
                text.Append(' ').Append(Pulse.Language.Verifying.FindingTerms.Wordings(to)[0]);
            }
        }
        // As long as what it stands for, as a translation is
        while (text.Length * 3 < item.Text.Length)
        {
            text.Append(request.Language switch { "he" => " ועל עוד דברים שהם כתבו", "ar" => " وعن أشياء أخرى كتبوها", _ => " and about other things that they wrote" });
        }
        return text.Append('.').ToString();
    }

    /// <summary>Ten letters that only this text has.</summary>
    public static string Echo(string text, string letters) =>
        string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(text)).Take(10).Select(octet => letters[octet % letters.Length]));

    private static JsonObject Cited(ScriptedRequest request, string field)
    {
        var sentences = Sentences(request, request.Items);
        foreach (var figure in (request.Parameters["figures"] as JsonArray ?? []).OfType<JsonObject>())
        {
            sentences.Add((JsonNode)Said(request, figure));
        }
        return new JsonObject { [field] = sentences, ["unused"] = new JsonArray() };
    }

    private static JsonObject Said(ScriptedRequest request, JsonObject figure)
    {
        var value = figure["value"]!.GetValue<string>();
        return new JsonObject
        {
            ["text"] = request.Language switch { "he" => $"הנתון הוא {value}.", "ar" => $"هذا البيان هو {value}.", _ => $"The figure is {value}." },
            ["cites"] = new JsonArray((JsonNode)figure["id"]!.GetValue<string>()),
        };
    }

    /// <summary>One sentence per text with the figure that speaks of it, then one per figure of the whole.</summary>
    private static JsonObject Narrative(ScriptedRequest request)
    {
        var figures = (request.Parameters["figures"] as JsonArray ?? []).OfType<JsonObject>().ToArray();
        var sentences = Sentences(request, request.Items);
        foreach (var (item, sentence) in request.Items.Zip(sentences.OfType<JsonObject>()))
        {
            if (figures.FirstOrDefault(figure => IsOf(figure, item)) is { } figure)
            {
                var (value, text) = (figure["value"]!.GetValue<string>(), sentence["text"]!.GetValue<string>().TrimEnd('.'));
                sentence["text"] = request.Language switch
                {
                    "he" => $"{text}, ולפחות {value} הסכימו.",
                    "ar" => $"{text}، ووافق على الأقل {value}.",
                    _ => $"{text}, and at least {value} agreed.",
                };
                ((JsonArray)sentence["cites"]!).Add((JsonNode)figure["id"]!.GetValue<string>());
            }
        }
        foreach (var figure in figures.Where(figure => !request.Items.Any(item => IsOf(figure, item))))
        {
            sentences.Add((JsonNode)Said(request, figure));
        }
        return new JsonObject { ["sentences"] = sentences, ["unused"] = new JsonArray() };

        static bool IsOf(JsonObject figure, ScriptedItem item) =>
            item.Part is { } part && figure["meaning"]!.GetValue<string>().Split(' ', ',', ':').Contains(part);
    }

    private static JsonObject Labels(ScriptedRequest request)
    {
        var parts = ((JsonArray)request.Parameters["parts"]!).Select(part => part!.GetValue<string>()).ToArray();
        return new JsonObject
        {
            ["label"] = Label(request),
            ["summary"] = Sentences(request, request.Items),
            ["parts"] = new JsonArray([.. parts.Select(part => (JsonNode)new JsonObject
            {
                ["part"] = part, ["label"] = Label(request),
                ["summary"] = Sentences(request, [.. request.Items.Where(item => item.Part == part)]),
            })]),
            ["placements"] = new JsonArray([.. request.Items.Select(item => (JsonNode)new JsonObject
            {
                ["id"] = item.Id, ["part"] = item.Part ?? "none",
            })]),
        };
    }

    private static string Label(ScriptedRequest request) =>
        request.Language switch { "he" => "מה שאנשים כתבו", "ar" => "ما كتبه الناس", _ => "What people wrote" };

    /// <summary>One sentence per item, in the item's own first words where it is in the language asked for.</summary>
    private static JsonArray Sentences(ScriptedRequest request, IReadOnlyList<ScriptedItem> items) => new([.. items.Select(item => (JsonNode)new JsonObject
    {
        ["text"] = OwnWords(item) is var own && item.Language == request.Language && Pulse.Language.Verifying.TellingLanguage.Is(own, request.Language)
            ? own
            : request.Language switch
            {
                "he" => $"יש מי שכתב על {Echo(item.Text, "אבגדהוזחטיכלמנסעפצקרשת")}.",
                "ar" => $"هناك من كتب عن {Echo(item.Text, "ابتثجحخدذرزسشصضطظعغفقكلمنهوي")}.",
                _ => $"Somebody wrote about {Echo(item.Text, "abcdefghijklmnopqrstuvwxyz")}.",
            },
        ["cites"] = new JsonArray((JsonNode)item.Id),
    })]);

    // A text of the language may begin with so many names that its beginning alone is not told to be in it
    private static string OwnWords(ScriptedItem item) =>
        string.Join(' ', Tokenising.Words(item.Text).Take(EchoedWords).Select(word => word.Surface.Replace("\"", "״", StringComparison.Ordinal))) + ".";

    private static JsonObject Each(ScriptedRequest request, string field, Func<ScriptedItem, JsonObject> one) =>
        new() { [field] = new JsonArray([.. request.Items.Select(item => (JsonNode)one(item))]) };
}
