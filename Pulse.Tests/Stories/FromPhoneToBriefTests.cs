using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NUnit.Framework;
using Pulse.Api;
using Pulse.Migrating;
using Pulse.People;
using Pulse.Web;
using Pulse.Work;
using Pulse.Worker.Rehearsing;
using Jobs = Pulse.Worker.Jobs;

namespace Pulse.Tests.Stories;

/// <summary>The whole way of an answer, with a real browser at both ends, over real HTTP and a real database.</summary>
[TestFixture]
public sealed partial class FromPhoneToBriefTests
{
    private const string Definition = """
        dialogue: river
        synthetic: true
        languages: [he, ar, en]
        title: { he: הנהר, ar: النهر, en: The river }
        introduction: { he: ברוכים הבאים, ar: أهلا بكم, en: Welcome }
        consent: { version: 1, text: { he: מה נשמר, ar: ما الذي يُحفظ, en: What is kept } }
        segments:
          - { segment: east, name: { he: מזרח, ar: الشرق, en: East }, bridging: true }
          - { segment: west, name: { he: מערב, ar: الغرب, en: West }, bridging: true }
        working-groups:
          - { group: water, name: { he: מים, ar: المياه, en: Water }, summary: { he: מים, ar: المياه, en: Water } }
        phases:
          - phase: listening
            name: { he: הקשבה, ar: إصغاء, en: Listening }
            items:
              - { item: water-open, kind: open-question, group: water, text: { he: מה יעזור, ar: ما الذي يساعد, en: What would help } }
          - phase: voting
            name: { he: הצבעה, ar: تصويت, en: Voting }
            items:
              - { item: water-votes, kind: statement-voting, group: water, questions: [water-open], text: { he: מה דעתכם, ar: ما رأيكم, en: What do you think } }
          - phase: ratifying
            name: { he: אישור, ar: إقرار, en: Ratifying }
            items:
              - { item: ratification, kind: ratification, text: { he: נוסח, ar: صياغة, en: Wording } }
        """;

    private const string Arabic = "مياه النهر حق لكل من يعيش على ضفتيه، ويجب أن تُقاس علنًا كل شهر.";
    private const string ArabicInHebrew = "מי הנהר הם זכות של כל מי שחי על גדותיו, ויש למדוד אותם בפומבי מדי חודש.";
    private const string ArabicInEnglish = "The river's water is a right of everybody who lives on its banks, and it must be measured in public every month.";
    private const string Hebrew = "צריך צוות משותף שיתקן את הצינורות לפני החורף.";
    private const string HebrewInArabic = "نحتاج إلى فريق مشترك يصلح الأنابيب قبل الشتاء.";
    private const string HebrewInEnglish = "We need a joint team that repairs the pipes before winter.";
    private const int PeoplePerSide = 14;

    private TestDatabase _database = null!;
    private Keyring _keyring = null!;
    private WebApplication _api = null!;
    private WebApplication _web = null!;
    private Browser _browser = null!;

    [GeneratedRegex("#.*")]
    private static partial Regex Fragment();

    [OneTimeSetUp]
    public async Task Start()
    {
        _browser = await Browser.Start();
        _database = await Postgres.Database();
        _keyring = _database.Keyring();
        string[] Arguments(string connection) =>
            ["--urls", "http://127.0.0.1:0", "--Pulse:Connection", connection, "--Pulse:KeyFile", _database.KeyFilePath];
        _api = ApiHost.Build(Arguments(_database.Api));
        _web = WebHost.Build(Arguments(_database.Web));
        await _api.StartAsync();
        await _web.StartAsync();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        if (_api is not null)
        {
            await _api.DisposeAsync();
            await _web.DisposeAsync();
            _keyring.Dispose();
            await _database.DisposeAsync();
        }
    }

