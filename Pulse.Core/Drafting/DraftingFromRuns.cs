using Npgsql;
using Pulse.Analysing;
using Pulse.Analysing.Segments;
using Pulse.Language;
using Pulse.Moderating;
using Pulse.People;
using Pulse.Work;

namespace Pulse.Drafting;

/// <summary>Proposes, from a finished run, participants' own statements that bridge, as their authors wrote them.</summary>
public static class DraftingFromRuns
{
    public const string Job = "draft";

    /// <param name="reviewed">Statements that a reviewer has ruled on before; they are not proposed again.</param>
    /// <returns>How many drafts were made.</returns>
    /// <exception cref="LeaseLostException">Another worker took over: nothing was written.</exception>
    public static async Task<int> Draft(
        NpgsqlConnection connection, DialogueKey key, Lease lease, Run run, IReadOnlySet<Guid> reviewed,
        CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var scores = await AnalysisResults.Scores(connection, run.RunId, stop);
        var statements = (await Statements.OfIds(connection, [.. scores.Select(score => score.StatementId)], stop))
            .ToDictionary(statement => statement.StatementId);
        var chosenTogether = (await AnalysisResults.Slate(connection, run.RunId, stop))
            .ToDictionary(chosen => chosen.StatementId, chosen => chosen.Position);
        var bridging = DraftingCandidates.Bridging(scores
            .Where(score => statements.ContainsKey(score.StatementId) && !reviewed.Contains(score.StatementId))
            .Select(score => new Candidate(
                score.StatementId, statements[score.StatementId].WorkingGroup, score.Floor, score.EnoughInEverySegment,
                chosenTogether.TryGetValue(score.StatementId, out var place) ? place : null)));
        var wordings = await WordingsOf(connection, key, bridging, statements, stop);
        var chosen = DraftingCandidates.Choose(bridging, Repeating(bridging, wordings));

        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Leases.Guard(connection, lease, stop);
        await Drafts.Note(connection, run.RunId, chosen.Count, stop);
        foreach (var group in chosen.GroupBy(candidate => candidate.WorkingGroup))
        {
            var position = 0;
            foreach (var candidate in group)
            {
                await Propose(connection, key, run, candidate, position++, wordings[candidate.StatementId], stop);
            }
        }
        await transaction.CommitAsync(stop);
        return chosen.Count;
    }

    private static async Task Propose(
        NpgsqlConnection connection, DialogueKey key, Run run, Candidate candidate, int position,
        IEnumerable<Found> wordings, CancellationToken stop)
    {
        var draft = new Draft
        {
            DraftId = Guid.NewGuid(),
            RunId = run.RunId,
            DialogueId = run.DialogueId,
            WorkingGroup = candidate.WorkingGroup,
            Position = position,
            MadeBy = Drafting.Draft.ByBuiltIn,
            Sources = 1,
        };
        await Drafts.Add(
            connection, draft,
            wordings.Select(found => DraftWording.Sealed(key, draft.DraftId, found.Language, found.Text, found.Origin)),
            [new Citation(draft.DraftId, candidate.StatementId)], stop);
    }

    // The original and people's translations only; what a machine translated is not put to reviewers as a wording
    private static async Task<ILookup<Guid, Found>> WordingsOf(
        NpgsqlConnection connection, DialogueKey key, IReadOnlyList<Candidate> bridging,
        Dictionary<Guid, Statement> statements, CancellationToken stop)
    {
        var ids = bridging.Select(candidate => candidate.StatementId).ToArray();
        var translations = (await Translations.OfStatements(connection, ids, stop))
            .Where(translation => translation.MadeBy == Translation.ByPerson)
            .Select(one => new Found(one.StatementId, one.Language, one.Text(key), WordingOrigin.Person));
        return ids
            .Select(id => new Found(id, statements[id].Language, statements[id].Text(key), WordingOrigin.Original))
            .Concat(translations)
            .ToLookup(found => found.StatementId);
    }

    // Alike in any one language is alike
    private static HashSet<Guid> Repeating(IReadOnlyList<Candidate> bridging, ILookup<Guid, Found> wordings) =>
        [.. bridging
            .SelectMany(candidate => wordings[candidate.StatementId].Select(found => (candidate.WorkingGroup, found)))
            .GroupBy(one => (one.WorkingGroup, one.found.Language))
            .SelectMany(same => FindingNearDuplicates.Among(
                [.. same.Select(one => (one.found.StatementId, Canonicalising.Canonicalise(one.found.Text)))]))
            .Select(duplicate => duplicate.Id)];

    private sealed record Found(Guid StatementId, string Language, string Text, WordingOrigin Origin);
}
