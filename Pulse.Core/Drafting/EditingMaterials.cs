using System.Data;
using System.Text.Json;
using Npgsql;
using Pulse.Analysing;
using Pulse.Analysing.Segments;
using Pulse.Convening;
using Pulse.Language;
using Pulse.Language.Editing;
using Pulse.Language.Parity;
using Pulse.Language.Verifying;
using Pulse.Moderating;
using Pulse.People;

namespace Pulse.Drafting;

/// <summary>Reads what a run's editing may see, in one snapshot.</summary>
public static class EditingMaterials
{
    /// <summary>A theme of fewer answers is named on no staff screen, so it is not worded either; its answers count elsewhere.</summary>
    public const int LeastAnswers = 5;

    private const int MostContested = 6;
    private const int MostReasonsFor = 12;

    private const string ReasonsSql = """
        select statement_id, reason_id, position, false as speaks_for from analysing.reasons_against where run_id = @runId
        union all
        select statement_id, reason_id, position, true from analysing.reasons_for where run_id = @runId
        order by statement_id, position
        """;

    private const string DividingSql = """
        select statement_id from analysing.divides where run_id = @runId
        union select statement_id from analysing.red_lines where run_id = @runId
        union select counterpart_id from analysing.red_lines where run_id = @runId and counterpart_id is not null
        """;

    /// <param name="reviewed">Statements that a reviewer has ruled on before; nothing is drafted from them again.</param>
    public static async Task<EditingMaterial> Read(
        NpgsqlConnection connection, Dialogue dialogue, DialogueKey key, Run run, IReadOnlySet<Guid> reviewed, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        return await ReadWithin(connection, dialogue, key, run, reviewed, stop);
    }

    /// <summary>The same, in the caller's transaction.</summary>
    public static async Task<EditingMaterial> ReadWithin(
        NpgsqlConnection connection, Dialogue dialogue, DialogueKey key, Run run, IReadOnlySet<Guid> reviewed, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        ArgumentNullException.ThrowIfNull(run);
        var themes = await AnalysisResults.Themes(connection, run.RunId, stop);
        var placed = await AnalysisResults.ThemeAnswers(connection, run.RunId, stop);
        var scores = await AnalysisResults.Scores(connection, run.RunId, stop);
        var chosen = (await AnalysisResults.Slate(connection, run.RunId, stop)).ToDictionary(one => one.StatementId, one => one.Position);
        var totals = await AnalysisResults.Totals(connection, run.RunId, stop);
        var reasons = (await Sql.Rows<Reason>(connection, ReasonsSql, new { runId = run.RunId }, stop))
            .ToLookup(reason => (reason.StatementId, reason.SpeaksFor), reason => reason.ReasonId);
        var statements = (await Statements.OfIds(connection, [.. placed.Select(one => one.StatementId)], stop)).ToDictionary(one => one.StatementId);
        var translations = (await Translations.OfStatements(connection, [.. statements.Keys], stop)).ToLookup(one => one.StatementId);
        var sources = statements.Values.ToDictionary(one => one.StatementId, one => new Source(
            one.StatementId,
            [new TextVersion(one.Language, one.Text(key)), .. translations[one.StatementId].Select(other => new TextVersion(other.Language, other.Text(key)))]));
        var splits = FindingVersionSplits.Find(
            await VotesByVersion.OfDialogue(connection, dialogue, stop), ScoreTest.TwoShares, p => FalseDiscovery.Adjusted(p));
        var dividing = (await Sql.Rows<Guid>(connection, DividingSql, new { runId = run.RunId }, stop))
            .Concat(splits.Select(split => split.One.Statement)).ToHashSet();
        var reading = new Reading(
            dialogue, key, statements, sources, translations, themes.ToLookup(theme => theme.ParentId), placed, scores, chosen, reasons, reviewed, dividing);
        return new EditingMaterial(
            dialogue.Id, run.RunId, dialogue.Languages, NamingThings.Of(dialogue),
            [.. statements.Values.Select(one => one.WorkingGroup).Distinct().Order(StringComparer.Ordinal)
                .Select(slug => Group(slug, themes, reading, totals.FirstOrDefault(total => total.WorkingGroup == slug)))])
        {
            Splits = splits,
        };
    }

