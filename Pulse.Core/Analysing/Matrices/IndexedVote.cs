using Pulse.Voting;

namespace Pulse.Analysing.Matrices;

/// <summary>One cast vote, by the caller's participant and statement index (both from 0).</summary>
public readonly record struct IndexedVote(int Participant, int Statement, Ballot Ballot);
