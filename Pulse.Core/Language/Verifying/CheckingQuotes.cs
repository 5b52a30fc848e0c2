namespace Pulse.Language.Verifying;

/// <summary>A quotation and where it stands in the original.</summary>
/// <param name="InText">The span between the marks in the text that quotes.</param>
/// <param name="Source">The source it is from.</param>
/// <param name="InOriginal">The span of the source's original wording.</param>
public sealed record LocatedQuote(TextSpan InText, Guid Source, TextSpan InOriginal);

/// <summary>
/// Quotation marks stand only around a stretch of one person's original words: whole words, in their order, with nothing
/// left out, the same after <see cref="Canonicalising"/>. A translation is no original.
/// </summary>
public static class CheckingQuotes
{
    private static readonly char[] _edges = [' ', '.', ',', '!', '?', ';', ':', '،', '؛', '؟'];

    /// <summary>The quotations found in one of the sources, and a finding for each that is in none.</summary>
    public static (IReadOnlyList<LocatedQuote> Located, IReadOnlyList<Finding> Findings) Check(
        string text, IReadOnlyList<Source> cited, string field, int sentence)
    {
        ArgumentNullException.ThrowIfNull(cited);
        var (spans, unpaired) = FindingQuotes.Find(text);
        var (located, findings) = (new List<LocatedQuote>(), new List<Finding>());
        foreach (var span in spans)
        {
            if (Locate(span.Of(text), cited) is var (source, original))
            {
                located.Add(new LocatedQuote(span, source, original));
            }
            else
            {
                Add("the words in quotation marks are not an exact stretch of one cited original");
            }
        }
        if (unpaired)
        {
            Add("a quotation mark has no other half");
        }
        return (located, findings);

        void Add(string what) => findings.Add(new Finding(Rule.Quote, Fate.Dropped, field, sentence, what));
    }

    /// <summary>The text with each located quotation spelt to the letter as its author did, vowel signs and all.</summary>
    public static string InAuthorsSpelling(string text, IReadOnlyList<LocatedQuote> located, IReadOnlyList<Source> cited)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(located);
        foreach (var quote in located.OrderByDescending(quote => quote.InText.Start))
        {
            var original = quote.InOriginal.Of(cited.First(source => source.Id == quote.Source).Original.Text);
            text = string.Concat(text.AsSpan(0, quote.InText.Start), original, text.AsSpan(quote.InText.End));
        }
        return text;
    }

    private static (Guid Source, TextSpan Span)? Locate(string quote, IReadOnlyList<Source> cited)
    {
        var sought = Canonicalising.Canonicalise(quote.Trim(_edges));
        if (!sought.Text.Any(char.IsLetterOrDigit))
        {
            return null;
        }
        foreach (var source in cited)
        {
            var original = Canonicalising.Canonicalise(source.Original.Text);
            for (var at = original.Text.IndexOf(sought.Text, StringComparison.Ordinal); at >= 0;
                at = original.Text.IndexOf(sought.Text, at + 1, StringComparison.Ordinal))
            {
                if (IsWhole(original.Text, at, sought.Text.Length))
                {
                    return (source.Id, original.OriginalSpan(at, sought.Text.Length));
                }
            }
        }
        return null;
    }

    private static bool IsWhole(string text, int start, int length) =>
        (start == 0 || !char.IsLetterOrDigit(text[start - 1]))
        && (start + length == text.Length || !char.IsLetterOrDigit(text[start + length]));
}
