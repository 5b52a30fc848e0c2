using System.ComponentModel;
using Pulse.Publishing;
using Pulse.Voting;

namespace Pulse.Api.Voting;

/// <param name="AtLeast">So many people of the segment have voted, rounded down.</param>
/// <param name="Tenths">Of ten of them, about so many agree.</param>
public sealed record SegmentStanding(string Segment, int AtLeast, int Tenths);

public sealed record StatementStanding
{
    public required Guid Statement { get; init; }

    [Description("Segments in the dialogue's order; those with too few votes are left out")]
    public required IReadOnlyList<SegmentStanding> Segments { get; init; }
}

public sealed record StandingSet(IReadOnlyList<StatementStanding> Statements);

public static class StandingEndpoints
{
    private const int MostAtOnce = 50;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/standing", (Guid[] statement, HttpContext http, Visits visits, ShownStandings shown) =>
                visits.Read<StandingSet>(http, Standing.Placed, visit => Look(visit, shown, statement)))
            .Says<StandingSet>(StatusCodes.Status200OK,
                Refusal.Malformed, Refusal.NoSession, Refusal.NotFound, Refusal.ConsentFirst, Refusal.Withdrawn)
            .Named("getStanding", "Where people stand",
                "For statements one has voted on, where the dialogue allows it: about how many of ten agree in each "
                + "segment, never under the minimum cell and never vote by vote.");

    private static async Task<Reply<StandingSet>> Look(Visit visit, ShownStandings shown, Guid[] statements)
    {
        if (!visit.Dialogue.ShowsStanding || statements.Length > MostAtOnce)
        {
            return Refusal.NotFound;
        }

        var minimum = Disclosure.PublicMinimum(visit.Dialogue.MinimumCell);
        var standings = await Standings.OfVoted(
            visit.Connection, visit.Reader, statements, visit.Phase?.Separate ?? true, visit.Stop);
        var order = visit.Dialogue.Segments.Select(segment => segment.Slug).ToList();
        return new StandingSet([.. statements.Distinct().Select(statement => new StatementStanding
        {
            Statement = statement,
            Segments = [.. standings
                .Where(standing => standing.StatementId == statement)
                .OrderBy(standing => order.IndexOf(standing.Segment))
                .Select(standing => (standing.Segment, Shown: shown.Of(standing, minimum)))
                .Where(one => one.Shown is not null)
                .Select(one => new SegmentStanding(one.Segment, one.Shown!.AtLeast, one.Shown.Tenths))],
        })]);
    }
}
