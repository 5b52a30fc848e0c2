using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Pulse.Api;
using Pulse.Convening;
using Pulse.Migrating;
using Pulse.People;

namespace Pulse.Tests.Hosts;

/// <summary>The real participants' host in this process, on a port of its own, as pulse_api on a database of its own.</summary>
internal sealed class ParticipantsHost : IAsyncDisposable
{
    private readonly List<HttpClient> _clients = [];
    private readonly Func<WebApplication> _build;
    private WebApplication _app;

    private ParticipantsHost(
        TestDatabase database, Func<WebApplication> build, Clock clock, Keyring keyring, Dialogue dialogue)
    {
        Database = database;
        _build = build;
        _app = build();
        Clock = clock;
        Keyring = keyring;
        Dialogue = dialogue;
    }

    public TestDatabase Database { get; }
    public Clock Clock { get; }
    public Keyring Keyring { get; }
    public Dialogue Dialogue { get; }
    public Uri Address => new(
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <param name="definition">Another dialogue than <see cref="Consultation"/>.</param>
    /// <param name="phoneFolder">Other files of the phone client than the built ones.</param>
    /// <param name="settings">As on the command line, beside those that every host must be told.</param>
    public static async Task<ParticipantsHost> Start(
        Action<ILoggingBuilder>? logging = null, string? definition = null, string? phoneFolder = null,
        IReadOnlyList<string>? settings = null)
    {
        var database = await Postgres.Database();
        var keyring = database.Keyring();
        var clock = new Clock(new DateTimeOffset(2026, 5, 4, 10, 0, 0, TimeSpan.Zero));
        Dialogue dialogue;
        await using (var connection = await database.Connect(Roles.Web))
        {
            var read = ReadingDefinition.Read("consultation.yaml", definition ?? Consultation.Definition);
            dialogue = (await ConveningDialogue.Convene(connection, keyring, read, "consultation.yaml", default)).Dialogue;
        }

        var host = new ParticipantsHost(database, () => ApiHost.Build(
            [
                "--Urls", "http://127.0.0.1:0", "--Pulse:Connection", database.Api, "--Pulse:KeyFile", database.KeyFilePath,
                .. phoneFolder is null ? (string[])[] : ["--Pulse:PhoneFolder", phoneFolder],
                .. settings ?? [],
            ],
            clock, builder =>
            {
                builder.ClearProviders();
                logging?.Invoke(builder);
            }), clock, keyring, dialogue);
        await host._app.StartAsync();
        return host;
    }

    /// <summary>Ends the host as a new version would find it ended: what it took in is answered first.</summary>
    public async Task Stop()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>Starts another after <see cref="Stop"/>, on another port: phones must be made anew.</summary>
    public Task StartAgain()
    {
        _app = _build();
        return _app.StartAsync();
    }

    /// <summary>Closes whatever phase is open and opens this one.</summary>
    public async Task Open(string phase)
    {
        await Close();
        await using var connection = await Database.Connect(Roles.Web);
        Assert.That(await Phases.OpenFrom(connection, Dialogue.Id, phase, Clock.Now, default), Is.True, phase);
        Clock.Now += TimeSpan.FromMinutes(1);
    }

    public async Task Close()
    {
        Clock.Now += TimeSpan.FromMinutes(1);
        await using var connection = await Database.Connect(Roles.Web);
        foreach (var state in await Phases.All(connection, Dialogue.Id, default))
        {
            if (state.IsOpen(Clock.Now))
            {
                await Phases.CloseFrom(connection, Dialogue.Id, state.Phase, Clock.Now, default);
            }
        }
    }

    public async Task<IReadOnlyList<Code>> Invite(int count, DateOnly? expires = null)
    {
        await using var connection = await Database.Connect(Roles.Web);
        await using var transaction = await connection.BeginTransactionAsync();
        var batch = new Invitations.Batch(
            Guid.NewGuid(), Dialogue.Id, "a workshop", DateOnly.FromDateTime(Clock.Now.UtcDateTime), expires);
        var codes = await Invitations.Issue(connection, batch, count, default);
        await transaction.CommitAsync();
        return codes;
    }

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public TestPhone Phone(string language = "en")
    {
#pragma warning disable CA2000 // the host disposes its phones
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };
#pragma warning restore CA2000
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        _clients.Add(http);
        return new TestPhone(http);
    }

