using Pulse.Language.Verifying;

namespace Pulse.Drafting;

/// <summary>A sentence that passed the checks, as it is stored: sealed, as JSON.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Statements">The statements it cites.</param>
/// <param name="Figures">The figures it says, written with their meaning.</param>
/// <param name="Groundedness">Share of its content that what it cites bears, 0 … 1; null where it could not be told.</param>
/// <param name="Flags">Names of the rules because of which a person should look at it.</param>
public sealed record EditedSentence(
    string Text, IReadOnlyList<Guid> Statements, IReadOnlyList<string> Figures, double? Groundedness, IReadOnlyList<string> Flags)
{
    public static EditedSentence Of(CheckedSentence sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        return new EditedSentence(
            sentence.Text, sentence.Sources, [.. sentence.Figures.Select(figure => figure.Meaning)], sentence.Groundedness,
            [.. sentence.Flags.Select(finding => Edit.NameOf(finding.Rule)).Distinct()]);
    }
}
