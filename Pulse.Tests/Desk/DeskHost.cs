using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Pulse.People;
using Pulse.Web;

namespace Pulse.Tests.Desk;

/// <summary>The real staff's host on a port of its own, with a database of its own.</summary>
public sealed class DeskHost : IAsyncDisposable
{
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false, UseCookies = false };
    private readonly bool _owns;

    private DeskHost(TestDatabase database, bool owns, WebApplication app)
    {
        Database = database;
        _owns = owns;
        App = app;
    }

    public TestDatabase Database { get; }
    public WebApplication App { get; }

    public Uri Address => new(App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<DeskHost> Start(TimeProvider? clock = null) => await On(await Postgres.Database(), owns: true, clock);

    /// <summary>On a database that somebody else made and will drop.</summary>
    public static Task<DeskHost> On(TestDatabase database, TimeProvider? clock = null) => On(database, owns: false, clock);

    private static async Task<DeskHost> On(TestDatabase database, bool owns, TimeProvider? clock)
    {
        var app = WebHost.Build(
            ["--urls", "http://127.0.0.1:0", "--Pulse:Connection", database.Web, "--Pulse:KeyFile", database.KeyFilePath], clock);
        await app.StartAsync();
        return new DeskHost(database, owns, app);
    }

    /// <summary>Somebody nobody knows.</summary>
    public HttpClient Stranger() => new(_handler, disposeHandler: false) { BaseAddress = Address };

    /// <summary>A session of somebody with this role.</summary>
    public async Task<string> Session(StaffRole role)
    {
        await using var connection = await Database.Connect();
        var member = await StaffMembers.Ensure(connection, $"the {role}", role, "en", CancellationToken.None);
        var clock = App.Services.GetRequiredService<TimeProvider>();
        return await StaffSessions.Start(connection, member.StaffId, clock.GetUtcNow(), CancellationToken.None);
    }

    /// <summary>A program with a session of this role.</summary>
    public async Task<HttpClient> Program(StaffRole role)
    {
        var client = Stranger();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Session(role));
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        _handler.Dispose();
        await App.DisposeAsync();
        if (_owns)
        {
            await Database.DisposeAsync();
        }
    }
}
