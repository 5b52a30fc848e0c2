using Npgsql;
using Pulse.People;

namespace Pulse.Voting;

/// <summary>A statement with its translations as they are stored; opened where it is told, and nowhere kept open.</summary>
public sealed class SealedStatement
{
    /// <summary>Statements by their ids ($1), each with its translations; those that were taken back are missing.</summary>
    internal const string ByIds = """
        select s.statement_id, s.working_group, s.language, s.text_sealed, t.languages, t.texts, t.makers
        from moderating.statements s
        left join lateral (
          select array_agg(t.language order by t.language) as languages,
            array_agg(t.text_sealed order by t.language) as texts,
            array_agg(t.made_by order by t.language) as makers
          from moderating.translations t where t.statement_id = s.statement_id
        ) t on true
        where s.statement_id = any($1)
        """;

    private readonly StoredStatement _statement;
    private readonly IReadOnlyList<StoredTranslation> _translations;

    private SealedStatement(StoredStatement statement, IReadOnlyList<StoredTranslation> translations)
    {
        _statement = statement;
        _translations = translations;
    }

    public Guid Id => _statement.StatementId;

    /// <exception cref="SealBrokenException">A text was altered, moved, or sealed with another key.</exception>
    public ReadableStatement Open(DialogueKey key) => ReadableStatement.Open([_statement], _translations, key)[0];

    /// <summary>A row of <see cref="ByIds"/>.</summary>
    internal static SealedStatement Of(NpgsqlDataReader row)
    {
        var statement = new StoredStatement
        {
            StatementId = row.GetGuid(0),
            WorkingGroup = row.GetString(1),
            Language = row.GetString(2),
            TextSealed = row.GetFieldValue<byte[]>(3),
        };
        if (row.IsDBNull(4))
        {
            return new SealedStatement(statement, []);
        }

        var languages = row.GetFieldValue<string[]>(4);
        var texts = row.GetFieldValue<byte[][]>(5);
        var makers = row.GetFieldValue<string[]>(6);
        return new SealedStatement(statement, [.. languages.Select((language, at) => new StoredTranslation
        {
            StatementId = statement.StatementId,
            Language = language,
            TextSealed = texts[at],
            MadeBy = makers[at],
        })]);
    }
}
