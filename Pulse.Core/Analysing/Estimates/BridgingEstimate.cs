namespace Pulse.Analysing.Estimates;

/// <summary>
/// What a model expects of the least agreeing bridging segment of one statement. Steers and sorts; never published.
/// </summary>
/// <param name="Statement">The matrix' statement index.</param>
/// <param name="Lowest">The expected lowest share over the bridging segments (the mean of the minimum, not the minimum of means).</param>
/// <param name="Low">Lower end of the central 95 % credible interval of the lowest share.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Above">The probability that the lowest share exceeds <see cref="EstimatingOptions.Threshold"/>.</param>
public sealed record BridgingEstimate(int Statement, double Lowest, double Low, double High, double Above);
