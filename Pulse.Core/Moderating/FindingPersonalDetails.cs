using System.Text;
using Pulse.Language;

namespace Pulse.Moderating;

/// <summary>
/// Finds phone and identity numbers as Israelis, Palestinians, Jordanians and Lebanese write them, addresses on the
/// net, handles, licence plates and coordinates, in Hebrew, Arabic and English. A find is a reason to look, not a
/// verdict: where a number could be either, it is found.
/// </summary>
public static class FindingPersonalDetails
{
    /// <summary>Takes the place of what is already explained, so that no later pattern reads into it.</summary>
    private const char Explained = '\u0001';

    /// <summary>The details in the order in which they stand; no two overlap.</summary>
    public static IReadOnlyList<PersonalDetail> In(string text)
    {
        var canonical = Canonicalising.Canonicalise(text);
        var unexplained = new StringBuilder(canonical.Text);
        var found = new List<PersonalDetail>();

        Take(AddressPatterns.All, canonical.Text);
        NumberPatterns.WriteLettersThatStandForDigitsAsDigits(unexplained);
        Take(NumberPatterns.Coordinates, unexplained.ToString());
        foreach (var harmless in NumberPatterns.Harmless(unexplained.ToString()))
        {
            Explain(harmless.Start, harmless.Length);
        }

        foreach (var pattern in NumberPatterns.All)
        {
            Take([pattern], unexplained.ToString());
        }

        return WithoutOverlaps(found);

        void Take(IEnumerable<DetailPattern> patterns, string searched)
        {
            foreach (var pattern in patterns)
            {
                foreach (var (start, length) in pattern.Matches(searched))
                {
                    found.Add(new PersonalDetail(pattern.Kind, canonical.OriginalSpan(start, length)));
                    Explain(start, length);
                }
            }
        }

        void Explain(int start, int length)
        {
            for (var at = start; at < start + length; at++)
            {
                unexplained[at] = Explained;
            }
        }
    }

    /// <summary>The check digit of Israeli identity numbers, which Palestinian registry numbers carry too.</summary>
    public static bool PassesCheckDigit(string number)
    {
        var digits = string.Concat(number.Where(char.IsAsciiDigit)).PadLeft(9, '0');
        var sum = digits.Select((digit, at) => (digit - '0') * (1 + (at % 2))).Sum(value => value > 9 ? value - 9 : value);
        return digits.Length == 9 && sum % 10 == 0;
    }

    /// <summary>Overlapping finds become one, of the kind of the longer: an address holds its handle.</summary>
    private static List<PersonalDetail> WithoutOverlaps(List<PersonalDetail> found)
    {
        var apart = new List<PersonalDetail>();
        foreach (var detail in found.OrderBy(detail => detail.Span.Start).ThenByDescending(detail => detail.Span.Length))
        {
            if (apart.Count > 0 && apart[^1] is var last && last.Span.Overlaps(detail.Span))
            {
                var kind = detail.Span.Length > last.Span.Length ? detail.Kind : last.Kind;
                var end = Math.Max(last.Span.End, detail.Span.End);
                apart[^1] = new PersonalDetail(kind, new TextSpan(last.Span.Start, end - last.Span.Start));
            }
            else
            {
                apart.Add(detail);
            }
        }

        return apart;
    }
}
