using Pulse.People;

namespace Pulse.Voting;

/// <summary>A statement in every language that there is, as a participant reads it: no author, no date, no number of votes.</summary>
/// <param name="Texts">Language to text.</param>
/// <param name="Translated">Language to "person" or "machine", for all but the original.</param>
public sealed record ReadableStatement(
    Guid Id, string WorkingGroup, string Original, IReadOnlyDictionary<string, string> Texts,
    IReadOnlyDictionary<string, string> Translated)
{
    internal const string TextColumn = "moderating.statements.text";

    /// <summary>The statements as they are stored, opened; in the order of the first list.</summary>
    internal static IReadOnlyList<ReadableStatement> Open(
        IEnumerable<StoredStatement> statements, IReadOnlyList<StoredTranslation> translations, DialogueKey key) =>
        [.. statements.Select(statement =>
        {
            var own = translations.Where(one => one.StatementId == statement.StatementId).ToList();
            var texts = own.ToDictionary(
                one => one.Language,
                one => key.Open(one.TextSealed, $"moderating.translations.text:{one.Language}", one.StatementId));
            texts[statement.Language] = key.Open(statement.TextSealed, TextColumn, statement.StatementId);
            return new ReadableStatement(statement.StatementId, statement.WorkingGroup, statement.Language, texts,
                own.Where(one => one.Language != statement.Language)
                    .ToDictionary(one => one.Language, one => one.MadeBy));
        })];
}

internal sealed record StoredStatement
{
    public required Guid StatementId { get; init; }
    public required string WorkingGroup { get; init; }
    public required string Language { get; init; }
    public required byte[] TextSealed { get; init; }
}

internal sealed record StoredTranslation
{
    public required Guid StatementId { get; init; }
    public required string Language { get; init; }
    public required byte[] TextSealed { get; init; }
    public required string MadeBy { get; init; }
}
