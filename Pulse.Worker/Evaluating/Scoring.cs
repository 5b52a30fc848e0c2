using Pulse.Language.Verifying;

namespace Pulse.Worker.Evaluating;

/// <summary>A score of one case: 0 … 1, or null where the case says nothing about it.</summary>
public sealed record Score(string Name, double? Value);

/// <summary>Deterministic scorers: the same reply always scores the same. No model judges another.</summary>
public static class Scoring
{
    private static readonly (string Name, Rule[] Rules)[] _clean =
    [
        ("citations", [Rule.Citation, Rule.WrongPart]),
        ("quotes", [Rule.Quote]),
        ("numbers", [Rule.Number, Rule.Quantity]),
        ("glossary", [Rule.GlossarySubstituted, Rule.GlossaryMissing]),
        ("neutral", [Rule.Neutrality]),
        ("language", [Rule.Language]),
        ("length", [Rule.Length, Rule.Reading]),
        ("plain", [Rule.Link, Rule.Markup, Rule.HiddenCharacter, Rule.LookAlike, Rule.Leak, Rule.Instruction]),
    ];

    /// <summary>Names of the scores, in the order of the table.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["schema", "precision", "recall", "has", .. _clean.Select(one => one.Name), "grounded"];

    public static IReadOnlyList<Score> Of(CaseOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var right = outcome.Cited.Count(outcome.Expected.Contains);
        return
        [
            new("schema", outcome.ByModel ? 1 : 0),
            // Who chooses nothing where nothing is to be chosen is right
            new("precision", outcome.Cited.Count > 0 ? (double)right / outcome.Cited.Count : outcome.Expected.Count == 0 ? 1 : 0),
            new("recall", outcome.Expected.Count > 0 ? (double)right / outcome.Expected.Count : 1),
            new("has", outcome.Has),
            // Where the built-in engine stood in because of it, the fault is the model's all the same
            .. _clean.Select(one => new Score(one.Name, one.Rules.Any(rule => Found(outcome, rule)) ? 0 : outcome.ByModel ? 1 : null)),
            new("grounded", outcome.Groundedness),
        ];
    }

    private static bool Found(CaseOutcome outcome, Rule rule) =>
        outcome.Counts.Dropped.ContainsKey(rule) || outcome.Counts.Flagged.ContainsKey(rule);
}
