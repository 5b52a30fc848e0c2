using System.Globalization;
using System.Text;
using Pulse.People;
using Pulse.Web.Access;

namespace Pulse.Web.Endpoints;

/// <summary>Invitations: a batch of codes, made and shown once as a CSV file. Only their hashes stay.</summary>
public static class InvitationEndpoints
{
    private const int MostAtOnce = 10_000;
    private const int LongestLabel = 100;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/v1/dialogues/{slug}/invitations", (HttpContext context, Visits visits, string slug) =>
            visits.To(context, slug, Issue)).RequireAuthorization(Right.Invite);

    private static async Task<IResult> Issue(Visit visit)
    {
        var given = await Given.Read(visit.Context.Request);
        if (given is null
            || !int.TryParse(given["count"], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count is < 1 or > MostAtOnce
            || given["label"].Length is 0 or > LongestLabel
            || !Expiry(given["expires"], visit.Today, out var expires))
        {
            return Reply.Refuse(visit.Context, StatusCodes.Status400BadRequest, "invitations-refused");
        }

        await using var transaction = await visit.Connection.BeginTransactionAsync(visit.Stop);
        var batch = new Invitations.Batch(Guid.NewGuid(), visit.Dialogue.Id, given["label"], visit.Today, expires);
        var codes = await Invitations.Issue(visit.Connection, batch, count, visit.Stop);
        await StaffActs.Record(visit.Connection, visit.Member.StaffId,
            "issue-invitations", $"{visit.Dialogue.Slug} {count}", visit.Stop);
        await transaction.CommitAsync(visit.Stop);

        var file = new StringBuilder("code\r\n");
        foreach (var code in codes)
        {
            file.Append(code.Text).Append("\r\n");
        }

        return TypedResults.File(Encoding.UTF8.GetBytes(file.ToString()), "text/csv; charset=utf-8",
            $"{visit.Dialogue.Slug}-invitations.csv");
    }

    private static bool Expiry(string given, DateOnly today, out DateOnly? expires)
    {
        expires = null;
        if (given.Length == 0)
        {
            return true;
        }

        var understood = DateOnly.TryParseExact(given, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        expires = day;
        return understood && day >= today;
    }
}
