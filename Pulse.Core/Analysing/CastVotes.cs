using Pulse.Analysing.Matrices;

namespace Pulse.Analysing;

/// <summary>Votes as they were cast, with the ids of whom and what they are about.</summary>
/// <param name="Participants">Row p of the matrix is the p-th; ids rise.</param>
/// <param name="Statements">Column s of the matrix is the s-th; ids rise.</param>
/// <param name="Matrix">The votes.</param>
public sealed record CastVotes(IReadOnlyList<Guid> Participants, IReadOnlyList<Guid> Statements, VoteMatrix Matrix);
