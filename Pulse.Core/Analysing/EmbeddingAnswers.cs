namespace Pulse.Analysing;

/// <summary>
/// Brings vectors into a run before its input is frozen: the arithmetic takes them as numbers and knows no model. The
/// worker gives it; it is called while no transaction is open.
/// </summary>
/// <param name="run">The run they are made for.</param>
/// <param name="answers">Each in all its versions.</param>
/// <param name="stop">Stops between calls.</param>
/// <returns>The answers with their vectors, or as they were; and a mark of which it is, for the run's page.</returns>
public delegate Task<(IReadOnlyList<AnalysedAnswer> Answers, string Mark)> EmbeddingAnswers(
    Guid run, IReadOnlyList<AnalysedAnswer> answers, CancellationToken stop);
