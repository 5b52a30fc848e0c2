namespace Pulse.Analysing.Routing;

/// <summary>The dials of <see cref="OfferingPolicy"/>, with the values that the replay chose.</summary>
/// <param name="Sought">How many bridging statements are to be found.</param>
/// <param name="Floor">Share of every segment's offers that is spread evenly over all that it may see, in (0, 1]. A weight
/// is never below <c>Floor / statements visible</c>, and so is no propensity.</param>
/// <param name="MinimumLooks">Cast votes that every statement should have in every segment; until then it is pulled ahead.</param>
/// <param name="LooksPull">How many even shares a statement without any look gets on top of the floor (all that lack looks
/// together get at most half of what the floor leaves).</param>
/// <param name="PriorVotes">How many votes a predicted share, or the segment's mean, weighs as; above 0.</param>
/// <param name="Sharpness">The power to which worth is raised: 1 spreads, 3 concentrates on what is undecided.</param>
public sealed record OfferingOptions(
    int Sought = 10,
    double Floor = 0.1,
    int MinimumLooks = 2,
    double LooksPull = 2,
    double PriorVotes = 2,
    double Sharpness = 3);
