using Pulse.Voting;

namespace Pulse.Bench.Replaying;

/// <summary>One uncovered vote: the participant's how-manyth, and the probability with which it was drawn.</summary>
internal readonly record struct Draw(int Participant, int Statement, Ballot Ballot, int Step, double Propensity);
