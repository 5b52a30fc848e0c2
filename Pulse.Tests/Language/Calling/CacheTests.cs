using Microsoft.Extensions.AI;
using Npgsql;
using NUnit.Framework;
using Pulse.Language.Calling;
using Pulse.Migrating;
using Pulse.Tests.Language.Scripted;
using Pulse.Tests.Work;
using Pulse.Worker.Models;

namespace Pulse.Tests.Language.Calling;

[TestFixture]
public sealed class CacheTests
{
    private WorkedDialogue _worked = null!;
    private ScriptedServer _server = null!;
    private ConfiguredModels _models = null!;
    private Guid _person;
    private Guid _answer;

    [SetUp]
    public async Task Open()
    {
        _worked = await WorkedDialogue.Make("clear-ones-pass\nprovider: compatible");
        _server = await ScriptedServer.Start(new Dictionary<string, string> { [ScriptedServer.HashOf(CallingHouse.Prompt)] = "translate" });
        _server.Register("translate", _ => CallingHouse.GoodReply);
        var settings = new ModelSettings
        {
            Provider = "compatible",
            Endpoint = _server.Endpoint,
            Model = "scripted",
            EmbeddingModel = "vectors",
            Inside = true,
            EmbeddingBatch = 2,
        };
        _models = new ConfiguredModels(new ModelAccess(settings, null, entraId: false), _worked.Source, _worked.Keyring, WorkedDialogue.Clock);
        _person = await _worked.Person("east");
        _answer = await _worked.Answer(_person, "the well belongs to everybody");
    }

    [TearDown]
    public async Task Close()
    {
        _models.Dispose();
        await _server.DisposeAsync();
        await _worked.DisposeAsync();
    }

