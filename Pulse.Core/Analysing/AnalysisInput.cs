using Pulse.Analysing.Matrices;
using Pulse.Analysing.Segments;
using Pulse.Language;

namespace Pulse.Analysing;

/// <summary>
/// Everything an analysis may know, frozen. Lists may come in any order: they are sorted by id before anything is computed.
/// </summary>
/// <param name="Segments">The declared segments; a participant's segment counts in all above it.</param>
/// <param name="BridgingSegments">Slugs of the segments that consensus must bridge.</param>
/// <param name="Participants">Everybody who may appear in <paramref name="Votes"/>.</param>
/// <param name="Statements">Statements that were voted on.</param>
/// <param name="Votes">Row p holds the votes of the p-th of <paramref name="Participants"/>, column s those on the s-th of
/// <paramref name="Statements"/>.</param>
/// <param name="Answers">Answers to open questions, as moderated.</param>
public sealed record AnalysisInput(
    IReadOnlyList<Segment> Segments,
    IReadOnlyList<string> BridgingSegments,
    IReadOnlyList<AnalysedParticipant> Participants,
    IReadOnlyList<AnalysedStatement> Statements,
    VoteMatrix Votes,
    IReadOnlyList<AnalysedAnswer> Answers)
{
    /// <summary>Draws of the participants' host, with their probabilities; none where statements were not drawn by chance.</summary>
    public IReadOnlyList<AnalysedOffer> Offers { get; init; } = [];
}

/// <summary>An opaque participant; the segment is null for who declared none.</summary>
public sealed record AnalysedParticipant(Guid Id, string? Segment);

public sealed record AnalysedStatement(Guid Id, string Item, string WorkingGroup);

/// <summary>One answer in every language it exists in: as written, and human translations.</summary>
public sealed record AnalysedAnswer(Guid Id, string Item, string WorkingGroup, IReadOnlyList<TextVersion> Versions)
{
    /// <summary>A vector that a model made of all versions; null where the built-in engine is to make one.</summary>
    public float[]? Vector { get; init; }
}
