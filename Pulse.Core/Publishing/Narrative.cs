using Pulse.Drafting;

namespace Pulse.Publishing;

/// <summary>A sentence of a brief's running text, as it is stored: sealed, as JSON.</summary>
/// <param name="Texts">The reviewed texts that it cites.</param>
/// <param name="Figures">Ids of the figures that it cites, as the material of the same mark numbers them.</param>
/// <param name="Groundedness">0 … 1; null where it could not be told.</param>
/// <param name="Flags">Names of the rules because of which a person should look at it.</param>
public sealed record NarratedSentence(
    string Text, IReadOnlyList<Guid> Texts, IReadOnlyList<string> Figures, double? Groundedness, IReadOnlyList<string> Flags);

/// <summary>What a person ruled on a narrative.</summary>
/// <param name="Sentences">As accepted; empty where it was set aside.</param>
/// <param name="Edited">A person changed them.</param>
public sealed record NarrativeRuling(bool Accepted, IReadOnlyList<NarratedSentence> Sentences, bool Edited, string RuledBy, DateTime RuledAt);

/// <summary>The running text of a brief in one language, asked for by a person.</summary>
public sealed record Narrative
{
    public required Guid NarrativeId { get; init; }
    public required string WorkingGroup { get; init; }
    public required string Language { get; init; }

    /// <summary>Mark of the <see cref="NarrativeMaterial"/> that it was made of; null while the worker has not been at it.</summary>
    public required string? Material { get; init; }
    public required IReadOnlyList<NarratedSentence> Sentences { get; init; }

    /// <summary>Null while the worker has not been at it.</summary>
    public required Making? Making { get; init; }

    /// <summary>Rule to number: what the verifiers took out.</summary>
    public required IReadOnlyDictionary<string, int> Dropped { get; init; }

    /// <summary>The newest; null while nobody has ruled.</summary>
    public required NarrativeRuling? Ruling { get; init; }

    public bool ByModel => Making?.MadeBy == Draft.ByModel;

    /// <summary>It may stand in a brief that is made of this material.</summary>
    public bool StandsFor(NarrativeMaterial material)
    {
        ArgumentNullException.ThrowIfNull(material);
        return ByModel && Ruling is { Accepted: true } && Material == material.Mark;
    }
}
