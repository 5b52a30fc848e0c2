namespace Pulse.Analysing.Specifics;

/// <summary>How concretely a statement speaks, judged from its words alone. It says nothing about whether it is right.</summary>
/// <param name="Score">0 … 1: the mean of its language versions.</param>
/// <param name="Drift">Highest minus lowest version: translations of one text should score alike.</param>
/// <param name="Versions">By language, in ordinal order.</param>
public sealed record Concreteness(double Score, double Drift, IReadOnlyList<VersionConcreteness> Versions);

/// <summary>One language version's score and where it comes from; the parts' points add up to the score.</summary>
public sealed record VersionConcreteness(string Language, double Score, IReadOnlyList<CuePart> Cues);

/// <summary>One cue's part of a score. The words stay with the text, which is sealed.</summary>
/// <param name="Cue">What was looked for.</param>
/// <param name="Found">How many words were found to be of this kind.</param>
/// <param name="Value">0 … 1: how far the cue is met.</param>
/// <param name="Weight">The most points it can give; the weights of all cues add up to 1.</param>
public sealed record CuePart(Cue Cue, int Found, double Value, double Weight)
{
    public double Points => Value * Weight;
}

/// <summary>What makes a text concrete.</summary>
public enum Cue
{
    /// <summary>Digits and number words.</summary>
    Number,

    /// <summary>Dates, days, months, spans of time.</summary>
    Time,

    /// <summary>Named places, and names as writing marks them.</summary>
    Name,

    /// <summary>Who would act: ministry, court, council, school, police.</summary>
    Institution,

    /// <summary>Things that can be pointed at: pipe, bus, permit, crossing.</summary>
    Thing,

    /// <summary>Deeds that can be seen to be done: build, open, publish, pay.</summary>
    Action,

    /// <summary>The absence of words that commit nobody: peace, respect, together, hope.</summary>
    Plainness,

    /// <summary>Words that carry content; more of them leave less open.</summary>
    Detail,

    /// <summary>Words that few others in the dialogue use (inverse document frequency).</summary>
    Rarity,
}
