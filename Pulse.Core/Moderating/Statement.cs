using Pulse.People;

namespace Pulse.Moderating;

/// <summary>An answer that passed, as others may read and vote on it. Its text stays sealed until somebody needs it.</summary>
public sealed record Statement
{
    public const string TextColumn = "moderating.statements.text";

    public required Guid StatementId { get; init; }
    public required Guid DialogueId { get; init; }
    public required string Item { get; init; }
    public required string WorkingGroup { get; init; }

    /// <summary>Null for a statement that was imported or seeded.</summary>
    public Guid? AnswerId { get; init; }

    /// <summary>The author's top-level segment, null where the author chose not to say.</summary>
    public string? Segment { get; init; }
    public required string Language { get; init; }
    public required byte[] TextSealed { get; init; }
    public bool Redacted { get; init; }

    /// <summary>"none", "paraphrase" or "verbatim".</summary>
    public required string Quoting { get; init; }
    public required DateOnly ApprovedOn { get; init; }

    public string Text(DialogueKey key) => key.Open(TextSealed, TextColumn, StatementId);

    public static byte[] Seal(DialogueKey key, Guid statementId, string text) => key.Seal(text, TextColumn, statementId);
}
