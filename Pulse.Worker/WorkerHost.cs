using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pulse.People;
using Pulse.Work;
using Pulse.Worker.Jobs;
using Pulse.Worker.Models;

namespace Pulse.Worker;

/// <summary>The host of the jobs. It listens on no port.</summary>
public static partial class WorkerHost
{
    public static IHost Build(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Logging.AddFilter("Quartz", LogLevel.Warning);
        var settings = Settings.Of(builder.Configuration);
        // Read before anything is opened: a wrong setting stops the start
        var model = ReadingModelSettings.Read(args);
        var keyFile = KeyFile.Read(settings.NeedKeyFile());
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(new Keyring(keyFile));
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(settings.Connection));
        builder.Services.AddSingleton(services => new ConfiguredModels(
            model, services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredService<Keyring>(),
            services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(services => new Working(
            services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredService<TimeProvider>(), settings.Lease,
            failure => Failed(services.GetRequiredService<ILogger<Working>>(), failure.Job, failure.Attempts, failure.Message)));
        foreach (var job in JobTypes)
        {
            builder.Services.AddSingleton(typeof(IJob), job);
        }
        builder.Services.AddHostedService<StartChecks>();
        builder.Services.AddJobEngine(settings, ["moderate", "translate", "suggest", "carry-withdrawals", "make-offers", "analyse", "draft", "edit", "repeat", "certify", "narrate", "estimate", "release-reserves"], "shuffle");
        return builder.Build();
    }

    private static IReadOnlyList<Type> JobTypes =>
        [
        typeof(Moderate), typeof(Translate), typeof(Suggest), typeof(CarryWithdrawals), typeof(MakeOffers), typeof(Analyse),
        typeof(Draft), typeof(Edit), typeof(Repeat), typeof(Certify), typeof(Narrate),
        typeof(Estimate), typeof(ReleaseReserves), typeof(Shuffle),
    ];

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Job} failed (attempt {Attempts}): {Reason}")]
    private static partial void Failed(ILogger log, string job, int attempts, string reason);
}
