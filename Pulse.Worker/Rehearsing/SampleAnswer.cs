namespace Pulse.Worker.Rehearsing;

/// <summary>One hand-written answer of a synthetic sample.</summary>
/// <param name="Stopped">Set where moderation is meant to stop it; such an answer has no translations and no support.</param>
/// <param name="Support">Top-level segment → share agreeing among those who do not pass.</param>
/// <param name="Pass">Share passing.</param>
/// <param name="Lean">How a voter's openness moves agreement, in logits per standard deviation.</param>
public sealed record SampleAnswer(
    string Key, string Question, string Segment, string Language, string Text, string Quoting, string? Stopped,
    IReadOnlyDictionary<string, string> Translations, IReadOnlyDictionary<string, double> Support,
    double Pass, double Lean);
