using System.Globalization;
using System.Text;

namespace Pulse.Publishing;

/// <summary>Own words; a figure, always left-to-right; a name out of the dialogue, in its own direction.</summary>
public enum SpanKind { Words, Figure, Name }

public sealed record Span(SpanKind Kind, string Text);

/// <summary>A number, range or ratio on its way into a sentence.</summary>
public sealed record Amount(string Text);

/// <summary>
/// A sentence in one language whose figures and names are kept apart from the words, so that each renderer can isolate
/// them: HTML with bdi, plain text with the isolate characters.
/// </summary>
public sealed record Sentence(IReadOnlyList<Span> Spans)
{
    private const char LeftToRightIsolate = '\u2066';
    private const char FirstStrongIsolate = '\u2068';
    private const char EndOfIsolate = '\u2069';

    /// <param name="template">Words with {0}, {1}, … where the arguments go; {{ is not an escape.</param>
    /// <param name="arguments"><see cref="Amount"/> or string (a name).</param>
    public static Sentence Of(string template, params object[] arguments)
    {
        var spans = new List<Span>();
        var from = 0;
        while (from < template.Length)
        {
            var open = template.IndexOf('{', from);
            var close = open < 0 ? -1 : template.IndexOf('}', open);
            if (close < 0)
            {
                break;
            }

            if (open > from)
            {
                spans.Add(new Span(SpanKind.Words, template[from..open]));
            }

            var place = int.Parse(template.AsSpan(open + 1, close - open - 1), CultureInfo.InvariantCulture);
            spans.Add(arguments[place] switch
            {
                Amount amount => new Span(SpanKind.Figure, amount.Text),
                string name => new Span(SpanKind.Name, name),
                var other => throw new ArgumentException($"A {other.GetType().Name} is neither a figure nor a name."),
            });
            from = close + 1;
        }

        if (from < template.Length)
        {
            spans.Add(new Span(SpanKind.Words, template[from..]));
        }

        return new Sentence(spans);
    }

    /// <summary>Plain text with Unicode isolates around every figure and name.</summary>
    public override string ToString() => Spans.Aggregate(new StringBuilder(), (text, span) => span.Kind switch
    {
        SpanKind.Words => text.Append(span.Text),
        SpanKind.Figure => text.Append(LeftToRightIsolate).Append(span.Text).Append(EndOfIsolate),
        SpanKind.Name => text.Append(FirstStrongIsolate).Append(span.Text).Append(EndOfIsolate),
    }).ToString();
}
