using System.Text.Json;
using Npgsql;
using Pulse.People;

namespace Pulse.Drafting;

/// <summary>drafting.summaries with their sources. One that lost a source is not read any more, and soon deleted.</summary>
public static class Summaries
{
    public const string Column = "drafting.summaries.sentences";

    private const string AddSql = """
        with made as (
          insert into drafting.summaries (summary_id, run_id, working_group, language, kind, about, sentences_sealed, made_by,
            reason, prompt_hash, model, flags, made_on, sources)
          values (@id, @run, @WorkingGroup, @Language, @kind, @About, @sentences, @MadeBy, @Reason, @PromptHash, @Model, @flags,
            @MadeOn, cardinality(@statements::uuid[]))
          returning summary_id
        )
        insert into drafting.summary_sources (summary_id, statement_id)
        select summary_id, statement from made, unnest(@statements::uuid[]) as statement
        """;

    private const string ForgetSql = """
        delete from drafting.summaries m using analysing.runs r
        where r.run_id = m.run_id and r.dialogue_id = @dialogue
          and (select count(*) from drafting.summary_sources s where s.summary_id = m.summary_id) < m.sources
        """;

    internal static Task Add(
        NpgsqlConnection connection, DialogueKey key, Guid run, Summary summary, string model, DateOnly today, CancellationToken stop)
    {
        var (id, making) = (Guid.NewGuid(), Making.Of(summary.Origin, model, today));
        return Sql.Run(connection, AddSql, new
        {
            id,
            run,
            summary.WorkingGroup,
            summary.Language,
            kind = Summary.NameOf(summary.Kind),
            summary.About,
            sentences = key.Seal(JsonSerializer.Serialize(summary.Sentences), Column, id),
            making.MadeBy,
            making.Reason,
            making.PromptHash,
            making.Model,
            making.MadeOn,
            flags = summary.Sentences.SelectMany(sentence => sentence.Flags).Distinct().Order(StringComparer.Ordinal).ToArray(),
            statements = summary.Sources.Distinct().ToArray(),
        }, stop);
    }

    /// <summary>After a withdrawal: what was made of a statement that is gone.</summary>
    public static Task<int> ForgetWithdrawn(NpgsqlConnection connection, Guid dialogue, CancellationToken stop) =>
        Sql.Run(connection, ForgetSql, new { dialogue }, stop);
}
