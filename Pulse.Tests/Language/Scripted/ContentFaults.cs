using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pulse.Tests.Language.Scripted;

/// <summary>What models do: each takes a good reply and spoils it in one way.</summary>
public static partial class ContentFaults
{
    public static readonly Misbehaviour Malformed = new("malformed JSON") { Content = reply => reply.TrimEnd()[..^1] + ",]" };
    public static readonly Misbehaviour Truncated = new("truncated") { Content = reply => reply[..(reply.Length / 2)], FinishReason = "length" };

    /// <summary>Whole and valid, but the server says that it was cut.</summary>
    public static readonly Misbehaviour SaysTruncated = new("parses, but finish_reason is length") { FinishReason = "length" };

    public static readonly Misbehaviour Deep = new("JSON 3,000 deep")
    {
        Content = _ => string.Concat(Enumerable.Repeat("{\"a\":", 3_000)) + "1" + new string('}', 3_000),
    };

    public static readonly Misbehaviour Refused = new("refusal") { Content = _ => "I'm sorry, but I can't help with that.", Refuses = true };
    public static readonly Misbehaviour Filtered = new("content filter") { Content = _ => "", FinishReason = "content_filter" };
    public static readonly Misbehaviour Empty = new("empty") { Content = _ => "" };
    public static readonly Misbehaviour Fenced = new("prose around JSON") { Content = reply => "Sure! Here it is:\n" + reply + "\nHope this helps." };
    public static readonly Misbehaviour WithMark = new("byte order mark") { Content = reply => "\uFEFF" + reply };

    public static readonly Misbehaviour WrongLanguage = new("wrong language")
    {
        Content = reply => EachText(reply, (_, _) => "Все согласны с тем, что вода должна быть общей для всех людей."),
    };

    /// <summary>The first id becomes S99, which nobody gave.</summary>
    public static readonly Misbehaviour HallucinatedCitation = new("hallucinated citation") { Content = reply => Id().Replace(reply, "S99", 1) };

    /// <summary>One letter of every quote, or of every text where nothing is called a quote.</summary>
    public static readonly Misbehaviour AlteredQuote = new("altered quote") { Content = AlterQuotes };

    /// <summary>The longest list loses its last entry.</summary>
    public static readonly Misbehaviour MissingItems = new("missing items") { Content = DropLast };

    public static readonly Misbehaviour InjectedLink = new("injected link")
    {
        Content = reply => EachText(reply, (_, text) => text + " ![more](https://collect.example/?q=words)"),
    };

    public static readonly Misbehaviour WrongNumber = new("a number that nobody counted")
    {
        Content = reply => EachText(reply, (_, text) => text + " 97%"),
    };

    public static readonly IReadOnlyList<Misbehaviour> All =
    [
        Malformed, Truncated, SaysTruncated, Deep, Refused, Filtered, Empty, Fenced, WithMark, WrongLanguage, HallucinatedCitation,
        AlteredQuote, MissingItems, InjectedLink, WrongNumber,
    ];

    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [GeneratedRegex(@"\bS\d+\b")]
    private static partial Regex Id();

    private static string AlterQuotes(string reply)
    {
        var quotes = reply.Contains("quote", StringComparison.OrdinalIgnoreCase);
        return EachText(reply, (name, text) =>
            quotes && !name.Contains("quote", StringComparison.OrdinalIgnoreCase) ? text : Alter(text));
    }

    private static string Alter(string text)
    {
        var at = text.Length / 2;
        while (at < text.Length && !char.IsLetter(text[at]))
        {
            at++;
        }

        if (at == text.Length)
        {
            return text;
        }

        var other = text[at] switch
        {
            'א' => 'ב',
            >= '\u0590' and <= '\u05FF' => 'א',
            'ب' => 'ت',
            >= '\u0600' and <= '\u06FF' => 'ب',
            'e' => 'o',
            _ => 'e',
        };
        return new StringBuilder(text) { [at] = other }.ToString();
    }

    private static string DropLast(string reply)
    {
        var root = JsonNode.Parse(reply)!;
        var longest = Walk(root).OfType<JsonArray>().OrderByDescending(list => list.Count).FirstOrDefault();
        if (longest is { Count: > 0 })
        {
            longest.RemoveAt(longest.Count - 1);
        }

        return root.ToJsonString(_plain);
    }

    // Every text that is neither an id nor a word of the schema
    private static string EachText(string reply, Func<string, string, string> change)
    {
        var root = JsonNode.Parse(reply)!;
        foreach (var value in Walk(root).OfType<JsonValue>().ToList())
        {
            if (value.TryGetValue<string>(out var text) && text.Contains(' ', StringComparison.Ordinal))
            {
                var name = value.Parent is JsonObject ? value.GetPropertyName() : value.Parent?.Parent is JsonObject ? value.Parent.GetPropertyName() : "";
                value.ReplaceWith(change(name, text));
            }
        }

        return root.ToJsonString(_plain);
    }

    private static IEnumerable<JsonNode> Walk(JsonNode node) => node switch
    {
        JsonObject members => members.Where(member => member.Value is not null).SelectMany(member => Walk(member.Value!)).Prepend(node),
        JsonArray items => items.Where(item => item is not null).SelectMany(item => Walk(item!)).Prepend(node),
        _ => [node],
    };
}
