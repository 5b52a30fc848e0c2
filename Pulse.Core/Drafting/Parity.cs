using Pulse.Language.Parity;

namespace Pulse.Drafting;

/// <summary>What differs between languages in one run.</summary>
/// <param name="Languages">Of the prompts that a model answered.</param>
/// <param name="Disparities">Themes' headings and summaries, as each language's prompt made them, held against each other.</param>
/// <param name="Splits">Statements on which one segment voted differently by the version it read.</param>
public sealed record Parity(
    IReadOnlyList<string> Languages, IReadOnlyList<Disparity> Disparities, IReadOnlyList<SplitByVersion> Splits)
{
    /// <summary>The texts that were compared, by language; a disparity's <see cref="Disparity.Theme"/> is the place in this list.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Themes { get; init; } = [];

    /// <summary>Machine translations that were translated back, the worst first.</summary>
    public IReadOnlyList<Drift> Drifts { get; init; } = [];

    /// <summary>Translations that nothing usable came back of.</summary>
    public IReadOnlyList<Unmeasured> Unmeasured { get; init; } = [];

    /// <summary>Translations of the same statements that persons made: they are read and answered for by somebody.</summary>
    public int ByPersons { get; init; }
}

/// <summary>A translation that could not be translated back, and why.</summary>
public sealed record Unmeasured(Guid Statement, string Through, string Reason);
