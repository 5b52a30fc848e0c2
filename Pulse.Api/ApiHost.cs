using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.ResponseCompression;
using Npgsql;
using Pulse.Analysing.Routing;
using Pulse.Api.Collecting;
using Pulse.Api.Convening;
using Pulse.Api.People;
using Pulse.Api.Ratifying;
using Pulse.Api.Voting;
using Pulse.People;
using Pulse.Voting;

namespace Pulse.Api;

/// <summary>The participants' host: the API under /v1 and the phone client.</summary>
public static class ApiHost
{
    private static readonly HashSet<string> _public =
        ["/v1/dialogue", "/v1/items", "/v1/items/next", "/v1/statements/next", "/v1/texts/next", "/openapi/v1.json"];

    /// <param name="clock">The system's unless a test brings its own.</param>
    /// <param name="logging">What a test changes about logging.</param>
    /// <exception cref="SettingsException">A setting is missing.</exception>
    /// <exception cref="KeyFileException">The key file is missing, short or readable by others.</exception>
    public static WebApplication Build(
        string[] args, TimeProvider? clock = null, Action<ILoggingBuilder>? logging = null)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var settings = Settings.Of(builder.Configuration);
        // the framework's own information lines repeat addresses, which is more than we may know
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Npgsql", LogLevel.Warning)
            // a start that fails is told by the program itself, in one sentence
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging?.Invoke(builder.Logging);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Body.Limit;
        });
        builder.Services
            .AddSingleton(clock ?? TimeProvider.System)
            .AddSingleton(new Keyring(KeyFile.Read(settings.KeyFile)))
            // planning the same few statements anew would cost more than running them
            .AddSingleton(_ => NpgsqlDataSource.Create(
                new NpgsqlConnectionStringBuilder(settings.Connection) { MaxAutoPrepare = 100, AutoPrepareMinUsages = 2 }))
            .AddSingleton<Pace>()
            .AddSingleton<Visits>()
            .AddSingleton<ShownStandings>()
            .AddSingleton(services => new StatementPools(
                services.GetRequiredService<TimeProvider>(), Sampler, () => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8))))
            .AddSingleton(services => new CastingTogether(settings.Connection, settings.Casting,
                services.GetRequiredService<StatementPools>(), services.GetRequiredService<TimeProvider>()))
            .AddHostedService<StartChecks>()
            .AddResponseCompression(options =>
            {
                options.EnableForHttps = true;
                options.MimeTypes = ["application/json"];
            })
            .Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal)
            .Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal)
            .ConfigureHttpJsonOptions(json => Json.Strict(json.SerializerOptions))
            .AddOpenApi("v1", Documenting.Configure);

        var app = builder.Build();
        Headers.Use(app);
        Faults.Use(app);
        app.UseStatusCodePages(context => Problem.Tell(
            context.HttpContext, Refusals.OfStatus(context.HttpContext.Response.StatusCode)));
        PhonePages.Use(app, settings.PhoneFolder);
        // what is asked and what others wrote holds no secret; a reply with a code or one's own words is never compressed,
        // since its length would tell something of it
        app.UseWhen(
            context => HttpMethods.IsGet(context.Request.Method) && _public.Contains(context.Request.Path.Value ?? ""),
            branch => branch.UseResponseCompression());
        app.UseRouting();
        UnsafeRequests.Use(app);
        app.MapOpenApi("/openapi/{documentName}.json");
        HealthEndpoints.Map(app.MapGroup("").WithTags("Health"));
        var people = app.MapGroup("").WithTags("People");
        InvitationsEndpoints.Map(people);
        ReceiptsEndpoints.Map(people);
        DialogueEndpoints.Map(app.MapGroup("").WithTags("Convening"));
        var collecting = app.MapGroup("").WithTags("Collecting");
        ParticipationEndpoints.Map(collecting);
        ItemsEndpoints.Map(collecting);
        AnswersEndpoints.Map(collecting);
        ChoicesEndpoints.Map(collecting);
        var voting = app.MapGroup("").WithTags("Voting");
        StatementsEndpoints.Map(voting);
        VotesEndpoints.Map(voting);
        StandingEndpoints.Map(voting);
        TextsEndpoints.Map(app.MapGroup("").WithTags("Ratifying"));
        return app;
    }
    // Voting knows nothing of Analysing; the arithmetic of a draw is handed to it here
    private static DrawPlaces Sampler(IReadOnlyList<double> weights)
    {
        var sampler = new OfferSampler(weights);
        return (int count, IReadOnlyList<int> leftOut, ref Chance chance) =>
            [.. sampler.Draw(count, leftOut, ref chance).Select(offer => (offer.Statement, offer.Propensity))];
    }
}