    private static MaterialGroup Group(string slug, IReadOnlyList<RunTheme> themes, Reading reading, RunTotal? total)
    {
        MaterialTheme[] worded =
        [
            .. themes.Where(theme => theme.WorkingGroup == slug && theme.ParentId is null && theme.Answers >= LeastAnswers)
                .Select(theme => Theme(theme, reading)).Where(theme => theme.Members.Count > 0),
        ];
        var inTheme = worded.SelectMany(theme => theme.Members.Select(member => member.Id)).ToHashSet();
        Guid[] here = [.. reading.Statements.Values.Where(one => one.WorkingGroup == slug).Select(one => one.StatementId).Order()];
        Candidate[] bridging =
        [
            .. DraftingCandidates.Bridging(reading.Scores
                .Where(score => reading.Statements.TryGetValue(score.StatementId, out var statement) && statement.WorkingGroup == slug)
                .Select(score => new Candidate(
                    score.StatementId, slug, score.Floor, score.EnoughInEverySegment,
                    reading.Chosen.TryGetValue(score.StatementId, out var place) ? place : null))),
        ];
        ContestedStatement[] contested = [.. Contested(here, worded, bridging, reading)];
        var versions = Translated(here, themes.Where(theme => theme.WorkingGroup == slug && theme.ParentId is null), bridging, contested, reading).ToLookup(version => version.MadeBy);
        return new MaterialGroup(
            slug, worded, [.. here.Where(id => !inTheme.Contains(id)).Select(id => reading.Sources[id])],
            [.. bridging.Where(one => !reading.Reviewed.Contains(one.StatementId)).Select(one => reading.Sources[one.StatementId])],
            contested,
            reading.Dialogue.Languages.ToDictionary(language => language, language => Figures(total, language, reading.Dialogue.MinimumCell)))
        {
            Machine = [.. versions[Translation.ByMachine].Select(version => new MachineVersion(
                version.StatementId, reading.Sources[version.StatementId].Original, new TextVersion(version.Language, version.Text(reading.Key))))],
            ByPersons = versions[Translation.ByPerson].Count(),
        };
    }

    /// <summary>Translations of the statements that are worth measuring, by statement and language.</summary>
    private static IEnumerable<Translation> Translated(
        Guid[] here, IEnumerable<RunTheme> themes, Candidate[] bridging, ContestedStatement[] contested, Reading reading)
    {
        var speaking = bridging.Select(one => one.StatementId).Concat(reading.Chosen.Keys).Concat(reading.Dividing)
            .Concat(contested.SelectMany(one => one.Reasons.Prepend(one.Statement)).Select(source => source.Id)).ToHashSet();
        var typical = themes.SelectMany(theme => reading.Placed.Where(one => one.ThemeId == theme.ThemeId).Select(one => one.StatementId))
            .Distinct().Select((id, place) => (id, place)).ToDictionary(pair => pair.id, pair => pair.place);
        var chosen = ChoosingRoundTrips.Choose([.. here.Select(id => reading.Statements[id]).Select(one => new RoundTripCandidate(
            reading.Sources[one.StatementId], speaking.Contains(one.StatementId), one.Segment is { } segment ? reading.Dialogue.TopSegmentOf(segment) : null,
            reading.Dialogue.Quoting == QuotingPolicy.Ask && one.Quoting == "verbatim" && !one.Redacted,
            typical.TryGetValue(one.StatementId, out var place) ? place : null))]);
        return here.Where(chosen.Contains).SelectMany(id => reading.Translations[id]);
    }

