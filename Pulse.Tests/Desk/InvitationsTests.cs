using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Pulse.Convening;
using Pulse.Migrating;
using Pulse.People;
using Pulse.Tests.Hosts;
using Pulse.Web.Printing;

namespace Pulse.Tests.Desk;

/// <summary>Invitations on paper: made once, printed in three languages, revoked by batch, and never matched to anybody.</summary>
[TestFixture]
public sealed class InvitationsTests
{
    private DeskHost _host = null!;
    private Guid _dialogue;

    [OneTimeSetUp]
    public async Task Start()
    {
        _host = await DeskHost.Start();
        using var keyring = _host.Database.Keyring();
        await using var connection = await _host.Database.Connect(Roles.Web);
        var read = ReadingDefinition.Read("consultation.yaml", Consultation.Definition);
        _dialogue = (await ConveningDialogue.Convene(connection, keyring, read, "consultation.yaml", default)).Dialogue.Id;
    }

    [OneTimeTearDown]
    public async Task Stop() => await _host.DisposeAsync();

    [Test]
    public async Task A_sheet_is_printed_once_and_its_batch_can_be_revoked()
    {
        using var facilitator = await _host.Program(StaffRole.Facilitator);
        using var made = await facilitator.PostAsync("/v1/dialogues/consultation/invitations", Form(
            ("count", "9"), ("label", "workshop north"), ("format", "sheet"), ("address", "https://example.org/")));
        Assert.That(made.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var bytes = await made.Content.ReadAsByteArrayAsync();
        if (made.Content.Headers.ContentType!.MediaType == "application/pdf")
        {
            Assert.That(Encoding.ASCII.GetString(bytes, 0, 5), Is.EqualTo("%PDF-"));
            Assert.That(Directory.GetDirectories(Path.GetTempPath(), "pulse-print-*"), Is.Empty, "nothing of it stays on the disk");
        }
        else
        {
            var page = Encoding.UTF8.GetString(bytes);
            Assert.That(page.Split("<svg").Length - 1, Is.EqualTo(9));
            Assert.That(page, Does.Contain("lang=\"he\"").And.Contain("lang=\"ar\"").And.Contain("lang=\"en\""));
        }

        var list = await facilitator.GetStringAsync("/dialogues/consultation/invitations");
        Assert.That(list, Does.Contain("workshop north"));
        await using var connection = await _host.Database.Connect();
        var batch = (await InvitationBatches.OfDialogue(connection, _dialogue, default)).Single();
        Assert.That(await Sql.One<long>(connection, "select count(*) from people.invitations", null, default), Is.EqualTo(9));
        Assert.That(batch.Codes, Is.EqualTo(9), "as the act says: the desk may not read the invitations themselves");
        var asking = $"/dialogues/consultation/invitations/{batch.BatchId}/revoke";
        var address = $"/v1{asking}";
        using var auditor = await _host.Program(StaffRole.Auditor);
        using var forbidden = await auditor.PostAsync(address, Form());
        Assert.That(forbidden.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        using var unseen = await auditor.GetAsync(asking);
        Assert.That(unseen.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await facilitator.GetStringAsync(asking), Does.Contain($"action=\"{address}\""));
        using var revoked = await facilitator.PostAsync(address, Form());
        Assert.That(revoked.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using var again = await facilitator.PostAsync(address, Form());
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        using var over = await facilitator.GetAsync(asking);
        Assert.That(over.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), "nothing is asked twice");
    }

    /// <summary>A stand-in for a Chromium on a system that closes user namespaces to it.</summary>
    private const string Unsandboxed = """
        #!/bin/sh
        for one in "$@"; do
          case $one in
            --no-sandbox) bare=yes ;;
            --print-to-pdf=*) pdf=${one#--print-to-pdf=} ;;
          esac
        done
        if [ "$bare" != yes ]; then echo 'FATAL: No usable sandbox!' >&2; exit 133; fi
        printf %%PDF-bare >"$pdf"
        """;

    [TestCase("No usable sandbox!", "%PDF-bare")]
    [TestCase("No space left", null)]
    public async Task A_sheet_goes_without_the_sandbox_only_where_the_browser_says_that_there_is_none(string said, string? printed)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("The stand-in is a shell script.");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("browser-");
        try
        {
            var browser = Path.Combine(folder.FullName, "chromium");
            await File.WriteAllTextAsync(browser, Unsandboxed.Replace("No usable sandbox!", said, StringComparison.Ordinal));
            File.SetUnixFileMode(browser, (UnixFileMode)0b111_101_101);
            File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
            var log = new FakeLogger();
            var pdf = await PrintingPdf.Print("<p>", "invitations.css", log, default, browser);
            Assert.That(pdf is null ? null : Encoding.ASCII.GetString(pdf), Is.EqualTo(printed));
            Assert.That(log.Said, printed is null ? Is.Empty : Has.One.Contains("sandbox"), "it is said when a wall is missing");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class FakeLogger : ILogger
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Said.Add(formatter(state, exception));
    }

    [Test]
    public async Task A_code_of_a_revoked_batch_opens_nothing()
    {
        await using var host = await ParticipantsHost.Start();
        var code = (await host.Invite(1))[0];
        await using var connection = await host.Database.Connect(Roles.Web);
        var batch = (await InvitationBatches.OfDialogue(connection, host.Dialogue.Id, default)).Single();
        Assert.That(batch.Codes, Is.Null, "no act of a person says how many");
        Assert.That(await InvitationBatches.Revoke(connection, host.Dialogue.Id, batch.BatchId, default), Is.True);
        (await host.Phone().Redeem(code.Text)).Was(404, "code-not-valid");
    }

    [TestCase("")]
    [TestCase("example.org")]
    [TestCase("http://example.org/")]
    [TestCase("https://example.org/?a=b")]
    [TestCase("https://example.org/#x")]
    [TestCase("https://user@example.org/")]
    [TestCase("javascript:alert(1)")]
    public async Task An_address_that_would_give_a_code_away_is_refused_and_nothing_is_made(string address)
    {
        using var facilitator = await _host.Program(StaffRole.Facilitator);
        using var refused = await facilitator.PostAsync("/v1/dialogues/consultation/invitations", Form(
            ("count", "1"), ("label", "never made"), ("format", "sheet"), ("address", address)));
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        await using var connection = await _host.Database.Connect();
        Assert.That((await InvitationBatches.OfDialogue(connection, _dialogue, default)).Select(batch => batch.Label), Does.Not.Contain("never made"));
    }

    [Test]
    public void A_code_is_drawn_with_its_three_corners()
    {
        var code = QrCode.Of("https://example.org/#0123456789ABCDEFGHJKMNPQRS");
        Assert.That(code.Size, Is.InRange(33, 53), "with four empty modules around it");
        foreach (var corner in (string[])["M4 4h7", $"M{code.Size - 11} 4h7", $"M4 {code.Size - 5}h7"])
        {
            Assert.That(code.Path, Does.Contain(corner));
        }
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
