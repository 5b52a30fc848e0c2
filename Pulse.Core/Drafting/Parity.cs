using Pulse.Language.Parity;

namespace Pulse.Drafting;

/// <summary>What differs between languages in one run.</summary>
/// <param name="Languages">Of the prompts that a model answered.</param>
/// <param name="Disparities">Themes' headings and summaries, as each language's prompt made them, held against each other.</param>
/// <param name="Splits">Statements on which one segment voted differently by the version it read.</param>
public sealed record Parity(
    IReadOnlyList<string> Languages, IReadOnlyList<Disparity> Disparities, IReadOnlyList<SplitByVersion> Splits);
