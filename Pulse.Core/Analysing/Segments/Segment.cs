namespace Pulse.Analysing.Segments;

/// <summary>A declared segment and the one above it, if any.</summary>
public sealed record Segment(string Slug, string? Parent);
