using NUnit.Framework;
using Pulse.Language.Calling;
using Pulse.Tests.Language.Scripted;

namespace Pulse.Tests.Language.Calling;

/// <summary>Whatever the server does: the call ends with a sentence, few requests are made, each is in the ledger, and nothing is kept.</summary>
[TestFixture]
internal sealed class MisbehavingServerTests : InCallingHouse
{
    private const string Transactions = """
        select count(*) from pg_stat_activity
        where datname = current_database() and usename = 'pulse_worker' and (xact_start is not null or state <> 'idle')
        """;

    public static IEnumerable<TestCaseData> Faults()
    {
        yield return Fault(TransportFaults.Hang, 3, "too-late", "in time");
        yield return Fault(TransportFaults.Drip, 3, "too-late", "in time");
        yield return Fault(TransportFaults.Reset, 3, "unreachable", "broke off");
        yield return Fault(TransportFaults.Huge, 1, "too-large", "more bytes");
        yield return Fault(TransportFaults.HugeAndSaysSo, 1, "too-large", "more bytes");
        yield return Fault(TransportFaults.NoJson, 3, "unreadable", "no reply");
        yield return Fault(TransportFaults.DeepEnvelope, 3, "unreadable", "no reply");
        yield return Fault(TransportFaults.NoChoices, 3, "unreadable", "no reply");
        yield return Fault(TransportFaults.Fails(500), 3, "failed", "failed (500");
        yield return Fault(TransportFaults.Fails(502, "<html>Bad Gateway</html>"), 3, "failed", "failed (502)");
        yield return Fault(TransportFaults.TooMany("2"), 3, "too-many", "enough requests");
        yield return Fault(TransportFaults.TooManyUntil(TimeSpan.FromSeconds(3)), 3, "too-many", "enough requests");
        yield return Fault(TransportFaults.TooManyFor(TimeSpan.FromSeconds(2.5)), 3, "too-many", "enough requests");
        yield return Fault(TransportFaults.TooManyFor(TimeSpan.FromHours(9)), 1, "too-many", "again in 3600 s");
        yield return Fault(TransportFaults.TooMany("86400"), 1, "too-many", "again in 3600 s");
        yield return Fault(TransportFaults.TooMany(null), 3, "too-many", "enough requests");
        yield return Fault(TransportFaults.TooMany("-7"), 3, "too-many", "enough requests");
        yield return Fault(TransportFaults.TooMany("soon", 503), 3, "too-many", "overloaded");
    }

    private static TestCaseData Fault(Misbehaviour misbehaviour, int requests, string outcome, string says) =>
        new TestCaseData(misbehaviour, requests, outcome, says).SetArgDisplayNames(misbehaviour.Name);

