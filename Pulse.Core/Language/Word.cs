namespace Pulse.Language;

/// <summary>Which writing a word is in, and so which rules it follows, whatever language the text was declared to be.</summary>
public enum Script
{
    Hebrew,
    Arabic,
    Latin,
    Other,
}

/// <summary>A word as its author wrote it, and the folded form in which spellings of the same word meet.</summary>
public readonly record struct Word(string Surface, string Folded, Script Script);
