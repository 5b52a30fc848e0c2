namespace Pulse.Voting;

/// <summary>That a statement was drawn for a participant, with what an estimate must know about the draw.</summary>
/// <param name="Step">The participant's how-manyth draw, from 1.</param>
/// <param name="Probability">
/// Of this draw among everything that could still be drawn for this participant at this step: in (0, 1].
/// </param>
public sealed record OfferedStatement(Guid ParticipantId, Guid StatementId, int Step, double Probability);