    /// <summary>A phone that has redeemed a code and consented, and chosen this segment (null: prefers not to say).</summary>
    public async Task<TestPhone> Participant(string? segment, string language = "en")
    {
        var phone = Phone(language);
        await phone.Redeem((await Invite(1))[0].Text);
        (await phone.Post("/v1/participation", new { consentVersion = Dialogue.Consent.Version, takePart = true, language })).Was(201);
        (await phone.Put("/v1/participation/segment", new { segment })).Was(200);
        return phone;
    }

    public async Task<T> Ask<T>([System.Diagnostics.CodeAnalysis.ConstantExpected] string sql, object? parameters = null)
    {
        await using var connection = await Database.Connect();
        return await Sql.One<T>(connection, sql, parameters, default);
    }

    public async Task Do([System.Diagnostics.CodeAnalysis.ConstantExpected] string sql, object? parameters = null)
    {
        await using var connection = await Database.Connect();
        await Sql.Run(connection, sql, parameters, default);
    }

    /// <summary>A statement as the moderation leaves it, in English with a Hebrew translation by a person.</summary>
    public async Task<Guid> Statement(string text, string? segment = null, Guid? answerId = null)
    {
        await using var connection = await Database.Connect();
        var key = await Keyring.Of(connection, Dialogue.Id, default);
        var id = Guid.NewGuid();
        await Do("""
            insert into moderating.statements
              (statement_id, dialogue_id, item, working_group, answer_id, segment, language, text_sealed, approved_on)
            values (@Id, @DialogueId, 'water-open', 'water', @AnswerId, @Segment, 'en', @Text, '2026-05-04')
            """, new
        {
            Id = id,
            DialogueId = Dialogue.Id,
            AnswerId = answerId,
            Segment = segment,
            Text = key.Seal(text, "moderating.statements.text", id),
        });
        await Do("""
            insert into moderating.translations (statement_id, language, text_sealed, made_by)
            values (@Id, 'he', @Text, 'person')
            """, new { Id = id, Text = key.Seal("בעברית", "moderating.translations.text:he", id) });
        return id;
    }

    /// <summary>A text as the review leaves it.</summary>
    public async Task<Guid> ReviewedText(string text, string outcome = "approved", Guid? replaces = null, params string[] languages)
    {
        await using var connection = await Database.Connect();
        var key = await Keyring.Of(connection, Dialogue.Id, default);
        var id = Guid.NewGuid();
        await Do("""
            with reviewer as (
              insert into people.staff (staff_id, name, role) values (@Id, @Name, 'researcher') returning staff_id
            )
            insert into reviewing.texts
              (text_id, dialogue_id, working_group, version, replaces, reviewed_by, outcome, reason)
            select @Id, @DialogueId, 'water', 1, @Replaces, staff_id, @Outcome, 'as we saw it' from reviewer
            """, new { Id = id, Name = id.ToString(), DialogueId = Dialogue.Id, Replaces = replaces, Outcome = outcome });
        foreach (var language in languages.Length > 0 ? languages : ThreeLanguages.All)
        {
            await Do("""
                insert into reviewing.wordings (text_id, language, text_sealed, edited)
                values (@Id, @Language, @Text, false)
                """, new { Id = id, Language = language, Text = key.Seal(text, $"reviewing.wordings.text:{language}", id) });
        }

        return id;
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _app.DisposeAsync();
        Keyring.Dispose();
        await Database.DisposeAsync();
    }
}
