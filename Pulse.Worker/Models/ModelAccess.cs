using Pulse.Language.Calling;

namespace Pulse.Worker.Models;

/// <summary>The settings of the configured model with what opens it. Not a record: nothing prints a key by accident.</summary>
/// <param name="key">Null where the server asks for none, or where Entra ID vouches for us.</param>
public sealed class ModelAccess(ModelSettings settings, string? key, bool entraId)
{
    public ModelSettings Settings { get; } = settings;
    internal string? Key { get; } = key;

    /// <summary>Azure: sign in as the machine or the person, not with a key.</summary>
    public bool EntraId { get; } = entraId;
}
