using System.Text;

namespace Pulse.Language;

/// <summary>
/// The one way texts are compared: by the finder of personal details, the duplicate check, the quote check and search,
/// so that no invisible character, digit script, vowel mark or look-alike can lead one of them past the others.
/// </summary>
public static class Canonicalising
{
    /// <summary>
    /// Folds digits of every script to ASCII, case, final and variant letters; removes vowel marks, tatweel and
    /// invisible characters; turns every run of white space into one space and trims. Idempotent. Does not depend on
    /// ICU. An unpaired surrogate is compared as U+FFFD.
    /// </summary>
    public static CanonicalText Canonicalise(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var canonical = new StringBuilder(text.Length);
        var starts = new List<int>(text.Length);
        var ends = new List<int>(text.Length);
        (int Start, int End)? space = null;

        for (var at = 0; at < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) != System.Buffers.OperationStatus.Done)
            {
                rune = Rune.ReplacementChar;
            }

            var end = at + length;
            if (Rune.IsWhiteSpace(rune))
            {
                space = (space?.Start ?? at, end);
            }
            else if (Folding.Fold(rune) is { Length: > 0 } folded)
            {
                if (space is { } gap && canonical.Length > 0)
                {
                    Append(" ", gap.Start, gap.End);
                }

                space = null;
                Append(folded, at, end);
            }
            else if (space is null && ends.Count > 0)
            {
                // A removed mark belongs to the letter before it: a quote that ends here keeps its vowel sign
                ends[^1] = end;
            }

            at = end;
        }

        return new CanonicalText(text, canonical.ToString(), [.. starts], [.. ends]);

        void Append(string folded, int start, int end)
        {
            canonical.Append(folded);
            foreach (var _ in folded)
            {
                starts.Add(start);
                ends.Add(end);
            }
        }
    }

    /// <summary>
    /// True if the text carries the code, however it was spaced, dashed or cased. Used to turn back an answer in which
    /// somebody pasted their own invitation code or receipt.
    /// </summary>
    public static bool Carries(string text, string code)
    {
        var sought = Bare(code);
        return sought.Length > 0 && Bare(text).Contains(sought, StringComparison.Ordinal);

        static string Bare(string text) => string.Concat(Canonicalise(text).Text.Where(char.IsLetterOrDigit));
    }
}
