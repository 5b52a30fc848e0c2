namespace Pulse.Moderating;

/// <summary>What became of an answer.</summary>
public enum RulingOutcome
{
    /// <summary>It becomes a statement as it stands.</summary>
    Passed,

    /// <summary>It becomes a statement with its personal details taken out.</summary>
    Redacted,

    /// <summary>It waits for a person.</summary>
    Held,

    /// <summary>It goes no further, for a reason that is kept.</summary>
    Excluded,
}

/// <summary>The words under which outcomes are stored.</summary>
public static class RulingOutcomes
{
    public static string Word(RulingOutcome outcome) => outcome switch
    {
        RulingOutcome.Passed => "passed",
        RulingOutcome.Redacted => "redacted",
        RulingOutcome.Held => "held",
        RulingOutcome.Excluded => "excluded",
    };

    /// <exception cref="FormatException">The word names no outcome.</exception>
    public static RulingOutcome Parse(string word) => word switch
    {
        "passed" => RulingOutcome.Passed,
        "redacted" => RulingOutcome.Redacted,
        "held" => RulingOutcome.Held,
        "excluded" => RulingOutcome.Excluded,
        _ => throw new FormatException($"'{word}' is no outcome of a ruling."),
    };
}
