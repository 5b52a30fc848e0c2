namespace Pulse.Worker.Importing;

/// <summary>
/// What an export holds, checked and free of any platform's file format. Votes point at participants and statements by
/// position; agree is +1 here, whatever the export said.
/// </summary>
public sealed record ImportedDialogue
{
    public required string Platform { get; init; }
    public required string Title { get; init; }
    public required string Introduction { get; init; }
    public required IReadOnlyList<ImportedQuestion> Questions { get; init; }
    public required IReadOnlyList<ImportedSegment> Segments { get; init; }
    public required IReadOnlyList<ImportedParticipant> Participants { get; init; }
    public required IReadOnlyList<ImportedStatement> Statements { get; init; }
    public required IReadOnlyList<ImportedVote> Votes { get; init; }
    public required IReadOnlyList<ImportedPreference> Preferences { get; init; }

    /// <summary>What was left out or put together, each a sentence with its number: nothing disappears silently.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <param name="Source">Its id in the export, or its text where the export gives it none.</param>
public sealed record ImportedQuestion(string Source, string Text);

/// <param name="Name">As the export words it.</param>
public sealed record ImportedSegment(string Slug, string Name, int People);

/// <param name="Segment">The slug of a segment; null where the export tells none.</param>
public sealed record ImportedParticipant(string Source, string? Segment, DateOnly Joined);

/// <param name="Question">Position among the questions.</param>
/// <param name="Author">Position among the participants; null where the export does not say, or the author took no part.</param>
/// <param name="Exclusion">The reason why it was kept out there and is kept out here; null where it is a statement.</param>
public sealed record ImportedStatement(
    string Source, int Question, string Text, string Language, int? Author, DateOnly Day, string? Exclusion = null)
{
    /// <summary>True where the words are ours, because the export does not hold the participant's.</summary>
    public bool WithoutText { get; init; }
}

public readonly record struct ImportedVote(int Participant, int Statement, sbyte Vote, DateOnly Day);

/// <param name="Preferred">One of the words of voting.preferences: a, b, both, neither, unsure, similar.</param>
public readonly record struct ImportedPreference(int Participant, int StatementA, int StatementB, string Preferred);
