using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Pulse.Api;

namespace Pulse.Tests.Hosts;

/// <summary>What the host writes into its log, and what becomes of a request when the database is away.</summary>
[TestFixture]
public sealed class SilenceTests
{
    [Test]
    public async Task Nothing_of_a_participant_reaches_the_log_even_when_things_go_wrong()
    {
        var lines = new ConcurrentQueue<string>();
        await using var host = await ParticipantsHost.Start(logging: logging => logging.AddProvider(new Recorder(lines)));
        await host.Open("listening");
        var phone = await host.Participant("east");
        const string Canary = "canary-7310";
        (await phone.Post("/v1/answers", new { item = "water-open", text = Canary, language = "en" })).Was(201);
        (await phone.Send(HttpMethod.Get, $"/v1/{Canary}?{Canary}", null, "", request =>
        {
            request.Headers.Add("X-Forwarded-For", "203.0.113.9");
            request.Headers.UserAgent.ParseAdd(Canary);
        })).Was(404);
        (await phone.Post("/v1/answers", Canary)).Was(400);

        // a fault of ours in the middle of a write, and one while reading
        await host.Do("alter table collecting.answers add constraint nobody_expects_this check (answered_on < '2000-01-01') not valid");
        (await phone.Post("/v1/answers", new { item = "water-open", text = Canary + " again", language = "en" })).Was(500, "our-fault");
        await host.Do("alter table collecting.answers drop constraint nobody_expects_this");
        await host.Do("update collecting.answers set text_sealed = decode(repeat('00', 40), 'hex')");
        var broken = (await phone.Get("/v1/answers/water-open")).Was(500, "our-fault");
        Assert.That(broken.Text, Does.Not.Contain("Exception").And.Not.Contain("collecting"));

        Assert.That(lines, Is.Not.Empty, "the two faults are told to whoever keeps the host");
        Assert.That(lines, Has.Some.Contains("23514"));
        Assert.That(lines, Has.None.Contains(Canary).And.None.Contains("203.0.113.9").And.None.Contains(phone.Session!));
    }

    [Test]
    public async Task When_the_database_is_away_everything_is_told_to_come_back()
    {
        await using var host = await ParticipantsHost.Start();
        await host.Open("listening");
        var phone = await host.Participant("east", "he");
        await host.Do("do $$ begin execute format('alter database %I connection limit 0', current_database()); end $$");
        await host.Do("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'pulse_api' and datname = current_database()");
        try
        {
            Told[] told =
            [
                await phone.Get("/healthz"),
                await phone.Get("/v1/participation"),
                await phone.Post("/v1/skips", new { item = "hope" }),
                await phone.Post("/v1/withdrawals", new { receipt = "0123456789ABCDEFGHJKMNPQRS" }),
                await phone.Redeem("0123456789ABCDEFGHJKMNPQRS"),
            ];
            foreach (var one in told)
            {
                one.Was(503, "unavailable");
                Assert.That(one.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(5)));
                Assert.That(one.Json.GetProperty("detail").GetString(), Does.Match(@"\p{IsHebrew}"));
            }
        }
        finally
        {
            await host.Do("do $$ begin execute format('alter database %I connection limit -1', current_database()); end $$");
        }

        (await phone.Post("/v1/skips", new { item = "hope" })).Was(201);
    }

    [Test]
    public async Task A_host_without_what_it_needs_says_why()
    {
        await using var database = await Postgres.Database();
        Assert.That(() => ApiHost.Build(["--Pulse:Connection", database.Api]),
            Throws.TypeOf<SettingsException>().With.Message.Contains("Pulse:KeyFile"));
        Assert.That(() => ApiHost.Build(["--Pulse:KeyFile", database.KeyFilePath]),
            Throws.TypeOf<SettingsException>().With.Message.Contains("Pulse:ConnectionFile"));
        Assert.That(() => ApiHost.Build(["--Pulse:Connection", database.Api, "--Pulse:KeyFile", "/nowhere/key"]),
            Throws.TypeOf<Pulse.People.KeyFileException>());
    }

    private sealed class Recorder(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
