using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Pulse.Language;

/// <summary>Why a text may not be stored.</summary>
public enum TextRefusal
{
    Empty,
    TooLong,
    UnpairedSurrogate,
    ControlCharacter,
    BidiControl,
    OnlyInvisible,
}

/// <summary>Either an accepted text or the reason why there is none.</summary>
public sealed record TextCheck(AcceptedText? Accepted, TextRefusal? Refusal)
{
    [MemberNotNullWhen(true, nameof(Accepted))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsAccepted => Accepted is not null;
}

/// <summary>
/// A participant's text as it may be stored: well-formed UTF-16, no control characters but line ends, nothing that
/// reorders or hides what stands next to it. Only <see cref="Check"/> makes one.
/// </summary>
public sealed record AcceptedText
{
    /// <summary>The longest answer, in code points.</summary>
    public const int LongestAnswer = 2000;

    private AcceptedText(string text, int length)
    {
        Text = text;
        Length = length;
    }

    public string Text { get; }

    /// <summary>Length in Unicode code points, which is what people call characters.</summary>
    public int Length { get; }

    /// <summary>
    /// Refuses what would harm the text around it (embeddings, overrides and isolates, NUL and other controls, half
    /// characters); removes other invisible characters except the joiners that Arabic spelling and emoji need and the
    /// marks U+200E, U+200F, U+061C; makes every line end a line feed and every tab a space; trims.
    /// </summary>
    /// <param name="text">The text as it came in.</param>
    /// <param name="longest">The longest text to accept, in code points after cleaning.</param>
    public static TextCheck Check(string text, int longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 1);
        if (string.IsNullOrWhiteSpace(text))
        {
            return Refused(TextRefusal.Empty);
        }

        var cleaned = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) != System.Buffers.OperationStatus.Done)
            {
                return Refused(TextRefusal.UnpairedSurrogate);
            }

            switch (Judge(rune))
            {
                case Fate.Keep:
                    cleaned.Append(text, at, length);
                    break;
                case Fate.LineEnd when rune.Value == '\n' && at > 0 && text[at - 1] == '\r':
                    break;
                case Fate.LineEnd:
                    cleaned.Append('\n');
                    break;
                case Fate.Space:
                    cleaned.Append(' ');
                    break;
                case Fate.Drop:
                    break;
                case Fate.Control:
                    return Refused(TextRefusal.ControlCharacter);
                case Fate.Bidi:
                    return Refused(TextRefusal.BidiControl);
            }

            at += length;
        }

        var clean = cleaned.ToString().Trim();
        var points = clean.EnumerateRunes().Count();
        return points > longest ? Refused(TextRefusal.TooLong)
            : !clean.EnumerateRunes().Any(Visible) ? Refused(TextRefusal.OnlyInvisible)
            : new TextCheck(new AcceptedText(clean, points), null);
    }

    private enum Fate { Keep, LineEnd, Space, Drop, Control, Bidi }

    private static Fate Judge(Rune rune) => rune.Value switch
    {
        '\n' or '\r' or 0x85 or 0x2028 or 0x2029 => Fate.LineEnd,
        '\t' => Fate.Space,
        (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => Fate.Bidi,
        // U+FFFE and U+FFFF are no characters at all and break every XML export
        0xFFFE or 0xFFFF => Fate.Control,
        // ZWNJ, ZWJ, LRM, RLM, ALM
        0x200C or 0x200D or 0x200E or 0x200F or 0x061C => Fate.Keep,
        // Arabic number and verse signs are classed as format characters but are seen on the page
        (>= 0x0600 and <= 0x0605) or 0x06DD or 0x08E2 => Fate.Keep,
        // Variation selectors other than the two for emoji can carry a hidden message
        (>= 0xFE00 and <= 0xFE0D) or (>= 0xE0100 and <= 0xE01EF) => Fate.Drop,
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control => Fate.Control,
            UnicodeCategory.Format => Fate.Drop,
            _ => Fate.Keep,
        },
    };

    private static bool Visible(Rune rune) =>
        rune.Value is not (0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0)
        && !Rune.IsWhiteSpace(rune)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.EnclosingMark);

    private static TextCheck Refused(TextRefusal reason) => new(null, reason);
}

/// <summary>The words under which refusals are told to a client.</summary>
public static class TextRefusals
{
    public static string Word(TextRefusal refusal) => refusal switch
    {
        TextRefusal.Empty => "empty",
        TextRefusal.TooLong => "too-long",
        TextRefusal.UnpairedSurrogate => "unpaired-surrogate",
        TextRefusal.ControlCharacter => "control-character",
        TextRefusal.BidiControl => "bidi-control",
        TextRefusal.OnlyInvisible => "only-invisible",
    };
}
