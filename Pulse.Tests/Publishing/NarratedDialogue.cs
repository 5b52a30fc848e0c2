using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Pulse.Api;
using Pulse.Convening;
using Pulse.Language.Calling;
using Pulse.Migrating;
using Pulse.People;
using Pulse.Publishing;
using Pulse.Ratifying;
using Pulse.Reviewing;
using Pulse.Tests.Drafting;
using Pulse.Tests.Hosts;
using Pulse.Tests.Work;
using Pulse.Work;

namespace Pulse.Tests.Publishing;

/// <summary>A working group of the sample with reviewed texts and certificates, in a dialogue that names a model.</summary>
internal sealed class NarratedDialogue : IAsyncDisposable
{
    private static readonly double[] _floors = [0.712, 0.64, 0.583];

    private NarratedDialogue(EditedDialogue house, Dialogue dialogue, string group, Guid staff, IReadOnlyList<Guid> texts)
    {
        (House, Dialogue, Group, Staff, Texts) = (house, dialogue, group, staff, texts);
    }

    public EditedDialogue House { get; }
    public Dialogue Dialogue { get; }
    public string Group { get; }
    public Guid Staff { get; }

    /// <summary>Certified, the highest floor first: 71 %, 64 %, 58 %.</summary>
    public IReadOnlyList<Guid> Texts { get; }

    public string Address => $"/dialogues/{Dialogue.Slug}/groups/{Group}";

    /// <param name="reviewed">So many of its drafts are approved and certified, three at most.</param>
    public static async Task<NarratedDialogue> Open(string more = "", int reviewed = 3)
    {
        var house = await EditedDialogue.Open();
        var dialogue = await house.Sample(questions: 1, people: 12, more: more);
        await house.Analysed(dialogue);
        await using var connection = await house.Database.Connect(Roles.Web);
        var staff = await StaffMembers.Ensure(connection, "Rana", StaffRole.Researcher, "en", default);
        var drafts = await house.Rows<(Guid Draft, string Group)>("select draft_id, working_group from drafting.drafts order by working_group, position");
        var group = drafts[0].Group;
        var texts = new List<Guid>();
        var narrated = new NarratedDialogue(house, dialogue, group, staff.StaffId, texts);
        var key = await house.Keyring.Of(connection, dialogue.Id, default);
        foreach (var (draft, _) in drafts.Where(one => one.Group == group).Take(reviewed))
        {
            var approved = await ReviewingDrafts.Approve(connection, dialogue, key, draft, new Dictionary<string, string>(), staff.StaffId, default);
            texts.Add(approved.TextId!.Value);
        }
        await narrated.Certify();
        return narrated;
    }

    /// <summary>Issues every text's certificate, as if its ballots had been counted.</summary>
    public async Task Certify()
    {
        for (var at = 0; at < Texts.Count; at++)
        {
            await Certify(Texts[at], _floors[at]);
        }
    }

    /// <summary>Issues a certificate with this floor, as if ballots had come in.</summary>
    public async Task Certify(Guid text, double floor)
    {
        await using var connection = await House.Database.Connect();
        var certificate = new IssuedCertificate
        {
            CertificateId = Guid.NewGuid(),
            TextId = text,
            IssuedOn = WorkedDialogue.Today,
            RuleVersion = "sample",
            Floor = floor,
            MinimumCell = Dialogue.MinimumCell,
            Stale = false,
        };
        await Certificates.Issue(connection, certificate, Dialogue.Segments.Select(segment => new IssuedSegment
        {
            CertificateId = certificate.CertificateId,
            Segment = segment.Slug,
            Bridging = segment.Bridging,
            Agree = 36,
            Disagree = 3,
            Pass = 1,
            Unacceptable = null,
            Low = floor,
            High = 0.97,
        }), default);
    }

    /// <summary>What a facilitator does at the desk, in all languages.</summary>
    public async Task Ask()
    {
        await using var connection = await House.Database.Connect(Roles.Web);
        foreach (var language in Dialogue.Languages)
        {
            await Narratives.Ask(connection, Dialogue.Id, Group, language, Staff, default);
        }
    }

    public Task Narrate(Func<ModelSettings, ModelSettings>? change = null) => new Pulse.Worker.Jobs.Narrate(
        House.Source, House.Keyring, House.Working, House.Models(change), WorkedDialogue.Clock).Execute(default);