    [TestCaseSource(nameof(Faults))]
    public async Task A_server_that_misbehaves_makes_the_call_wait_with_a_reason(
        Misbehaviour misbehaviour, int requests, string outcome, string says)
    {
        var dialogue = await House.Dialogue();
        var kept = await House.Kept();
        var openTransactions = 0L;
        House.Server.Otherwise = _ => misbehaviour;
        House.Server.Meanwhile = async () => openTransactions += await House.One<long>(Transactions);
        var chat = House.Models(settings => settings with { Deadline = TimeSpan.FromSeconds(8), MostBytes = 1 << 20 }).Chat!;

        var failure = await Assert.ThrowsAsync<ModelUnavailableException>(() => CallingHouse.Ask(chat, dialogue));

        Assert.That(failure!.Message, Does.Contain(says));
        Assert.That(failure.RetryAfter, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(House.Server.Requests, Has.Count.EqualTo(requests));
        Assert.That(openTransactions, Is.Zero);
        var ledger = await House.Ledger(dialogue);
        Assert.That(ledger.Select(row => row.Outcome), Is.EqualTo(Enumerable.Repeat(outcome, requests)));
        Assert.That(ledger.Select(row => row.LatencyMs), Has.None.Null);
        Assert.That(await House.BudgetsAddUp());
        Assert.That(await House.Kept(), Is.EqualTo(kept));
    }

    [TestCaseSource(nameof(Refusals))]
    public async Task A_refusal_is_told_at_once_and_in_words_of_ours(int status, string body, string says)
    {
        var dialogue = await House.Dialogue();
        House.Server.Otherwise = _ => TransportFaults.Fails(status, body);

        var failure = await Assert.ThrowsAsync<ModelRejectedException>(
            () => CallingHouse.Ask(House.Models().Chat!, dialogue, "the well"));

        Assert.That(failure!.Message, Does.Contain(says).And.Not.Contain("the well").And.Not.Contain("a-secret-key"));
        Assert.That(House.Server.Requests, Has.Count.EqualTo(1));
        var row = (await House.Ledger(dialogue)).Single();
        Assert.That((row.Outcome, row.TokensIn, row.MicroUsd), Is.EqualTo(("rejected", 0L, 0L)));
    }

    public static IEnumerable<object[]> Refusals() =>
    [
        [401, """{"error":{"message":"Incorrect API key provided: a-secret-key","code":"invalid_api_key"}}""", "(401, invalid_api_key)"],
        [403, """{"detail":"Not for you, the well"}""", "does not accept"],
        [404, """{"error":"model 'scripted' not found"}""", "no such model"],
        [400, "could not read: the well", "refuses the request (400)"],
        [422, """{"detail":[{"loc":["body"],"msg":"the well"}]}""", "refuses the request (422)"],
        [302, "", "elsewhere"],
    ];

    [Test]
    public async Task A_dialogue_whose_calls_hang_does_not_hold_up_another()
    {
        var (hanging, other) = (await House.Dialogue(), await House.Dialogue());
        House.Server.Otherwise = request => request.Body.Contains("stuck", StringComparison.Ordinal) ? TransportFaults.Hang : null;
        var chat = House.Models().Chat!;
        using var stop = new CancellationTokenSource();
        var stuck = chat.GetResponseAsync(
            CallingHouse.Messages("stuck"), CallingHouse.Options(hanging, "stuck"), stop.Token);

        var answer = await CallingHouse.Ask(chat, other);

        Assert.That(answer.Text, Is.EqualTo(CallingHouse.GoodReply));
        while (!House.Server.Requests.Any(request => request.Body.Contains("stuck", StringComparison.Ordinal)))
        {
            await Task.Delay(5);
        }

        Assert.That(stuck.IsCompleted, Is.False);
        await stop.CancelAsync();
        Assert.That(async () => await stuck, Throws.InstanceOf<OperationCanceledException>());
        var row = (await House.Ledger(hanging)).Single();
        Assert.That((row.Outcome, row.Estimated, row.TokensOut), Is.EqualTo(("cancelled", true, 200L)));
    }

    [Test]
    public async Task After_a_pause_the_call_goes_through_and_nobody_called_meanwhile()
    {
        var (first, second) = (await House.Dialogue(), await House.Dialogue());
        House.Server.Script(TransportFaults.TooMany("4"));
        var arrivals = new System.Collections.Concurrent.ConcurrentQueue<DateTimeOffset>();
        House.Server.Meanwhile = () =>
        {
            arrivals.Enqueue(House.Clock.GetUtcNow());
            return Task.CompletedTask;
        };
        var chat = House.Models().Chat!;
        var one = CallingHouse.Ask(chat, first);
        while (await House.One<long>("select count(*) from language.calls where outcome = 'too-many' and dialogue_id = @first", new { first }) == 0)
        {
            await Task.Delay(5);
        }

        // another dialogue, the same endpoint
        await Task.WhenAll(one, CallingHouse.Ask(chat, second));

        Assert.That(arrivals, Has.Count.EqualTo(3));
        Assert.That(arrivals.Skip(1), Has.All.GreaterThanOrEqualTo(arrivals.First() + TimeSpan.FromSeconds(4)));
    }

    [Test]
    public async Task While_an_endpoint_wants_an_hour_of_rest_no_dialogue_calls_it()
    {
        var (first, second) = (await House.Dialogue(), await House.Dialogue());
        House.Server.Script(TransportFaults.TooMany("86400"));
        var chat = House.Models().Chat!;
        await Assert.ThrowsAsync<ModelUnavailableException>(() => CallingHouse.Ask(chat, first));

        var failure = await Assert.ThrowsAsync<ModelUnavailableException>(() => CallingHouse.Ask(chat, second));

        Assert.That(failure!.RetryAfter, Is.GreaterThan(TimeSpan.FromMinutes(50)).And.LessThanOrEqualTo(TimeSpan.FromHours(1)));
        Assert.That(House.Server.Requests, Has.Count.EqualTo(1));
        Assert.That(await House.Ledger(second), Is.Empty);
    }

    [TestCaseSource(typeof(ContentFaults), nameof(ContentFaults.All))]
    public async Task What_a_model_says_wrong_comes_back_as_it_is_and_is_kept_only_if_accepted(Misbehaviour misbehaviour)
    {
        var dialogue = await House.Dialogue();
        var kept = await House.Kept();
        House.Server.Script(misbehaviour);

        var response = await CallingHouse.Ask(House.Models().Chat!, dialogue);

        Assert.That(response.FinishReason?.Value, Is.EqualTo(misbehaviour.FinishReason));
        Assert.That(response.AdditionalProperties!.ContainsKey(LinkedChat.Refusal), Is.EqualTo(misbehaviour.Refuses));
        Assert.That(response.Text, misbehaviour.Refuses
            ? Is.Empty
            : Is.EqualTo(misbehaviour.Content?.Invoke(CallingHouse.GoodReply) ?? CallingHouse.GoodReply));
        if (misbehaviour.Content is not null)
        {
            Assert.That(response.Text, Is.Not.EqualTo(CallingHouse.GoodReply), "the fault changed nothing");
        }

        Assert.That(await House.Kept(), Is.EqualTo(kept));
    }

    [Test]
    public async Task A_server_that_cannot_be_reached_is_named_as_such()
    {
        var dialogue = await House.Dialogue();
        var closed = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        closed.Start();
        var address = new Uri($"http://{closed.LocalEndpoint}/v1/");
        closed.Stop();

        var refused = await Unavailable(address, dialogue);
        var unknown = await Unavailable(new Uri("http://no-such-name.localhost.invalid/v1/"), dialogue);
        var notTls = await Unavailable(new UriBuilder(House.Server.Endpoint) { Scheme = "https" }.Uri, dialogue);

        Assert.That(refused, Does.Contain("Nothing accepts connections"));
        Assert.That(unknown, Does.Contain("DNS"));
        Assert.That(notTls, Does.Contain("TLS"));
        Assert.That((await House.Ledger(dialogue)).Select(row => (row.Outcome, row.TokensIn)).Distinct(), Is.EqualTo(new[] { ("unreachable", 0L) }));
    }

    private async Task<string> Unavailable(Uri endpoint, Guid dialogue)
    {
        var chat = House.Models(settings => settings with { Endpoint = endpoint, Attempts = 1 }).Chat!;
        return (await Assert.ThrowsAsync<ModelUnavailableException>(() => CallingHouse.Ask(chat, dialogue)))!.Message;
    }
}
