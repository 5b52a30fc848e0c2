using Pulse.Language.Calling;

namespace Pulse.Worker.Models;

/// <summary>The settings of the configured model with what opens it. Not a record: nothing prints a key by accident.</summary>
/// <param name="key">Null where the server asks for none, or where Entra ID vouches for us.</param>
/// <param name="headers">Sent with every request; their values are secrets.</param>
public sealed class ModelAccess(
    ModelSettings settings, string? key, bool entraId, IReadOnlyDictionary<string, string>? headers = null)
{
    public ModelSettings Settings { get; } = settings;
    internal string? Key { get; } = key;
    internal IReadOnlyDictionary<string, string> Headers { get; } = headers ?? new Dictionary<string, string>();

    // Three letters are nobody's secret, and taken out everywhere they would leave no sentence to read
    private const int ShortestSecret = 4;

    /// <summary>A sentence of somebody else's without what only we and the server know.</summary>
    internal string Hide(string said) => Headers.Values.Append(Key ?? "").Where(secret => secret.Length >= ShortestSecret)
        .OrderByDescending(secret => secret.Length).Aggregate(said, (left, secret) => left.Replace(secret, "…", StringComparison.OrdinalIgnoreCase));

    /// <summary>Azure: sign in as the machine or the person, not with a key.</summary>
    public bool EntraId { get; } = entraId;
}
