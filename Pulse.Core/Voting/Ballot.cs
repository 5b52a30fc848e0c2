namespace Pulse.Voting;

/// <summary>What a participant says about a statement. The sign is the same in every layer: agree = +1.</summary>
public enum Ballot : sbyte
{
    Disagree = -1,
    Pass = 0,
    Agree = +1,
}
