namespace Pulse.Analysing.Routing;

/// <summary>
/// One drawn statement and the probability of that draw, given all that was left out before it: what an estimate needs.
/// </summary>
public readonly record struct Offer(int Statement, double Propensity);
