using System.Net;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Pulse.Moderating;
using Pulse.People;
using Pulse.Tests.Language.Scripted;
using Pulse.Tests.Moderating;

namespace Pulse.Tests.Desk;

/// <summary>What a model made, on the pages where staff read and correct it.</summary>
[TestFixture]
public sealed partial class ModelPagesTests
{
    private const string Dialogue = "/dialogues/consultation";

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [Test]
    public async Task A_suggestion_stands_beside_the_house_s_own_flags_and_a_translation_under_the_answer([ValueSource(typeof(ThreeLanguages), nameof(ThreeLanguages.All))] string language)
    {
        await using var dialogue = await ModelledDialogue.Make(policy: "a-person-rules");
        dialogue.Server.Register("flag", body =>
        {
            var items = ScriptedRequest.Read(body).Items;
            return new System.Text.Json.Nodes.JsonObject
            {
                ["answers"] = new System.Text.Json.Nodes.JsonArray([.. items.Select(item => (System.Text.Json.Nodes.JsonNode)new System.Text.Json.Nodes.JsonObject
                {
                    ["id"] = item.Id, ["flags"] = new System.Text.Json.Nodes.JsonArray("threat"), ["why"] = "יש כאן מילים קשות",
                })]),
            }.ToJsonString();
        });
        await dialogue.Answered();
        await dialogue.Translate();
        await dialogue.Suggest();
        await using var desk = await DeskHost.On(dialogue.Worked.Database);
        using var facilitator = await desk.Program(StaffRole.Facilitator);
        facilitator.DefaultRequestHeaders.Add("Cookie", $"__Host-pulse-desk-language={language}");
        var page = await Read(facilitator, $"{Dialogue}/moderation");
        var (suggests, threat, machine) = language switch
        {
            "he" => ("מודל מציע לבדוק:", "איום", "תרגום מכונה:"),
            "ar" => ("يقترح نموذج الانتباه إلى:", "تهديد", "ترجمة آلية:"),
            _ => ("A model suggests looking at:", "a threat", "Translated by a machine:"),
        };
        Assert.That(page, Does.Contain($"{suggests} {threat}").And.Contain("יש כאן מילים קשות").And.Contain("scripted"));
        Assert.That(Regex.Count(page, Regex.Escape(machine)), Is.EqualTo(4), "the four answers in the other two languages");
    }

    [Test]
    public async Task A_person_corrects_a_translation_and_the_machine_s_stays_visible()
    {
        await using var dialogue = await ModelledDialogue.Make();
        await dialogue.Answered();
        await dialogue.Translate();
        var worked = dialogue.Worked;
        await using var connection = await worked.AsStaff();
        var statement = (await Statements.OfDialogue(connection, worked.Dialogue.Id, default)).First(one => one.Language == "he");
        await using var desk = await DeskHost.On(worked.Database);
        using var facilitator = await desk.Program(StaffRole.Facilitator);
        using var auditor = await desk.Program(StaffRole.Auditor);
        var address = $"{Dialogue}/statements/{statement.StatementId}";
        var machine = MachineTranslations.Text(
            worked.Key, (await MachineTranslations.OfStatement(connection, statement.StatementId, default)).Single(one => one.Language == "en"))!;
        Assert.That(await Read(facilitator, address), Does.Contain($"Translated by a machine: {machine}").And.Contain(statement.Text(worked.Key)));

        using var words = new FormUrlEncodedContent([new("text", "The well is everybody's")]);
        using var refused = await auditor.PostAsync($"/v1{address}/translations/en", words);
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        using var corrected = await facilitator.PostAsync($"/v1{address}/translations/en", words);
        Assert.That(corrected.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var page = await Read(auditor, address);
        Assert.That(page, Does.Contain("Translated by a person: The well is everybody's").And.Contain($"As the machine made it {machine}"));
        Assert.That(page, Does.Not.Contain("Correct…"), "an auditor reads only");
        using var own = await facilitator.PostAsync($"/v1{address}/translations/he", words);
        Assert.That(own.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        using var nothing = new FormUrlEncodedContent([new("text", " ")]);
        using var empty = await facilitator.PostAsync($"/v1{address}/translations/en", nothing);
        Assert.That(empty.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        using var missing = await facilitator.GetAsync($"{Dialogue}/statements/{Guid.NewGuid()}");
        Assert.That(missing.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task The_model_s_page_says_what_was_called_what_it_used_and_what_waits()
    {
        await using var dialogue = await ModelledDialogue.Make("provider: compatible\noutside-models: true\nbudget: { tokens-per-month: 900000, usd-per-month: 5 }");
        await dialogue.Answered();
        dialogue.Server.Otherwise = request => request.Task == "translate" && ScriptedRequest.Read(request.Json!).Language == "ar" ? ContentFaults.Empty : null;
        await dialogue.Translate();
        dialogue.Server.Otherwise = _ => TransportFaults.Fails(401);
        await dialogue.Suggest();
        await using var desk = await DeskHost.On(dialogue.Worked.Database);
        using var researcher = await desk.Program(StaffRole.Researcher);
        var page = await Read(researcher, $"{Dialogue}/model");
        TestContext.Out.WriteLine(page);
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Contain("Suggesting waits, because: The model's server does not accept the key or this account ( 401"));
            Assert.That(page, Does.Contain("It is tried again after"));
            Assert.That(page, Does.Contain("no rule finds people's names"));
            Assert.That(page, Does.Contain("/ 900,000").And.Contain("/ $5.00"));
            Assert.That(page, Does.Contain("translate answered 5"), "he and en at once, ar three times");
            Assert.That(page, Does.Contain("العربية 4 4"), "four statements wait for a person");
            Assert.That(page, Does.Contain("Answers that no model has looked at: 6"));
            Assert.That(page, Does.Contain("Statement 4").And.Not.Contain("Statement 5"));
        });
        Assert.That(await Read(researcher, Dialogue), Does.Contain("Model 1"), "the dialogue's page says that something waits");
    }

    [Test]
    public async Task A_dialogue_that_names_no_model_says_so()
    {
        await using var dialogue = await ModelledDialogue.Make("provider: none");
        await using var desk = await DeskHost.On(dialogue.Worked.Database);
        using var auditor = await desk.Program(StaffRole.Auditor);
        Assert.That(
            await Read(auditor, $"{Dialogue}/model"),
            Does.Contain("Nothing: no model is called for this dialogue.").And.Contain("No call was made this month."));
    }

    private static async Task<string> Read(HttpClient client, string address) =>
        Space().Replace(Markup().Replace(WebUtility.HtmlDecode(await client.GetStringAsync(address)), " "), " ");
}
