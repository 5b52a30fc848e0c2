namespace Pulse.Convening;

/// <summary>Who decides what becomes a statement. An answer with a flag always waits for a person.</summary>
public enum ModerationPolicy
{
    /// <summary>Every answer waits for a person's ruling.</summary>
    APersonRules,

    /// <summary>Answers without a flag pass; the rest wait.</summary>
    ClearOnesPass,
}

/// <summary>The words under which policies are stored and written in a dialogue's file.</summary>
public static class ModerationPolicies
{
    public static string Word(ModerationPolicy policy) => policy switch
    {
        ModerationPolicy.APersonRules => "a-person-rules",
        ModerationPolicy.ClearOnesPass => "clear-ones-pass",
    };

    /// <exception cref="FormatException">The word names no policy.</exception>
    public static ModerationPolicy Parse(string word) => word switch
    {
        "a-person-rules" => ModerationPolicy.APersonRules,
        "clear-ones-pass" => ModerationPolicy.ClearOnesPass,
        _ => throw new FormatException($"'{word}' is no moderation policy: write a-person-rules or clear-ones-pass."),
    };
}
