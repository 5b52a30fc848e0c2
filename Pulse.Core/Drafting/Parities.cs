using System.Text.Json;
using Npgsql;
using Pulse.Analysing;
using Pulse.Language.Editing;
using Pulse.Language.Parity;
using Pulse.People;

namespace Pulse.Drafting;

/// <summary>drafting.parity: one report per edited run, sealed; a withdrawal in the dialogue takes it.</summary>
public static class Parities
{
    public const string Column = "drafting.parity.report";

    private const string KeepSql = """
        insert into drafting.parity (run_id, report_sealed, made_on) values (@run, @report, @today)
        on conflict (run_id) do nothing
        """;

    /// <summary>Words of a statement that is gone, and votes of somebody who has just left, are in a report until they are carried here.</summary>
    internal const string NobodyLeft = $"""
        (select count(*) from analysing.theme_answers a where a.run_id = @run)
          = (select coalesce(sum(t.statements), 0) from analysing.run_totals t where t.run_id = @run)
          and {Runs.NobodyJustLeft}
        """;

    private const string FindSql = $"select report_sealed from drafting.parity where run_id = @run and {NobodyLeft}";

    private const string ForgetSql = """
        delete from drafting.parity p using analysing.runs r where r.run_id = p.run_id and r.dialogue_id = @dialogue
        """;

    // The same trips have the same vectors in every run
    private const ulong Seed = 1;

    /// <summary>
    /// Compares what prompts in each language made of the same themes, the votes on each language's version, and
    /// statements with what came back of their translations.
    /// </summary>
    public static Parity Compare(EditingMaterial material, EditedSoFar made, IReadOnlyList<BackTranslation> back)
    {
        ArgumentNullException.ThrowIfNull(material);
        ArgumentNullException.ThrowIfNull(made);
        ArgumentNullException.ThrowIfNull(back);
        var themes = material.Groups.SelectMany(group => group.Themes).ToArray();
        PromptedRun[] runs =
        [
            .. material.Languages.Select(language => new PromptedRun(language,
            [
                .. themes.Select(theme => (theme, wording: made.Of(theme.Id, language)))
                    .Where(pair => pair.wording?.Origin.By == MadeBy.Model)
                    .Select(pair => new PromptedTheme(
                        pair.theme.Members.Select(member => member.Id).ToHashSet(),
                        string.Join(' ', pair.wording!.Summary.Select(sentence => sentence.Text).Prepend(pair.wording.Label)))),
            ])).Where(run => run.Themes.Count > 0),
        ];
        var report = ComparingRuns.Compare(runs, material.Glossary, [.. themes.SelectMany(theme => theme.Members)]);
        var originals = material.Groups.SelectMany(group => group.Statements).ToDictionary(source => source.Id, source => source.Original);
        var known = back.Where(one => originals.ContainsKey(one.Statement)).ToArray();
        var drifts = MeasuringDrift.Measure(
            [.. known.Where(one => one.Back is not null).Select(one => new RoundTrip(one.Statement, one.Translation.Language, originals[one.Statement], one.Back!))],
            material.Glossary, Seed);
        return new Parity([.. runs.Select(run => run.Language)], report.Disparities, material.Splits)
        {
            Themes = [.. report.Themes.Select(theme => theme.ByLanguage.ToDictionary(pair => pair.Key, pair => pair.Value.Text))],
            Drifts = [.. drifts.OrderByDescending(drift => drift.Signs.Count).ThenBy(drift => drift.Kept).ThenBy(drift => drift.Id).ThenBy(drift => drift.Through, StringComparer.Ordinal)],
            Unmeasured = [.. known.Where(one => one.Back is null).Select(one => new Unmeasured(one.Statement, one.Translation.Language, one.Origin.Reason!))],
            ByPersons = material.Groups.Sum(group => group.ByPersons),
        };
    }

    internal static Task Keep(
        NpgsqlConnection connection, DialogueKey key, Guid run, Parity parity, DateOnly today, CancellationToken stop) =>
        Sql.Run(connection, KeepSql, new { run, report = key.Seal(JsonSerializer.Serialize(parity), Column, run), today }, stop);

    /// <summary>Null where none was made, or a withdrawal took it.</summary>
    public static async Task<Parity?> Find(NpgsqlConnection connection, DialogueKey key, Guid run, CancellationToken stop) =>
        await Sql.OneOrNone<byte[]>(connection, FindSql, new { run }, stop) is { } report
            ? JsonSerializer.Deserialize<Parity>(key.Open(report, Column, run)) : null;

    /// <summary>After a withdrawal: it was computed from words and votes that are gone.</summary>
    public static Task<int> ForgetWithdrawn(NpgsqlConnection connection, Guid dialogue, CancellationToken stop) =>
        Sql.Run(connection, ForgetSql, new { dialogue }, stop);
}
