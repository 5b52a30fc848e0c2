namespace Pulse.Analysing.Routing;

/// <summary>The dials of <see cref="OfferingPolicy"/>, with the values that the replay chose.</summary>
/// <param name="Sought">How many bridging statements are to be found.</param>
/// <param name="Floor">Share of every segment's offers that is spread evenly over all that it may see, in (0, 1]. A weight
/// is never below <c>Floor / statements visible</c>, and so is no propensity.</param>
/// <param name="MinimumLooks">Cast votes that every statement is owed in every segment: without any it is offered at least
/// as often as under uniform random, and proportionally less until it has them. 0 owes nothing but the floor.</param>
/// <param name="PriorVotes">How many votes a predicted share, or the segment's mean, weighs as; above 0.</param>
/// <param name="Sharpness">The power to which worth is raised: 1 spreads, 3 concentrates on what is undecided.</param>
public sealed record OfferingOptions(
    int Sought = 10,
    double Floor = 0.1,
    int MinimumLooks = 1,
    double PriorVotes = 2,
    double Sharpness = 3);
