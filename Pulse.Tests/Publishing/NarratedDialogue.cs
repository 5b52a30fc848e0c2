using System.Diagnostics;
using Pulse.Collecting;
using Pulse.Convening;
using Pulse.Language.Calling;
using Pulse.Migrating;
using Pulse.People;
using Pulse.Publishing;
using Pulse.Ratifying;
using Pulse.Reviewing;
using Pulse.Tests.Drafting;
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

    public static async Task<NarratedDialogue> Open(string more = "")
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
        foreach (var (draft, _) in drafts.Where(one => one.Group == group).Take(_floors.Length))
        {
            var reviewed = await ReviewingDrafts.Approve(connection, dialogue, key, draft, new Dictionary<string, string>(), staff.StaffId, default);
            texts.Add(reviewed.TextId!.Value);
        }
        for (var at = 0; at < texts.Count; at++)
        {
            await narrated.Certify(texts[at], _floors[at]);
        }
        return narrated;
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
        var person = await House.Ask<Guid>("""
            select a.participant_id from reviewing.texts t join drafting.citations c using (draft_id)
            join moderating.statements s using (statement_id) join collecting.answers a using (answer_id)
            where t.text_id = @text limit 1
            """, new { text });
        await using (var connection = await House.Database.Connect())
        {
            await Sql.Run(connection, "delete from collecting.participants where participant_id = @person", new { person }, default);
            await Withdrawals.Add(connection, person, Dialogue.Id, 1, 1, WorkedDialogue.Today, default);
        }
        await new Pulse.Worker.Jobs.CarryWithdrawals(House.Source, House.Working).Execute(default);
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
