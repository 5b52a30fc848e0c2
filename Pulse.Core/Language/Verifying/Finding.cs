namespace Pulse.Language.Verifying;

/// <summary>What a verifier looks at.</summary>
public enum Rule
{
    /// <summary>An id that was not among those given, or none at all.</summary>
    Citation,

    /// <summary>An id that was given, but belongs to another theme or side.</summary>
    WrongPart,
    RepeatedCitation,
    Quote,
    Number,

    /// <summary>"Most", "half": a quantity in words that no figure bears out.</summary>
    Quantity,
    Language,
    Link,
    Markup,
    HiddenCharacter,
    LookAlike,

    /// <summary>A per-call id, a delimiter or the prompt's own words in prose.</summary>
    Leak,

    /// <summary>Words addressed to whoever reviews or to a model.</summary>
    Instruction,
    Length,
    Reading,
    Groundedness,

    /// <summary>One side's term where the source has the other's or none.</summary>
    GlossarySubstituted,

    /// <summary>A side's term in the source that the text does not carry.</summary>
    GlossaryMissing,
    Neutrality,
}

/// <summary>Dropped: the sentence, the citation or the whole text is not used. Flagged: it is, and a person must look.</summary>
public enum Fate
{
    Dropped,
    Flagged,
}

/// <summary>One thing that a verifier found.</summary>
/// <param name="Rule">What was looked at.</param>
/// <param name="Fate">What follows.</param>
/// <param name="Field">Where in the reply.</param>
/// <param name="Sentence">Number of the sentence in the field, from 0.</param>
/// <param name="What">A phrase that says what is wrong.</param>
public sealed record Finding(Rule Rule, Fate Fate, string Field, int Sentence, string What)
{
    /// <summary>Worth asking the model again: what would be dropped, and a term of one side that got lost.</summary>
    public bool AsksAgain => Fate == Fate.Dropped || Rule == Rule.GlossaryMissing;

    public override string ToString() => $"{Field}[{Sentence}]: {What}";
}
