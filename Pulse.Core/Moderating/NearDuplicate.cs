namespace Pulse.Moderating;

/// <summary>A text that says again what an earlier one said.</summary>
/// <param name="Id">The later text.</param>
/// <param name="Earliest">The earliest text that it repeats; never itself a duplicate.</param>
/// <param name="Similarity">Share of common character 5-grams (Jaccard), 0–1; 1 means the same words.</param>
public sealed record NearDuplicate<TId>(TId Id, TId Earliest, double Similarity);
