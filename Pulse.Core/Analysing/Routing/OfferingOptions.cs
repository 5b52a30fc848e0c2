namespace Pulse.Analysing.Routing;

/// <summary>The dials of <see cref="OfferingPolicy"/>, with the values that the replay chose.</summary>
/// <param name="Sought">How many bridging statements are to be found.</param>
/// <param name="Floor">Share of every segment's offers that is spread evenly over all that it may see. A weight is never
/// below <c>Floor / statements visible</c>, and so is no propensity.</param>
/// <param name="MinimumLooks">Cast votes that every statement should have in every segment before it competes.</param>
/// <param name="PriorVotes">How many votes a predicted share weighs as.</param>
public sealed record OfferingOptions(int Sought = 10, double Floor = 0.1, int MinimumLooks = 3, double PriorVotes = 4);
