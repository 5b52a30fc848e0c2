using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Pulse.People;
using Pulse.Web.Access;
using Pulse.Web.Pages;
using Pulse.Web.Printing;

namespace Pulse.Web.Endpoints;

/// <summary>Invitations: a batch of codes, made and shown once, as a CSV file or a sheet to print. Only their hashes stay.</summary>
public static class InvitationEndpoints
{
    private const int MostAtOnce = 10_000;
    private const int LongestLabel = 100;
    private const int LongestAddress = 200;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/dialogues/{slug}/invitations", (HttpContext context, Visits visits, IConfiguration settings, string slug) =>
            visits.To(context, slug, async visit => visit.Page<InvitationsPage>(new InvitationsModel(
                visit.Names, await InvitationBatches.OfDialogue(visit.Connection, visit.Dialogue.Id, visit.Stop),
                settings["Pulse:PhoneAddress"] ?? "", visit.Today)))).RequireAuthorization(Right.Invite);
        app.MapGet("/dialogues/{slug}/invitations/{batch:guid}/revoke", (HttpContext context, Visits visits, string slug, Guid batch) =>
            visits.To(context, slug, visit => AskToRevoke(visit, batch))).RequireAuthorization(Right.Invite);
        app.MapPost("/v1/dialogues/{slug}/invitations", (HttpContext context, Visits visits, string slug) =>
            visits.To(context, slug, Issue)).RequireAuthorization(Right.Invite);
        app.MapPost("/v1/dialogues/{slug}/invitations/{batch:guid}/revoke", (HttpContext context, Visits visits, string slug, Guid batch) =>
            visits.To(context, slug, visit => Revoke(visit, batch))).RequireAuthorization(Right.Invite);
    }

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

        Uri? address = null;
        if (given["format"] == "sheet" && !IsAddress(given["address"], out address))
        {
            return Reply.Refuse(visit.Context, StatusCodes.Status400BadRequest, "address-refused");
        }

        await using var transaction = await visit.Connection.BeginTransactionAsync(visit.Stop);
        var batch = new Invitations.Batch(Guid.NewGuid(), visit.Dialogue.Id, given["label"], visit.Today, expires);
        var codes = await Invitations.Issue(visit.Connection, batch, count, visit.Stop);
        await StaffActs.Record(visit.Connection, visit.Member.StaffId,
            InvitationBatches.Issuing, InvitationBatches.Made(visit.Dialogue.Slug, batch.BatchId, count), visit.Stop);
        await transaction.CommitAsync(visit.Stop);

        return address is null ? List(visit, codes) : await Sheet(visit, codes, address, expires);
    }

    private static FileContentHttpResult List(Visit visit, IReadOnlyList<Code> codes)
    {
        var file = new StringBuilder("code\r\n");
        foreach (var code in codes)
        {
            file.Append(code.Text).Append("\r\n");
        }

        return TypedResults.File(Encoding.UTF8.GetBytes(file.ToString()), "text/csv; charset=utf-8",
            $"{visit.Dialogue.Slug}-invitations.csv");
    }

    private static async Task<IResult> Sheet(Visit visit, IReadOnlyList<Code> codes, Uri address, DateOnly? expires)
    {
        const string Style = "invitations.css";
        Dictionary<string, object?> With(string style) => new()
        {
            ["Dialogue"] = visit.Dialogue,
            ["Codes"] = codes,
            ["PhoneAddress"] = address.ToString(),
            ["Expires"] = expires,
            ["Style"] = style,
        };
        var services = visit.Context.RequestServices;
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<InvitationSheet>(ParameterView.FromDictionary(With(Style)))).ToHtmlString());
        return await PrintingPdf.Print(html, Style, services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(PrintingPdf)), visit.Stop) is { } pdf
            ? TypedResults.File(pdf, "application/pdf", $"{visit.Dialogue.Slug}-invitations.pdf")
            : new RazorComponentResult<InvitationSheet>(With($"/desk/{Style}"));
    }

    private static async Task<IResult> AskToRevoke(Visit visit, Guid batch) =>
        (await InvitationBatches.OfDialogue(visit.Connection, visit.Dialogue.Id, visit.Stop))
            .FirstOrDefault(row => row.BatchId == batch && !row.Revoked) is { } found
            ? visit.Page<RevokePage>(new RevokeModel(visit.Names, found))
            : TypedResults.NotFound();

    private static async Task<IResult> Revoke(Visit visit, Guid batch)
    {
        await using var transaction = await visit.Connection.BeginTransactionAsync(visit.Stop);
        if (!await InvitationBatches.Revoke(visit.Connection, visit.Dialogue.Id, batch, visit.Stop))
        {
            return TypedResults.NotFound();
        }

        await StaffActs.Record(visit.Connection, visit.Member.StaffId, "revoke-invitations", batch.ToString(), visit.Stop);
        await transaction.CommitAsync(visit.Stop);
        return Reply.Done(visit.Context, $"{visit.Names.Address}/invitations", new { batch });
    }

    // a code in a query would be written into logs on its way; over plain HTTP it would be read by anybody
    private static bool IsAddress(string given, out Uri? address) =>
        Uri.TryCreate(given, UriKind.Absolute, out address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && given.Length <= LongestAddress && address.Query.Length == 0 && address.Fragment.Length == 0
        && address.UserInfo.Length == 0;

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
