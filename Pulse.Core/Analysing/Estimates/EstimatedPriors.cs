namespace Pulse.Analysing.Estimates;

/// <summary>
/// What the votes said about how statements and people differ, all on the probit scale, where one vote's own whim has
/// variance 1: empirical Bayes, the most likely values.
/// </summary>
/// <param name="Levels">Per segment: the mean over statements.</param>
/// <param name="Statements">Segments × segments: how statements differ beyond their text, together and apart.</param>
/// <param name="Texts">Segments × segments: how statements differ as their texts differ; zero without texts.</param>
/// <param name="Habits">Per segment: the variance of people's readiness to agree with whatever they are shown.</param>
/// <param name="StatementEvidence">How many fully known statements' worth of evidence stands behind <paramref name="Statements"/>.</param>
/// <param name="TextEvidence">How many fully known text directions' worth stands behind <paramref name="Texts"/>.</param>
/// <param name="HabitEvidence">Per segment: how many fully known people's worth stands behind <paramref name="Habits"/>.</param>
/// <param name="Passes">Passes over the votes until nothing moved.</param>
public sealed record EstimatedPriors(
    IReadOnlyList<double> Levels,
    IReadOnlyList<IReadOnlyList<double>> Statements,
    IReadOnlyList<IReadOnlyList<double>> Texts,
    IReadOnlyList<double> Habits,
    double StatementEvidence,
    double TextEvidence,
    IReadOnlyList<double> HabitEvidence,
    int Passes);