    /// <summary>The newest of a language.</summary>
    public async Task<Narrative> Newest(string language) => (await All()).First(one => one.Language == language);

    public async Task<IReadOnlyList<Narrative>> All()
    {
        await using var connection = await House.Database.Connect(Roles.Web);
        return await Narratives.OfGroup(connection, await House.Keyring.Of(connection, Dialogue.Id, default), Group, default);
    }

    public async Task<NarrativeRuled> Accept(Guid narrative, params (int Number, string Text)[] changed)
    {
        await using var connection = await House.Database.Connect(Roles.Web);
        return await RulingOnNarratives.Accept(
            connection, Dialogue, await House.Keyring.Of(connection, Dialogue.Id, default), Group, narrative,
            changed.ToDictionary(pair => pair.Number, pair => pair.Text), Staff, default);
    }

    /// <summary>The brief's running text as anybody at the desk would read it now.</summary>
    public async Task<BriefNarrative?> Running(string language)
    {
        await using var connection = await House.Database.Connect(Roles.Web);
        var key = await House.Keyring.Of(connection, Dialogue.Id, default);
        var model = await Pulse.Web.Pages.BriefModel.Read(
            connection, new Pulse.Web.Pages.DialogueNames(Dialogue, language), key, Dialogue.WorkingGroups.First(one => one.Slug == Group), language,
            WorkedDialogue.Clock.GetUtcNow(), default);
        return model.Brief!.Narrative;
    }

    /// <summary>Somebody whose statement a text was drafted from takes everything back.</summary>
    public async Task Withdraw(Guid text)
    {
        await TakeBack(await AuthorOf(text));
        await Carry();
    }

    public Task Carry() => new Pulse.Worker.Jobs.CarryWithdrawals(House.Source, House.Working).Execute(default);

    public Task<Guid> AuthorOf(Guid text) => House.Ask<Guid>("""
        select a.participant_id from reviewing.texts t join drafting.citations c using (draft_id)
        join moderating.statements s using (statement_id) join collecting.answers a using (answer_id)
        where t.text_id = @text limit 1
        """, new { text });

    /// <summary>Somebody who has voted and written nothing.</summary>
    public async Task<Guid> Voter()
    {
        var id = Guid.NewGuid();
        await House.Do("""
            insert into collecting.participants (participant_id, dialogue_id, segment, language, consent_version, joined_on)
            values (@id, @dialogue, @segment, 'en', 1, @today)
            """, new { id, dialogue = Dialogue.Id, segment = Dialogue.Segments[0].Slug, today = WorkedDialogue.Today });
        return id;
    }

    /// <summary>What a phone does with a receipt: it takes everything of this person back, at the participants' host.</summary>
    public async Task TakeBack(Guid person)
    {
        var receipt = Code.ReceiptOf(RandomNumberGenerator.GetBytes(32));
        await House.Do("update collecting.participants set receipt_hash = @Hash where participant_id = @person", new { receipt.Hash, person });
        await using var host = ApiHost.Build(
            ["--Urls", "http://127.0.0.1:0", "--Pulse:Connection", House.Database.Api, "--Pulse:KeyFile", House.Database.KeyFilePath],
            WorkedDialogue.Clock, builder => builder.ClearProviders());
        await host.StartAsync();
        using var phone = new HttpClient { BaseAddress = new Uri(host.Urls.First()) };
        var told = await new TestPhone(phone).Post("/v1/withdrawals", new { receipt = receipt.Text });
        told.Was(202);
        Assert.That(await House.Ask<bool>("select exists (select from collecting.participants where participant_id = @person)", new { person }), Is.False);
    }

    public Process Worker(string? crashAt)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Pulse.Worker.dll"), "serve", "--Pulse:KeyFile", House.Database.KeyFilePath,
                "--Pulse:EverySeconds", "0.3", "--Pulse:LeaseSeconds", "2",
            },
        };
        start.Environment["Pulse__Connection"] = House.Database.Worker;
        start.Environment["Pulse__Model__Provider"] = "compatible";
        start.Environment["Pulse__Model__Endpoint"] = House.Server.Endpoint.ToString();
        start.Environment["Pulse__Model__Model"] = "scripted";
        start.Environment[CrashPoint.Variable] = crashAt ?? "";
        return Process.Start(start)!;
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
