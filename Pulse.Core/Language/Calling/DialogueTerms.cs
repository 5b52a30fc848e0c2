namespace Pulse.Language.Calling;

/// <summary>What a dialogue's definition says about models.</summary>
/// <param name="Provider">none, azure, openai or compatible: the participants were told so, and no other may be called.</param>
/// <param name="OutsideModels">Whether words may leave the house.</param>
/// <param name="TokensPerMonth">Null for no bound.</param>
/// <param name="MicroUsdPerMonth">Millionths of a US dollar; null for no bound.</param>
public sealed record DialogueTerms(string Provider, bool OutsideModels, long? TokensPerMonth, long? MicroUsdPerMonth)
{
    /// <summary>The key under which a call carries its dialogue's terms in AdditionalProperties, once they were looked up.</summary>
    public const string Key = "pulse.terms";
}

/// <summary>Looks a dialogue's terms up; the door knows no room, so the host brings it.</summary>
public delegate Task<DialogueTerms> FindingTerms(Guid dialogue, CancellationToken stop);
