namespace Pulse.Language;

/// <summary>
/// A text as it is compared, never as it is stored or shown, with the place of every character in the original.
/// </summary>
public sealed class CanonicalText
{
    private readonly int[] _starts;
    private readonly int[] _ends;

    internal CanonicalText(string original, string text, int[] starts, int[] ends)
    {
        Original = original;
        Text = text;
        _starts = starts;
        _ends = ends;
    }

    public string Original { get; }

    public string Text { get; }

    /// <summary>
    /// The stretch of the original that became these canonical characters, with the marks and invisible characters
    /// that stand inside it or cling to its end.
    /// </summary>
    public TextSpan OriginalSpan(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + length, Text.Length);
        return new TextSpan(_starts[start], _ends[start + length - 1] - _starts[start]);
    }

    /// <summary>Where the other text stands in this one, word for word after canonicalising; null if it does not.</summary>
    public TextSpan? Locate(CanonicalText part)
    {
        ArgumentNullException.ThrowIfNull(part);
        var at = part.Text.Length == 0 ? -1 : Text.IndexOf(part.Text, StringComparison.Ordinal);
        return at < 0 ? null : OriginalSpan(at, part.Text.Length);
    }

    public override string ToString() => Text;
}
