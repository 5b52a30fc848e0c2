using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;

namespace Pulse.Worker;

/// <summary>
/// The only file that knows Quartz: it brings the clock, the spreading over machines and the recovery. Jobs may be
/// started twice or too often; their leases see to it that each piece of work is done once.
/// </summary>
public static class JobEngine
{
    private const int Threads = 8;

    public static void AddJobEngine(this IServiceCollection services, Settings settings, IReadOnlyList<string> steadily, string nightly)
    {
        ArgumentNullException.ThrowIfNull(settings);
        services.AddQuartz(engine =>
        {
            engine.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "pulse";
                scheduler.GenerateInstanceId = true;
                // a look for work that was missed is made up by the next one
                scheduler.DefaultMisfireHandling = DefaultMisfireHandling.DoNothing;
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            engine.UseDefaultThreadPool(Threads);
            engine.UsePersistentStore(store =>
            {
                store.UsePostgres(NpgsqlFactory.Instance, settings.EngineConnection);
                store.ProvisionSchema();
                // a worker that was killed must not hold its triggers for long
                store.UseClustering(cluster =>
                {
                    cluster.CheckinInterval = TimeSpan.FromSeconds(2);
                    cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(4);
                });
            });
            foreach (var name in steadily)
            {
                engine.ScheduleJob<Tick>(
                    trigger => trigger.WithIdentity(name).StartNow().WithSimpleSchedule(settings.Every),
                    job => job.WithIdentity(name));
            }
            var at = string.Create(CultureInfo.InvariantCulture, $"0 {settings.ShuffleAt.Minute} {settings.ShuffleAt.Hour} * * ?");
            engine.ScheduleJob<Tick>(
                trigger => trigger.WithIdentity(nightly).WithCronSchedule(at, cron => cron.InTimeZone(TimeZoneInfo.Utc)),
                job => job.WithIdentity(nightly));
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    /// <summary>One firing: hands over to the job of the same name.</summary>
    public sealed class Tick(IEnumerable<Work.IJob> jobs) : Quartz.IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(context);
            var name = context.JobDetail.Key.Name;
            try
            {
                await jobs.Single(job => job.Name == name).Execute(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // The host is stopping; what was begun is still due
            }
        }
    }
}
