using Npgsql;
using Pulse.People;

namespace Pulse.Voting;

/// <summary>A statement with its translations as they are stored; opened where it is told, and nowhere kept open.</summary>
public sealed class SealedStatement
{
    /// <summary>
    /// Statements by their ids ($1): originals with their places, then translations with their makers; those that were
    /// taken back are missing. Plain rows, since gathering three texts into arrays costs more than finding them.
    /// </summary>
    internal const string ByIds = """
        select s.statement_id, s.language, s.text_sealed, s.working_group, null::text as made_by, s.dialogue_id, s.item, s.segment
        from moderating.statements s where s.statement_id = any($1)
        union all
        select t.statement_id, t.language, t.text_sealed, null, t.made_by, null, null, null
        from moderating.translations t where t.statement_id = any($1)
        """;

    private readonly StoredStatement _statement;
    private readonly IReadOnlyList<StoredTranslation> _translations;

    private SealedStatement(
        StoredStatement statement, StatementPlace place, IReadOnlyList<StoredTranslation> translations)
    {
        _statement = statement;
        _translations = translations;
        Place = place;
    }

    public Guid Id => _statement.StatementId;

    internal StatementPlace Place { get; }

    /// <exception cref="SealBrokenException">A text was altered, moved, or sealed with another key.</exception>
    public ReadableStatement Open(DialogueKey key) => ReadableStatement.Open([_statement], _translations, key)[0];

    /// <summary>All rows of <see cref="ByIds"/>, gathered by statement.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, SealedStatement>> Read(NpgsqlDataReader rows, CancellationToken stop)
    {
        var statements = new List<(StoredStatement Statement, StatementPlace Place)>();
        var translations = new List<StoredTranslation>();
        while (await rows.ReadAsync(stop))
        {
            var (id, language, text) = (rows.GetGuid(0), rows.GetString(1), rows.GetFieldValue<byte[]>(2));
            if (rows.IsDBNull(3))
            {
                translations.Add(new StoredTranslation
                {
                    StatementId = id,
                    Language = language,
                    TextSealed = text,
                    MadeBy = rows.GetString(4),
                });
            }
            else
            {
                var statement = new StoredStatement
                {
                    StatementId = id,
                    Language = language,
                    TextSealed = text,
                    WorkingGroup = rows.GetString(3),
                };
                statements.Add((statement, new StatementPlace(
                    rows.GetGuid(5), rows.GetString(6), rows.IsDBNull(7) ? null : rows.GetString(7))));
            }
        }

        var of = translations.ToLookup(one => one.StatementId);
        return statements.ToDictionary(
            one => one.Statement.StatementId,
            one => new SealedStatement(one.Statement, one.Place,
                [.. of[one.Statement.StatementId].OrderBy(other => other.Language, StringComparer.Ordinal)]));
    }
}

/// <summary>Where a statement stands; it never moves.</summary>
/// <param name="Segment">The author's top-level segment.</param>
internal sealed record StatementPlace(Guid DialogueId, string Item, string? Segment);
