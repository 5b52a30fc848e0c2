namespace Pulse.Voting;

/// <summary>What one participant says to one statement: agree +1, pass 0, disagree −1.</summary>
/// <param name="LanguageRead">The language version that was on the screen.</param>
public sealed record Vote(
    Guid StatementId, Guid ParticipantId, int Value, bool Important, string LanguageRead, DateOnly CastOn);
