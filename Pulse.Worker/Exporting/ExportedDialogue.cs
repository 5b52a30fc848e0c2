using Pulse.Convening;

namespace Pulse.Worker.Exporting;

/// <summary>What an export may tell: people are numbers drawn for this export only, and times are dates.</summary>
public sealed record ExportedDialogue
{
    public required Dialogue Dialogue { get; init; }

    /// <summary>The position is the number that stands for the person in every file of this export.</summary>
    public required IReadOnlyList<ExportedParticipant> Participants { get; init; }

    /// <summary>The position is the statement's number.</summary>
    public required IReadOnlyList<ExportedStatement> Statements { get; init; }

    /// <summary>By statement, then by participant.</summary>
    public required IReadOnlyList<ExportedVote> Votes { get; init; }

    public required IReadOnlyList<ExportedChoice> Choices { get; init; }
    public required IReadOnlyList<ExportedExclusions> Exclusions { get; init; }

    /// <summary>Groups as they are named in the files, in order; their position is the group-id.</summary>
    public required IReadOnlyList<string> Groups { get; init; }

    /// <summary>What was left out, each a sentence.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <param name="Segment">The top-level segment; null where it was not told, or holds too few people to tell.</param>
/// <param name="Group">Position among the groups; null where there is none, or it holds too few people to tell.</param>
public sealed record ExportedParticipant(string? Segment, int? Group);

/// <param name="Author">A number of its own kind: it never equals a participant's, so that words and votes stay apart.</param>
public sealed record ExportedStatement(
    string Question, string WorkingGroup, string Language, string Quoting, string Text, int Author, DateOnly Day);

public readonly record struct ExportedVote(int Statement, int Participant, short Vote, DateOnly Day);

public sealed record ExportedChoice(int Participant, string Item, IReadOnlyList<string> Chosen, DateOnly Day);

public sealed record ExportedExclusions(string Item, string Reason, int Count);
