using Pulse.Voting;

namespace Pulse.Analysing.Routing;

/// <summary>
/// One vote that was cast on an offered statement, with what an estimate must know about the draw. No time, only places
/// in the participant's own sequence.
/// </summary>
/// <param name="Participant">Any number that is one participant's own; used only to find the same person twice.</param>
/// <param name="Step">From 1: the how-manyth answered offer of this participant at which the statement could be drawn.</param>
/// <param name="Steps">How many such offers the participant answered in all; at least <paramref name="Step"/>.</param>
/// <param name="Choices">How many statements could be drawn at the first of these steps; at least <paramref name="Steps"/>.
/// It only narrows the interval: the estimate is right whatever it is.</param>
/// <param name="Propensity">Probability of the draw given everything before it, in (0, 1].</param>
/// <param name="Prediction">Predicted probability that this participant agrees, made without this vote; a helper that
/// narrows the interval where it is good; where it is bad it widens it, and the estimate stays where it was (up to the
/// ratio's own bias, which shrinks with the votes).</param>
public readonly record struct OfferedVote(
    int Participant,
    int Segment,
    int Statement,
    int Step,
    int Steps,
    int Choices,
    double Propensity,
    Ballot Ballot,
    double? Prediction = null);
