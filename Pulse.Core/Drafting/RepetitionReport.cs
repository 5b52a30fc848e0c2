using Pulse.Language.Parity;

namespace Pulse.Drafting;

/// <summary>What prompts in different languages made of the same statements, all writing in one language.</summary>
/// <param name="Language">In which all wrote.</param>
/// <param name="Prompts">Languages of prompts that a model answered.</param>
/// <param name="Parts">Those with the most differences first.</param>
/// <param name="NewWords">Words that prompts in one language brought again and again and that no statement has.</param>
public sealed record RepetitionReport(
    string Language, IReadOnlyList<string> Prompts, IReadOnlyList<RepeatedPart> Parts, IReadOnlyList<Disparity> NewWords);

/// <summary>One text of a run, as each language's prompt made it.</summary>
/// <param name="Task">One of <see cref="Pulse.Language.Prompting.PromptTasks"/>.</param>
/// <param name="Subject">A theme or statement by its id, or a working group by its slug.</param>
/// <param name="Side">Of reasons: for or against; null for anything else.</param>
/// <param name="Texts">By language of prompt, in one order.</param>
/// <param name="MissingIn">Languages whose prompts made none that passed the checks, or no such draft.</param>
/// <param name="LeastShared">The least share of content stems that two of the texts have in common (Dice); null for a single one.</param>
/// <param name="LeastCited">The least share of cited statements that two of the texts have in common (Jaccard); null for a single one.</param>
/// <param name="Differences">Names, figures, verbs of agency and headings that some have and others have not.</param>
public sealed record RepeatedPart(
    string Task, string Subject, string? Side, IReadOnlyList<RepeatedText> Texts, IReadOnlyList<string> MissingIn, double? LeastShared,
    double? LeastCited, IReadOnlyList<Disparity> Differences)
{
    public int Weight => Differences.Count + MissingIn.Count;
}

/// <param name="Prompt">Language of the prompt.</param>
/// <param name="Heading">Of a theme; null for anything else.</param>
/// <param name="Cited">Statements that its sentences cite.</param>
public sealed record RepeatedText(string Prompt, string? Heading, string Text, IReadOnlyList<Guid> Cited)
{
    public string Whole => Heading is null ? Text : $"{Heading} {Text}";
}
