using Pulse.People;

namespace Pulse.Drafting;

/// <summary>Where a draft's wording came from: a participant's own words, a person's translation, or a machine's.</summary>
public enum WordingOrigin { Original, Person, Machine }

/// <summary>A proposal that a run makes to the reviewers, and the statements it rests on.</summary>
public sealed record Draft
{
    public const string ByBuiltIn = "built-in";
    public const string ByModel = "model";

    public required Guid DraftId { get; init; }
    public required Guid RunId { get; init; }
    public required Guid DialogueId { get; init; }
    public required string WorkingGroup { get; init; }

    /// <summary>0 is the strongest of its working group.</summary>
    public required int Position { get; init; }
    public required string MadeBy { get; init; }

    /// <summary>How many statements it cited when it was made; fewer citations than this mean a withdrawal.</summary>
    public required int Sources { get; init; }
}

/// <summary>A draft in one language.</summary>
public sealed record DraftWording
{
    public required Guid DraftId { get; init; }
    public required string Language { get; init; }
    public required byte[] TextSealed { get; init; }
    public required WordingOrigin Origin { get; init; }

    public string Text(DialogueKey key) => key.Open(TextSealed, Column(Language), DraftId);

    public static DraftWording Sealed(
        DialogueKey key, Guid draftId, string language, string text, WordingOrigin origin) => new()
        {
            DraftId = draftId,
            Language = language,
            TextSealed = key.Seal(text, Column(language), draftId),
            Origin = origin,
        };

    private static string Column(string language) => $"drafting.draft_wordings.text:{language}";
}

/// <summary>One statement that a draft rests on.</summary>
public sealed record Citation(Guid DraftId, Guid StatementId);