    [Test]
    public async Task An_accepted_reply_is_answered_again_without_a_call_whatever_the_delimiter()
    {
        await CallingHouse.Accept(await Ask("the well"));
        var messages = CallingHouse.Messages("the well");
        var otherwise = new ChatMessage(ChatRole.User, messages[1].Text.Replace("0123", "fedc", StringComparison.Ordinal));

        var again = await _models.Chat!.GetResponseAsync(
            [messages[0], otherwise], CallingHouse.Options(_worked.Dialogue.Id, "the well", _answer));

        Assert.That(again.Text, Is.EqualTo(CallingHouse.GoodReply));
        Assert.That(again.AdditionalProperties![CachingReplies.Cached], Is.True);
        Assert.That(_server.Requests, Has.Count.EqualTo(1));
        Assert.That(await _worked.Ask<long>("select count(*) from language.calls"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_reply_that_nobody_accepted_is_asked_for_again()
    {
        await Ask("the well");
        await Ask("the well");
        Assert.That(_server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_repair_has_a_place_of_its_own()
    {
        await CallingHouse.Accept(await Ask("the well"));
        await _models.Chat!.GetResponseAsync(
            [.. CallingHouse.Messages("the well"), new(ChatRole.Assistant, "{}"), new(ChatRole.User, "S1 is missing.")],
            CallingHouse.Options(_worked.Dialogue.Id, "the well", _answer));
        Assert.That(_server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task What_is_kept_shows_no_word_of_it()
    {
        await CallingHouse.Accept(await Ask("the well"));
        var rows = await _worked.Ask<string>("""
            select (select string_agg(c::text, ' ') from language.calls c)
              || (select string_agg(encode(r.sealed, 'escape') || r::text, ' ') from language.replies r)
            """);
        Assert.That(rows, Does.Not.Contain("well").And.Not.Contain("items").And.Not.Contain(ScriptedServer.HashOf("the well")));
        Assert.That(rows, Does.Contain(ScriptedServer.HashOf(CallingHouse.Prompt)));
    }

    [Test]
    public async Task A_withdrawn_answer_takes_the_replies_made_of_it_along()
    {
        var other = await _worked.Answer(await _worked.Person("west"), "measure the well openly");
        await CallingHouse.Accept(await Ask("both", _answer, other));
        await CallingHouse.Accept(await Ask("the other's", other));
        await _models.Vectors!.GenerateAsync(["one", "two"], CallingHouse.ForVectors(_worked.Dialogue.Id, _answer, other));

        await _worked.Withdraw(_person);
        await _worked.Carry();

        await _worked.NoJobFailed();
        Assert.That(await Kept(), Is.EqualTo(2));
        Assert.That(await _worked.Ask<long>("select count(*) from language.reply_sources where source_id = @_answer", new { _answer }), Is.Zero);
    }

    [Test]
    public async Task A_reply_that_comes_after_the_withdrawal_is_not_kept()
    {
        var response = await Ask("the well");
        await _worked.Withdraw(_person);
        await _worked.Carry();

        await CallingHouse.Accept(response);

        Assert.That(await Kept(), Is.Zero);
    }

    [Test]
    public async Task Statements_are_sources_too()
    {
        await _worked.Moderate();
        var statement = await _worked.Ask<Guid>("select statement_id from moderating.statements");
        await CallingHouse.Accept(await Ask("the statement", statement));
        Assert.That(await Kept(), Is.EqualTo(1));

        await _worked.Withdraw(_person);
        await _worked.Carry();

        Assert.That(await Kept(), Is.Zero);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Vectors_come_in_the_order_of_their_texts_in_batches_and_only_once(bool base64)
    {
        _server.SendsBase64 = base64;
        string[] texts = ["שלום", "سلام", "peace", "peace", "water"];
        var options = CallingHouse.ForVectors(_worked.Dialogue.Id, _answer);

        var first = await _models.Vectors!.GenerateAsync(texts, options);
        var again = await _models.Vectors.GenerateAsync(["bread", .. texts], options);

        Assert.That(first.Select(vector => vector.Vector.ToArray()), Is.EqualTo(texts.Select(text => ScriptedServer.VectorOf(text))));
        Assert.That(again.Skip(1).Select(vector => vector.Vector.ToArray()), Is.EqualTo(texts.Select(text => ScriptedServer.VectorOf(text))));
        // four different texts in two requests of two, then one
        Assert.That(_server.Requests.Select(request => request.Json!["input"]!.AsArray().Count), Is.EqualTo(new[] { 2, 2, 1 }));
        Assert.That(await _worked.Ask<long>("select count(*) from language.calls where kind = 'embedding' and outcome = 'answered'"), Is.EqualTo(3));
    }

    [Test]
    public async Task A_missing_vector_is_no_answer()
    {
        _server.Otherwise = _ => new Misbehaviour("one of two")
        {
            Instead = (context, _) => TransportFaults.Send(context, 200, """{"data":[{"index":0,"embedding":[0.5]}]}"""),
        };
        using var models = new ConfiguredModels(
            new ModelAccess(_models.Settings! with { Attempts = 1 }, null, entraId: false), _worked.Source, _worked.Keyring, WorkedDialogue.Clock);
        await Assert.ThrowsAsync<ModelUnavailableException>(
            () => models.Vectors!.GenerateAsync(["one", "two"], CallingHouse.ForVectors(_worked.Dialogue.Id, _answer)));
        Assert.That(await Kept(), Is.Zero);
    }

    [Test]
    public async Task The_phone_host_sees_no_call_and_the_desk_no_reply()
    {
        await Refused(Roles.Api, "select call_id from language.calls");
        await Refused(Roles.Web, "select sealed from language.replies");
    }

    private async Task Refused(string role, [System.Diagnostics.CodeAnalysis.ConstantExpected] string sql)
    {
        await using var connection = await _worked.Database.Connect(role);
        var error = await Assert.ThrowsAsync<PostgresException>(() => Sql.Run(connection, sql, null, default));
        Assert.That(error!.SqlState, Is.EqualTo(PostgresErrorCodes.InsufficientPrivilege));
    }

    private Task<ChatResponse> Ask(string words, params Guid[] sources) =>
        CallingHouse.Ask(_models.Chat!, _worked.Dialogue.Id, words, sources.Length == 0 ? [_answer] : sources);

    private Task<long> Kept() => _worked.Ask<long>("select count(*) from language.replies");
}
