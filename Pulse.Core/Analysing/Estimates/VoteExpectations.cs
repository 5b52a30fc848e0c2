namespace Pulse.Analysing.Estimates;

/// <summary>What a model expects each participant to say to each statement. A helper for routing, never a vote.</summary>
public sealed record VoteExpectations
{
    /// <summary>The probability that the participant would agree, if they cast a vote on the statement.</summary>
    public double Agree(int participant, int statement) => throw new NotImplementedException();
}
