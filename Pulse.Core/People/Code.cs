using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Pulse.People;

/// <summary>
/// 26 characters of Crockford's base 32, which is 130 bits: an invitation or a receipt. People type it from paper, so
/// case, spaces and dashes do not matter and I, L, O are read as 1, 1, 0. Only its hash is ever stored.
/// </summary>
public sealed partial record Code
{
    public const int Length = 26;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private Code(string text) => Text = text;

    public string Text { get; }

    /// <summary>SHA-256 is enough for 130 random bits; a shorter code would need a password hash.</summary>
    public byte[] Hash => SHA256.HashData(Encoding.ASCII.GetBytes(Text));

    public static Code New() => Of(RandomNumberGenerator.GetBytes(Length));

    /// <summary>The receipt of a participant: it follows from their secret, so it can be shown again and never stored.</summary>
    public static Code ReceiptOf(byte[] secret) => Of(HMACSHA256.HashData(secret, "pulse receipt"u8));

    /// <returns>Null if this cannot be a code.</returns>
    public static Code? Parse(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        if (typed.Length > 4 * Length)
        {
            return null;
        }

        var text = new StringBuilder(Length);
        foreach (var sign in typed)
        {
            if (IsSeparator(sign))
            {
                continue;
            }

            var read = char.ToUpperInvariant(sign) switch
            {
                'I' or 'L' => '1',
                'O' => '0',
                var other => other,
            };
            if (!Alphabet.Contains(read, StringComparison.Ordinal))
            {
                return null;
            }

            text.Append(read);
        }

        return text.Length == Length ? new Code(text.ToString()) : null;
    }

    /// <summary>
    /// True if somebody pasted a code into a text: whoever reads the answer could then use it, or tell who wrote it.
    /// A sentence of short words is not a code, so where groups are split, half of them must hold a digit.
    /// </summary>
    public static bool StandsIn(string text) =>
        Run().Matches(text).Any(run => run.Value.Any(char.IsAsciiDigit) && Parse(run.Value) is not null)
        || Groups().Matches(text).Any(groups => HoldsCode(groups.Value.Split([' ', '-'])));

    /// <summary>True if exactly this code stands in the text, however it is split up.</summary>
    public bool StandsAsWrittenIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var signs = new StringBuilder(text.Length);
        foreach (var sign in text)
        {
            if (!IsSeparator(sign))
            {
                signs.Append(char.ToUpperInvariant(sign));
            }
        }

        return signs.ToString().Contains(Text, StringComparison.Ordinal);
    }

    private static bool HoldsCode(string[] groups)
    {
        for (var first = 0; first < groups.Length; first++)
        {
            var length = 0;
            for (var last = first; last < groups.Length && length < Length; last++)
            {
                length += groups[last].Length;
                var run = groups[first..(last + 1)];
                if (length == Length
                    && 2 * run.Count(group => group.Any(char.IsAsciiDigit)) >= run.Length
                    && Parse(string.Concat(run)) is not null)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsSeparator(char sign) =>
        sign is ' ' or '-' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u00A0' or '\t' or '\n' or '\r';

    private static Code Of(ReadOnlySpan<byte> bytes) => new(string.Create(Length, bytes, (text, source) =>
    {
        for (var at = 0; at < text.Length; at++)
        {
            text[at] = Alphabet[source[at] & 31];
        }
    }));

    [GeneratedRegex("[A-Za-z0-9]{26,}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Run();

    [GeneratedRegex("[A-Za-z0-9]{1,25}(?:[ -][A-Za-z0-9]{1,25})+", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Groups();
}
