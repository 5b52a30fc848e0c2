namespace Pulse.Voting;

/// <summary>How votes are committed together: see <see cref="CastingTogether"/>.</summary>
/// <param name="Committers">Connections that commit side by side.</param>
/// <param name="Together">Votes that share one transaction at most.</param>
/// <param name="Waiting">Votes that may wait for a committer; whoever comes then is told to come back.</param>
public sealed record CastingLimits(int Committers = 1, int Together = 64, int Waiting = 4096);
