namespace Pulse.Voting;

/// <summary>
/// What is known of somebody who votes, as of their last committed vote. One vote at a time works with it, under the
/// participant's lock or on a copy that the database confirms before anything is written.
/// </summary>
/// <param name="own">Statements that were made of their own answers.</param>
/// <param name="voted">Statements they voted on.</param>
/// <param name="handedOut">Statements drawn for them, in that order.</param>
/// <param name="steps">The step of the last draw; 0 before the first.</param>
internal sealed class Voter(Guid[] own, Guid[] voted, Guid[] handedOut, int steps)
{
    private readonly List<Guid> _seen = [.. voted.Union(own).Union(handedOut)];
    private readonly List<Guid> _waiting = [.. handedOut.Except(voted)];

    public string? Segment { get; init; }

    public required bool SegmentChosen { get; init; }

    /// <summary>Null where nobody consented under this pseudonym.</summary>
    public int? ConsentVersion { get; init; }

    public IReadOnlyList<Guid> Own { get; } = own;

    /// <summary>What may not be drawn any more, each once: voted on, their own, or handed out.</summary>
    public IReadOnlyList<Guid> Seen => _seen;

    /// <summary>Handed out and not voted on, in the order in which it was drawn.</summary>
    public IReadOnlyList<Guid> Waiting => _waiting;

    public int Steps { get; private set; } = steps;

    /// <summary>The key of their last saved vote; null where nothing was saved since this was read.</summary>
    public Guid? LastWrite { get; private set; }

    /// <summary>Takes note of a vote that was committed, and of what was drawn with it.</summary>
    public void Cast(GivenVote vote, Decision decision)
    {
        LastWrite = vote.WriteKey;
        _waiting.Remove(vote.StatementId);
        See(vote.StatementId);
        if (decision is { Next: { } drawn, Step: { } step })
        {
            _waiting.Add(drawn);
            See(drawn);
            Steps = step;
        }
    }

    private void See(Guid statement)
    {
        if (!_seen.Contains(statement))
        {
            _seen.Add(statement);
        }
    }
}