    [Test]
    public async Task Words_written_in_Arabic_on_a_phone_reach_the_brief()
    {
        using var api = new HttpClient { BaseAddress = AddressOf(_api) };
        using var web = new HttpClient { BaseAddress = AddressOf(_web) };
        var desk = new DeskClient(web);
        await desk.SignIn(await Link("A facilitator"), default);
        await desk.Convene(Definition, default);
        var codes = new Queue<string>(await desk.Invite("river", (2 * PeoplePerSide) + 1, "story", default));
        await desk.OpenPhase("river", "listening", default);

        var phoneContext = await _browser.Phone("ar");
        var phone = await phoneContext.NewPageAsync();
        var elsewhere = Elsewhere(phone, AddressOf(_api));
        await Join(phone, codes.Dequeue());
        await phone.FillAsync("#text", Arabic);
        await phone.ClickAsync("summary:has-text('هل يمكن الاقتباس')");
        await phone.CheckAsync("input[name=quoting][value=verbatim]");
        await phone.ClickAsync("button:has-text('إرسال ومتابعة')");
        await phone.WaitForSelectorAsync("text=مراجعة الإجابات");

        var others = new List<(PhoneClient Phone, string Segment)>();
        for (var i = 0; i < 2 * PeoplePerSide; i++)
        {
            var segment = i % 2 == 0 ? "east" : "west";
            var other = new PhoneClient(api);
            await other.Join(codes.Dequeue(), "he", segment, default);
            others.Add((other, segment));
        }

        await others[0].Phone.Answer("water-open", Hebrew, "he", "none", default);
        await new Jobs.Moderate(_database.Source(Roles.Worker), _keyring, Working, TimeProvider.System).Execute(default);

        var deskContext = await _browser.Desk();
        var researcher = await deskContext.NewPageAsync();
        var elsewhereAtDesk = Elsewhere(researcher, AddressOf(_web));
        await researcher.GotoAsync(await Link("A researcher"));
        await researcher.WaitForSelectorAsync("text=The river");
        await PassEverything(researcher);

        var statements = await desk.Statements("river", default);
        Assert.That(statements.Select(statement => statement.Text), Is.EquivalentTo(new[] { Arabic, Hebrew }));
        var fromArabic = statements.Single(statement => statement.Text == Arabic).Id;
        var fromHebrew = statements.Single(statement => statement.Text == Hebrew).Id;
        await desk.Translate("river",
        [
            new { statement = fromArabic, language = "he", text = ArabicInHebrew },
            new { statement = fromArabic, language = "en", text = ArabicInEnglish },
            new { statement = fromHebrew, language = "ar", text = HebrewInArabic },
            new { statement = fromHebrew, language = "en", text = HebrewInEnglish },
        ], default);
        await desk.ClosePhase("river", "listening", default);
        await desk.OpenPhase("river", "voting", default);

        await phone.GotoAsync(AddressOf(_api).ToString());
        await phone.WaitForSelectorAsync($"text={HebrewInArabic}");
        Assert.That(await phone.GetAttributeAsync("html", "dir"), Is.EqualTo("rtl"));
        await phone.ClickAsync("button:text-is('أوافق')");
        await phone.WaitForSelectorAsync("text=مراجعة الإجابات");
        foreach (var (other, _) in others)
        {
            foreach (var statement in await other.NextStatements("water-votes", default))
            {
                await other.Vote(statement.Id, 1, "he", default);
            }
        }

        await desk.ClosePhase("river", "voting", default);
        await desk.RequestRun("river", default);
        await new Jobs.Analyse(_database.Source(Roles.Worker), _keyring, Working).Execute(default);
        await new Jobs.Draft(_database.Source(Roles.Worker), _keyring, Working).Execute(default);
        await ApproveFirst(researcher);

        await desk.OpenPhase("river", "ratifying", default);
        await phone.GotoAsync(AddressOf(_api).ToString());
        await phone.ClickAsync("button:text-is('أوافق')");
        await phone.WaitForSelectorAsync("text=مراجعة الإجابات");
        foreach (var (other, _) in others)
        {
            foreach (var text in await other.NextTexts("ratification", default))
            {
                await other.Ballot(text.Id, 1, "he", default);
            }
        }

        await new Jobs.Certify(_database.Source(Roles.Worker), Working, TimeProvider.System).Execute(default);
        await researcher.GotoAsync($"{AddressOf(_web)}dialogues/river/groups/water/brief?lang=ar");
        var brief = await researcher.InnerTextAsync("body");
        Assert.Multiple(() =>
        {
            Assert.That(brief, Does.Contain(Arabic).Or.Contain(HebrewInArabic), "the wording that was ratified");
            Assert.That(brief, Does.Contain("78"), "14 of 14 agree: Wilson's lower end is 78 %");
            Assert.That(elsewhere, Is.Empty, "requests of the phone to another origin");
            Assert.That(elsewhereAtDesk, Is.Empty, "requests of the desk to another origin");
        });
        var votes = await desk.Certificates("river", default);
        Assert.That(votes.Single().Certificates, Is.GreaterThanOrEqualTo(1));
    }

    private Working Working => new(_database.Source(Roles.Worker), TimeProvider.System, Working.UsualLease);

    private async Task Join(IPage phone, string code)
    {
        await phone.GotoAsync($"{AddressOf(_api)}#{code}");
        await phone.ClickAsync("button.choice:has-text('العربية')");
        Assert.That(Fragment().Match(phone.Url).Value, Is.Empty, "the code leaves the address at once");
        await phone.CheckAsync("#take-part");
        await phone.CheckAsync("#sensitive");
        await phone.ClickAsync("button:text-is('البدء')");
        await phone.CheckAsync("input[type=radio][value=east]");
        await phone.ClickAsync("button:text-is('متابعة')");
        await phone.WaitForSelectorAsync("#text");
    }

    private static async Task PassEverything(IPage researcher)
    {
        var moderation = new Uri(new Uri(researcher.Url), "/dialogues/river/moderation").ToString();
        await researcher.GotoAsync(moderation);
        while (await researcher.QuerySelectorAsync("form[action$='/pass'] button") is { } pass)
        {
            await pass.ClickAsync();
            await researcher.GotoAsync(moderation);
        }
    }

    private static async Task ApproveFirst(IPage researcher)
    {
        await researcher.GotoAsync(new Uri(new Uri(researcher.Url), "/dialogues/river/groups/water?tab=review").ToString());
        await researcher.ClickAsync("form[action$='/approve'] button");
        await researcher.WaitForSelectorAsync("form[action$='/edit']", new() { State = WaitForSelectorState.Attached });
    }

    private async Task<string> Link(string name)
    {
        await using var connection = await _database.Connect();
        var member = await StaffMembers.Ensure(connection, name, StaffRole.Admin, "en", default);
        var token = await StaffLinks.Issue(
            connection, member.StaffId, TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(10), default);
        return $"{AddressOf(_web)}sign-in#{token}";
    }

    private static List<string> Elsewhere(IPage page, Uri home)
    {
        var requests = new List<string>();
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" } url && url.Authority != home.Authority)
            {
                requests.Add(request.Url);
            }
        };
        return requests;
    }

    private static Uri AddressOf(WebApplication host) =>
        new(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
}
