using Microsoft.AspNetCore.Http.Features;
using Npgsql;
using Pulse.People;
using Pulse.Publishing;
using Pulse.Web.Access;
using Pulse.Web.Pages;

namespace Pulse.Web.Endpoints;

/// <summary>Who works here: an administrator makes sign-in links, which are shown once, and disables people.</summary>
public static class StaffEndpoints
{
    private static readonly TimeSpan _linkLasts = TimeSpan.FromHours(24);
    private const int LongestName = 80;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/staff", (HttpContext context, NpgsqlDataSource database, CancellationToken stop) =>
            Show(context, database, null, stop)).RequireAuthorization(Right.ManageStaff);
        app.MapPost("/v1/staff", Link).RequireAuthorization(Right.ManageStaff);
        app.MapPost("/v1/staff/{staffId:guid}/disable", Disable).RequireAuthorization(Right.ManageStaff);
    }

    private static async Task<IResult> Show(
        HttpContext context, NpgsqlDataSource database, string? link, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return Reply.Page<StaffPage>(context, new StaffModel(await StaffMembers.All(connection, stop), link));
    }

    private static async Task<IResult> Link(
        HttpContext context, NpgsqlDataSource database, TimeProvider clock, CancellationToken stop)
    {
        var given = await Given.Read(context.Request);
        if (given is null || given["name"].Length is 0 or > LongestName
            || StaffModel.Roles.FirstOrDefault(role => StaffMembers.Word(role) == given["role"], (StaffRole)(-1)) is var role && role < 0
            || !Wording.Languages.Contains(given["language"]))
        {
            return TypedResults.BadRequest();
        }

        string link;
        await using (var connection = await database.OpenConnectionAsync(stop))
        {
            await using var transaction = await connection.BeginTransactionAsync(stop);
            var member = await StaffMembers.Ensure(connection, given["name"], role, given["language"], stop);
            var token = await StaffLinks.Issue(connection, member.StaffId, clock.GetUtcNow(), _linkLasts, stop);
            await StaffActs.Record(connection, context.Features.GetRequiredFeature<SignedIn>().Member.StaffId,
                "issue-staff-link", $"{member.Name} {StaffMembers.Word(role)}", stop);
            await transaction.CommitAsync(stop);
            link = $"{context.Request.Scheme}://{context.Request.Host}/sign-in#{token}";
        }

        // Shown once and stored nowhere, so this answer cannot be a redirect
        return context.Features.GetRequiredFeature<SignedIn>().ByHeader
            ? TypedResults.Ok(new { link })
            : await Show(context, database, link, stop);
    }

    private static async Task<IResult> Disable(
        HttpContext context, NpgsqlDataSource database, Guid staffId, CancellationToken stop)
    {
        var self = context.Features.GetRequiredFeature<SignedIn>().Member.StaffId;
        if (staffId == self)
        {
            return Reply.Refuse(context, StatusCodes.Status409Conflict, "not-yourself");
        }

        await using var connection = await database.OpenConnectionAsync(stop);
        if (await StaffMembers.Disable(connection, staffId, stop) == 0)
        {
            return TypedResults.NotFound();
        }

        await StaffActs.Record(connection, self, "disable-staff", staffId.ToString(), stop);
        return Reply.Done(context, "/staff", new { disabled = staffId });
    }
}
