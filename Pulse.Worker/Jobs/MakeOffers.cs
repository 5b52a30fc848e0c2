using Npgsql;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.Routing;
using Pulse.Convening;
using Pulse.Voting;
using Pulse.Work;
using Offer = Pulse.Voting.Offer;

namespace Pulse.Worker.Jobs;

/// <summary>
/// Weighs, per segment, which statement is offered next, wherever a phase is open that votes and votes or statements
/// have moved; and forgets, once a phase is over, what was handed out and not voted on.
/// </summary>
public sealed class MakeOffers(NpgsqlDataSource database, Working working, TimeProvider clock) : IJob
{
    public string Name => "make-offers";

    public async Task Execute(CancellationToken stop)
    {
        foreach (var dialogue in await Due(stop))
        {
            await working.On(Name, dialogue.Id, (lease, ending) => Make(lease, dialogue, ending), failed: null, stop);
        }
    }

    private async Task<IReadOnlyList<Dialogue>> Due(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var due = new List<Dialogue>();
        foreach (var dialogue in await Dialogues.All(connection, stop))
        {
            if ((await Look(connection, dialogue, stop)).Due)
            {
                due.Add(dialogue);
            }
        }
        return due;
    }

    private async Task<Standing> Look(NpgsqlConnection connection, Dialogue dialogue, CancellationToken stop)
    {
        var offering = await Offerings.Find(connection, dialogue.Id, stop);
        if (await VotingPhase(connection, dialogue, stop) is not { } phase)
        {
            return new Standing(offering, null, new Offerings.Basis(0, 0), offering is null or { Phase: not null });
        }
        var basis = await Offerings.BasisOf(connection, dialogue.Id, Questions(phase), stop);
        return new Standing(offering, phase, basis,
            offering is null || offering.IsOutdated(OfferingPolicy.Version, phase.Slug, basis.Statements, basis.Votes));
    }

    private async Task<Phase?> VotingPhase(NpgsqlConnection connection, Dialogue dialogue, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var open = dialogue.Closes <= now || dialogue.Opens > now
            ? null : await Phases.Open(connection, dialogue.Id, now, stop);
        return dialogue.Phases.FirstOrDefault(phase => phase.Slug == open && VotingItems(phase).Any());
    }

    private async Task Make(Lease lease, Dialogue dialogue, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var standing = await Look(connection, dialogue, stop);
        if (!standing.Due)
        {
            return;
        }
        var questions = standing.Phase is { } phase ? Questions(phase) : [];
        var revision = (standing.Offering?.Revision ?? 0) + 1;
        var offers = standing.Phase is null ? [] : await Weigh(connection, dialogue, standing.Phase, stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Leases.Guard(connection, lease, stop);
        if (standing.Offering?.Phase != standing.Phase?.Slug || standing.Offering is null)
        {
            await OfferedStatements.ForgetUnanswered(connection, dialogue.Id, questions, stop);
        }
        await Offers.Replace(connection, new Offering
        {
            DialogueId = dialogue.Id,
            Revision = revision,
            Policy = OfferingPolicy.Version,
            Phase = standing.Phase?.Slug,
            Statements = standing.Basis.Statements,
            Votes = standing.Basis.Votes,
            MadeOn = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime),
        }, offers, stop);
        CrashPoint.Reach($"{Name}:before-commit");
        await transaction.CommitAsync(stop);
    }

    /// <summary>The policy is asked per voting item, since that is where statements compete for attention.</summary>
    private static async Task<IReadOnlyList<Offer>> Weigh(
        NpgsqlConnection connection, Dialogue dialogue, Phase phase, CancellationToken stop)
    {
        var questions = Questions(phase);
        var statements = await Offers.Statements(connection, dialogue.Id, questions, stop);
        var counts = (await Offers.Counts(connection, dialogue.Id, questions, stop))
            .ToDictionary(count => (count.StatementId, count.Segment), count => new Tally(count.Agree, count.Disagree, count.Pass));
        string[] segments = [.. dialogue.Segments.Select(segment => segment.Slug), Counts.Untold];
        var weighed = new HashSet<Guid>();
        var offers = new List<Offer>(statements.Count * segments.Length);
        foreach (var item in VotingItems(phase))
        {
            var shown = NextStatements.QuestionsOf(item);
            var competing = statements.Where(one => shown.Contains(one.Item) && weighed.Add(one.StatementId)).ToList();
            var weights = OfferingPolicy.Weights(new OfferingInput(
                [.. competing.Select(statement => (IReadOnlyList<Tally>)[
                    .. segments.Select(segment => counts.GetValueOrDefault((statement.StatementId, segment)))])],
                [.. segments.Select(segment => dialogue.BridgingSegments.Contains(segment))],
                [.. segments.Select(segment => (IReadOnlyList<bool>)[
                    .. competing.Select(statement => MaySee(phase, segment, statement.Segment))])]));
            for (var s = 0; s < segments.Length; s++)
            {
                for (var i = 0; i < competing.Count; i++)
                {
                    if (weights[s][i] > 0)
                    {
                        offers.Add(new Offer(competing[i].StatementId, segments[s], weights[s][i]));
                    }
                }
            }
        }
        return offers;
    }

    // The API asks the same of every draw; here it keeps what nobody may see from taking part in the weighing
    private static bool MaySee(Phase phase, string segment, string? author) =>
        (phase.Audience.Count == 0 || phase.Audience.Contains(segment))
        && (!phase.Separate || (author ?? Counts.Untold) == segment);

    private static IEnumerable<Item> VotingItems(Phase phase) =>
        phase.Items.Where(item => item.Kind == ItemKind.StatementVoting);

    private static string[] Questions(Phase phase) =>
        [.. VotingItems(phase).SelectMany(NextStatements.QuestionsOf).Distinct()];

    private sealed record Standing(Offering? Offering, Phase? Phase, Offerings.Basis Basis, bool Due);
}
