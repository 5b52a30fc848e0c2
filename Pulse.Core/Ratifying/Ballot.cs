namespace Pulse.Ratifying;

/// <summary>A vote on a reviewed text: agree +1, pass 0, disagree −1, with the step where five steps were asked.</summary>
public sealed record Ballot(
    Guid TextId, Guid ParticipantId, int Vote, int? Acceptability, string LanguageRead, DateOnly CastOn)
{
    /// <summary>
    /// Acceptable and above stand behind a text; tolerable is no support, only no veto; unacceptable is against it.
    /// </summary>
    public static int VoteOf(Acceptability step) => step switch
    {
        Ratifying.Acceptability.Essential or Ratifying.Acceptability.Desirable or Ratifying.Acceptability.Acceptable => 1,
        Ratifying.Acceptability.Tolerable => 0,
        Ratifying.Acceptability.Unacceptable => -1,
    };
}
