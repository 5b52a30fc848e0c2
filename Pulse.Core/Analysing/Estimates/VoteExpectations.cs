namespace Pulse.Analysing.Estimates;

/// <summary>What a model expects each participant to say to each statement. A helper for routing, never a vote.</summary>
/// <param name="Segments">How many segments stand in a row of <paramref name="Positions"/>, those without a segment last.</param>
/// <param name="SegmentOf">Each participant's column in <paramref name="Positions"/>.</param>
/// <param name="Positions">Statements × segments: expected position on the probit scale.</param>
/// <param name="PositionVariances">Statements × segments.</param>
/// <param name="Habits">Per participant: readiness to agree with whatever is shown, above their segment's.</param>
/// <param name="HabitVariances">Per participant.</param>
public sealed record VoteExpectations(
    int Segments,
    IReadOnlyList<int> SegmentOf,
    IReadOnlyList<double> Positions,
    IReadOnlyList<double> PositionVariances,
    IReadOnlyList<double> Habits,
    IReadOnlyList<double> HabitVariances)
{
    /// <summary>The probability that the participant would agree, if they cast a vote on the statement.</summary>
    public double Agree(int participant, int statement)
    {
        var cell = statement * Segments + SegmentOf[participant];
        return NormalDistribution.Below((Positions[cell] + Habits[participant])
            / Math.Sqrt(1 + PositionVariances[cell] + HabitVariances[participant]));
    }
}
