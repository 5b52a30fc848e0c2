using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.FileProviders;
using Npgsql;
using Pulse.People;
using Pulse.Web.Access;
using Pulse.Web.Endpoints;

namespace Pulse.Web;

/// <summary>The staff's host: pages rendered on the server, forms that post and redirect, the same endpoints for programs.</summary>
public static class WebHost
{
    /// <param name="clock">The system's unless a test brings its own.</param>
    /// <exception cref="SettingsException">A setting is missing.</exception>
    /// <exception cref="KeyFileException">The key file is missing, short or readable by others.</exception>
    public static WebApplication Build(string[] args, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var settings = Settings.Of(builder.Configuration);
        // the framework's own information lines repeat addresses, which is more than a log should know
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Npgsql", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 4 << 20;
        });
        builder.Services
            .AddSingleton(clock ?? TimeProvider.System)
            .AddSingleton(new Keyring(KeyFile.Read(settings.KeyFile)))
            .AddSingleton(_ => NpgsqlDataSource.Create(settings.Connection))
            .AddSingleton<Visits>()
            .AddHostedService<StartChecks>()
            .AddAuthorization(Right.Define)
            .AddAuthentication(StaffAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, StaffAuthentication>(StaffAuthentication.SchemeName, null);
        // Hebrew and Arabic as themselves: what HTML needs escaped still is
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddRazorComponents();

        var app = builder.Build();
        app.Use(SecurityHeaders.Add);
        app.UseStatusCodePages(context => Reply.Tell(context.HttpContext));
        app.UseExceptionHandler(fault => fault.Run(Reply.Tell));
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "Desk")),
            RequestPath = "/desk",
        });
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(FormGuard.Check);
        Map(app);
        return app;
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/healthz", async (NpgsqlDataSource database, CancellationToken stop) =>
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(stop);
                return Results.Ok(new { healthy = true });
            }
            catch (NpgsqlException)
            {
                return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
            }
        }).AllowAnonymous();
        SignInEndpoints.Map(app);
        DialogueEndpoints.Map(app);
        GroupEndpoints.Map(app);
        RunEndpoints.Map(app);
        ModerationEndpoints.Map(app);
        TranslationEndpoints.Map(app);
        ReviewEndpoints.Map(app);
        BriefEndpoints.Map(app);
        NarrativeEndpoints.Map(app);
        EstimateEndpoints.Map(app);
        InvitationEndpoints.Map(app);
        StaffEndpoints.Map(app);
        ReadingEndpoints.Map(app);
        app.MapFallback(() => Results.NotFound()).RequireAuthorization(Right.Look);
    }
}
