namespace Pulse.Voting;

/// <summary>The offers that stand for a dialogue: when they were made, under which policy, and from what.</summary>
public sealed record Offering
{
    /// <summary>So many new votes are a reason to weigh anew, however few there were before.</summary>
    public const int FewestNewVotes = 20;

    /// <summary>In a dialogue with many votes, this share of them must be new.</summary>
    public const double NewShare = 0.05;

    public required Guid DialogueId { get; init; }

    /// <summary>Grows with every making.</summary>
    public required long Revision { get; init; }
    public required string Policy { get; init; }

    /// <summary>The open phase that they were made for; null while no phase is open that votes.</summary>
    public string? Phase { get; init; }

    /// <summary>Statements that there were.</summary>
    public required int Statements { get; init; }

    /// <summary>Votes that there were on them.</summary>
    public required long Votes { get; init; }
    public required DateOnly MadeOn { get; init; }

    /// <summary>
    /// True where the offers no longer fit: another phase or policy, statements that came or went, or votes that moved
    /// by more than a twentieth (and twenty). So a dialogue of a million votes is weighed some two hundred times.
    /// </summary>
    public bool IsOutdated(string policy, string phase, int statements, long votes) =>
        Policy != policy || Phase != phase || Statements != statements
        || Math.Abs(votes - Votes) >= Math.Max(FewestNewVotes, NewShare * Votes);
}
