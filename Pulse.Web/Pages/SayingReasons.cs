using System.Text.RegularExpressions;
using Pulse.Publishing;

namespace Pulse.Web.Pages;

/// <summary>
/// The worker writes down in one English sentence why something waits or was not used; here the same is said in the
/// reader's language, with the same figures and names. A sentence that is not known stands as it was written.
/// </summary>
public static partial class SayingReasons
{
    private const string Fault = "fault";

    private static readonly IReadOnlyDictionary<string, Wording> _wordings = Wording.Read(typeof(SayingReasons).Assembly, "reason");

    // What says most by itself first: "{0} is missing" would fit many a sentence
    private static readonly IReadOnlyList<(string Key, Regex Pattern)> _known =
    [
        .. _wordings["en"].Templates
            .OrderByDescending(pair => Argument().Replace(pair.Value, "").Length).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Key, new Regex(
                "^" + EscapedArgument().Replace(Regex.Escape(pair.Value), "(?<a$1>.+?)") + "$",
                RegexOptions.CultureInvariant | RegexOptions.Singleline, TimeSpan.FromSeconds(1)))),
    ];

    /// <summary>Whether the sentence has words in every language.</summary>
    public static bool IsKnown(string reason) => Find(reason) is not null;

    /// <param name="reason">As the worker wrote it.</param>
    /// <param name="language">"he", "ar" or "en".</param>
    public static Sentence Say(string reason, string language)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (Find(reason) is not var (key, match))
        {
            return new Sentence([new Span(SpanKind.Name, reason)]);
        }

        var spans = new List<Span>();
        var (template, from) = (_wordings[language][key], 0);
        foreach (Match argument in Argument().Matches(template))
        {
            if (argument.Index > from)
            {
                spans.Add(new Span(SpanKind.Words, template[from..argument.Index]));
            }

            var value = match.Groups[$"a{argument.Groups[1].Value}"].Value;
            if (IsKnown(value))
            {
                spans.AddRange(Say(value, language).Spans);
            }
            else
            {
                spans.Add(new Span(Number().IsMatch(value) ? SpanKind.Figure : SpanKind.Name, value));
            }

            from = argument.Index + argument.Length;
        }

        if (from < template.Length)
        {
            spans.Add(new Span(SpanKind.Words, template[from..]));
        }

        return new Sentence(spans);
    }

    private static (string Key, Match Match)? Find(string reason)
    {
        foreach (var (key, pattern) in _known)
        {
            var match = pattern.Match(reason);
            // Names of code have no spaces: other sentences with an "in" in them are none
            if (match.Success && (key != Fault || !match.Groups.Values.Skip(1).Any(name => name.Value.Contains(' ', StringComparison.Ordinal))))
            {
                return (key, match);
            }
        }

        return null;
    }

    [GeneratedRegex(@"\{(\d)\}")]
    private static partial Regex Argument();

    [GeneratedRegex(@"\\\{(\d)\}")]
    private static partial Regex EscapedArgument();

    [GeneratedRegex(@"^[0-9][0-9.,:-]*$")]
    private static partial Regex Number();
}
