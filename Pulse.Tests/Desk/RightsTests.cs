using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using NUnit.Framework;
using Pulse.People;
using Pulse.Web.Access;

namespace Pulse.Tests.Desk;

/// <summary>Who may do what at the desk, asked of every endpoint by every role over HTTP.</summary>
[TestFixture]
public sealed class RightsTests
{
    private static readonly string[] _open = ["/sign-in", "/v1/sessions", "/language/{language}", "/healthz"];
    private DeskHost _host = null!;

    [OneTimeSetUp]
    public async Task Start() => _host = await DeskHost.Start();

    [OneTimeTearDown]
    public async Task Stop() => await _host.DisposeAsync();

    [Test]
    public void Every_endpoint_names_one_right_or_is_meant_to_be_open()
    {
        var endpoints = Endpoints();
        Assert.That(endpoints, Has.Count.GreaterThan(30));
        Assert.Multiple(() =>
        {
            foreach (var endpoint in endpoints)
            {
                var open = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
                var rights = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).ToArray();
                Assert.That(open ? _open.Contains(endpoint.RoutePattern.RawText) : rights is [{ } right] && Right.Holders.ContainsKey(right),
                    Is.True, endpoint.DisplayName);
            }
        });
    }

    [TestCase(StaffRole.Admin)]
    [TestCase(StaffRole.Facilitator)]
    [TestCase(StaffRole.Researcher)]
    [TestCase(StaffRole.Auditor)]
    public async Task A_role_passes_where_it_holds_the_right_and_nowhere_else(StaffRole role)
    {
        using var program = await _host.Program(role);
        var asked = 0;
        foreach (var (endpoint, right) in Guarded())
        {
            // The dialogue does not exist, so whoever is let through is answered 404 or 400, and nothing is changed
            using var request = Request(endpoint);
            if (request.RequestUri!.OriginalString.StartsWith("/sign-out", StringComparison.Ordinal))
            {
                continue;
            }

            using var response = await program.SendAsync(request);
            Assert.That(response.StatusCode == HttpStatusCode.Forbidden, Is.EqualTo(!Right.Holders[right].Contains(role)),
                $"{role} {request.Method} {request.RequestUri} answered {response.StatusCode}");
            asked++;
        }

        Assert.That(asked, Is.GreaterThan(25));
    }

    [Test]
    public async Task A_stranger_is_led_to_the_door_or_refused()
    {
        using var stranger = _host.Stranger();
        foreach (var (endpoint, _) in Guarded())
        {
            using var request = Request(endpoint);
            using var response = await stranger.SendAsync(request);
            Assert.That(response.StatusCode, Is.EqualTo(request.Method == HttpMethod.Get ? HttpStatusCode.Redirect : HttpStatusCode.Unauthorized),
                $"{request.Method} {request.RequestUri}");
        }
    }

    [Test]
    public async Task An_auditor_may_not_read_held_answers()
    {
        using var auditor = await _host.Program(StaffRole.Auditor);
        using var response = await auditor.GetAsync("/dialogues/any/moderation");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    private List<RouteEndpoint> Endpoints() =>
        [.. ((IEndpointRouteBuilder)_host.App).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    private IEnumerable<(RouteEndpoint Endpoint, string Right)> Guarded() =>
        from endpoint in Endpoints()
        let right = endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy
        where right is not null
        select (endpoint, right);

    private static HttpRequestMessage Request(RouteEndpoint endpoint)
    {
        var path = endpoint.RoutePattern.RawText!
            .Replace("{slug}", "nowhere", StringComparison.Ordinal)
            .Replace("{ruling:regex(^(pass|redact|exclude)$)}", "exclude", StringComparison.Ordinal)
            .Replace("{ruling:regex(^(approve|reject|edit|take-back)$)}", "reject", StringComparison.Ordinal)
            .Replace("{*path:nonfile}", "nothing-here", StringComparison.Ordinal);
        foreach (var parameter in endpoint.RoutePattern.Parameters)
        {
            path = path.Replace($"{{{parameter.Name}:guid}}", Guid.NewGuid().ToString(), StringComparison.Ordinal)
                .Replace($"{{{parameter.Name}}}", "nobody", StringComparison.Ordinal);
        }

        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods;
        return new HttpRequestMessage(new HttpMethod(methods?[0] ?? "GET"), path.StartsWith('/') ? path : "/" + path);
    }
}
