namespace Pulse.Analysing.Estimates;

/// <summary>
/// What the votes said about how statements and people differ, all on the probit scale: empirical Bayes, nothing set by hand.
/// </summary>
/// <param name="Levels">Per segment: the mean over statements.</param>
/// <param name="Statements">Segments × segments: how statements differ beyond their text, together and apart.</param>
/// <param name="Texts">Segments × segments: how much of the difference between statements their text explains.</param>
/// <param name="Habits">Per segment: the variance of people's readiness to agree with whatever they are shown.</param>
/// <param name="Rounds">Passes over the votes until nothing moved.</param>
public sealed record EstimatedPriors(
    IReadOnlyList<double> Levels,
    IReadOnlyList<IReadOnlyList<double>> Statements,
    IReadOnlyList<IReadOnlyList<double>> Texts,
    IReadOnlyList<double> Habits,
    int Rounds);
