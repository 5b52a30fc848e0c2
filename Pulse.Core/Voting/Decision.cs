namespace Pulse.Voting;

/// <summary>What becomes of a vote, and what is written for it.</summary>
internal sealed record Decision
{
    public required CastOutcome Outcome { get; init; }

    /// <summary>True where the same write was saved before: it is told again, and nothing is written.</summary>
    public bool Told { get; init; }
    public Guid? Next { get; init; }

    /// <summary>Of the draw of <see cref="Next"/>; null where it was drawn before.</summary>
    public double? Probability { get; init; }
    public int? Step { get; init; }
    public string CountedAs { get; init; } = Counts.Untold;

    /// <summary>The vote that this one replaces.</summary>
    public int? Before { get; init; }

    /// <summary>"This matters to me".</summary>
    public bool Important { get; init; }

    public bool IsWritten => Outcome == CastOutcome.Saved && !Told;

    public static Decision Refuse(CastOutcome outcome) => new() { Outcome = outcome };

    public static Decision Repeat(CastMemo memo) => new() { Outcome = CastOutcome.Saved, Told = true, Next = memo.Next };
}