    private static MaterialTheme Theme(RunTheme theme, Reading reading)
    {
        var parts = reading.Parts[theme.ThemeId].Where(part => part.Answers >= LeastAnswers)
            .Select((part, at) => (Name: $"T{at + 1}", part)).ToArray();
        var nameOf = parts.ToDictionary(one => one.part.ThemeId, one => one.Name);
        return new MaterialTheme(
            theme.ThemeId,
            [.. reading.Placed.Where(one => one.ThemeId == theme.ThemeId && reading.Sources.ContainsKey(one.StatementId)).Select(one => reading.Sources[one.StatementId] with
            {
                Part = one.SubThemeId is { } part ? nameOf.GetValueOrDefault(part) : null,
            })],
            Terms(theme, reading.Key),
            parts.ToDictionary(one => one.Name, one => new MaterialPart(one.part.ThemeId, Terms(one.part, reading.Key))));
    }

    private static Dictionary<string, string> Terms(RunTheme theme, DialogueKey key) =>
        JsonSerializer.Deserialize<Dictionary<string, string[]>>(theme.Labels(key))!
            .ToDictionary(pair => pair.Key, pair => string.Join(" · ", pair.Value));

    /// <summary>
    /// Against: what those who disagree say more than others, as the run found it over all their votes. For: what those who
    /// agree say more than others; where the run found nothing of that kind, what bridges in the same theme. Nobody's own
    /// vote decides where their words stand, since that would give it away.
    /// </summary>
    private static IEnumerable<ContestedStatement> Contested(Guid[] here, MaterialTheme[] themes, Candidate[] bridging, Reading reading)
    {
        var strong = bridging.Select(one => one.StatementId).ToArray();
        foreach (var id in here.Where(id => reading.Reasons[(id, false)].Any()).OrderBy(id => reading.Chosen.GetValueOrDefault(id, int.MaxValue)).ThenBy(id => id).Take(MostContested))
        {
            Guid[] against = [.. reading.Reasons[(id, false)].Where(reading.Sources.ContainsKey)];
            Guid[] @for = [.. reading.Reasons[(id, true)].Where(other => reading.Sources.ContainsKey(other) && !against.Contains(other))];
            if (@for.Length == 0)
            {
                var members = themes.FirstOrDefault(theme => theme.Members.Any(member => member.Id == id))?.Members.Select(member => member.Id).ToHashSet() ?? [];
                @for = [.. strong.Where(other => other != id && members.Contains(other) && !against.Contains(other)).Take(MostReasonsFor)];
            }
            if (against.Length > 0 && @for.Length > 0)
            {
                yield return new ContestedStatement(
                    reading.Sources[id],
                    [.. @for.Select(one => reading.Sources[one] with { Part = GivingReasons.For }),
                        .. against.Select(one => reading.Sources[one] with { Part = GivingReasons.Against })]);
            }
        }
    }

    // A figure about fewer people than the dialogue's smallest cell is not said
    private static IReadOnlyList<Figure> Figures(RunTotal? total, string language, int minimum)
    {
        if (total is null || total.Participants < minimum)
        {
            return [];
        }
        var (people, statements) = language switch
        {
            "he" => ("משתתפות ומשתתפים בקבוצת העבודה", "היגדים שעלו להצבעה"),
            "ar" => ("المشاركون والمشاركات في مجموعة العمل", "العبارات التي طُرحت للتصويت"),
            _ => ("people who took part in this working group", "statements that were put to the vote"),
        };
        return [new Figure("F1", total.Participants, false, people), new Figure("F2", total.Statements, false, statements)];
    }

    private sealed record Reading(
        Dialogue Dialogue, DialogueKey Key, IReadOnlyDictionary<Guid, Statement> Statements, IReadOnlyDictionary<Guid, Source> Sources,
        ILookup<Guid, Translation> Translations, ILookup<Guid?, RunTheme> Parts, IReadOnlyList<ThemeAnswer> Placed, IReadOnlyList<StatementScore> Scores,
        IReadOnlyDictionary<Guid, int> Chosen, ILookup<(Guid Statement, bool SpeaksFor), Guid> Reasons, IReadOnlySet<Guid> Reviewed,
        IReadOnlySet<Guid> Dividing);

    private sealed record Reason(Guid StatementId, Guid ReasonId, int Position, bool SpeaksFor);
}
