using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Pulse.People;
using Pulse.Tests.Work;

namespace Pulse.Tests.Desk;

/// <summary>What the desk says of a dialogue large enough to have a map, before and after the camps change places in size.</summary>
[TestFixture]
public sealed partial class MapTests
{
    private const string Group = "/dialogues/consultation/groups/water";
    private const string Map = "/dialogues/consultation/map";
    private const int Newcomers = 25;

    private WorkedDialogue _dialogue = null!;
    private DeskHost _desk = null!;
    private HttpClient _researcher = null!;
    private string _first = "";
    private string _second = "";

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"\b([A-Z]) Opinion group · people: (\d+)")]
    private static partial Regex Heading();

    [GeneratedRegex("<ul class=\"sub-themes\">(.*?)</ul>", RegexOptions.Singleline)]
    private static partial Regex Parts();

    [GeneratedRegex(@"Answers: (\d+)")]
    private static partial Regex Counted();

    [GeneratedRegex(@"among those who disagree: (\d+)/(\d+) · among the others: (\d+)/(\d+)")]
    private static partial Regex Reason();

    [OneTimeSetUp]
    public async Task Start()
    {
        _dialogue = await CampedDialogue.Make();
        _desk = await DeskHost.On(_dialogue.Database);
        _researcher = await _desk.Program(StaffRole.Researcher);
        await _dialogue.Analysed();
        _first = await Read(Map);
        await CampedDialogue.Grow(_dialogue, Newcomers);
        await _dialogue.Analysed();
        await _dialogue.NoJobFailed();
        _second = await Read(Map);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _researcher?.Dispose();
        if (_desk is not null)
        {
            await _desk.DisposeAsync();
        }

        if (_dialogue is not null)
        {
            await _dialogue.DisposeAsync();
        }
    }

    [Test]
    public void The_map_says_how_far_it_may_be_trusted_and_how_that_was_measured()
    {
        Assert.That(_first, Does.Contain("These opinion groups are stable: two thirds of the votes are enough to find them again."));
        Assert.That(_first, Does.Match("Grouping was repeated [1-9][0-9]* times, each time without a random third of every participant's votes."));
        Assert.That(_first, Does.Contain("beyond chance: by"), "what marks a group is said with its interval");
    }

    [TestCase("he", "קבוצות הדעה האלה יציבות: די בשני שלישים מן הקולות כדי למצוא אותן שוב.")]
    [TestCase("ar", "مجموعات الرأي هذه ثابتة: يكفي ثلثا الأصوات للعثور عليها من جديد.")]
    public async Task So_it_does_in_the_readers_language(string language, string sentence)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Map);
        request.Headers.Add("Cookie", $"__Host-pulse-desk-language={language}");
        using var reply = await _researcher.SendAsync(request);
        Assert.That(Plain(await reply.Content.ReadAsStringAsync()), Does.Contain(sentence));
    }

    [Test]
    public void A_group_keeps_its_letter_when_another_outgrows_it()
    {
        var (before, after) = (Groups(_first), Groups(_second));
        const int minority = CampedDialogue.Dissenters;
        Assert.That((before["A"], before["B"]), Is.EqualTo((CampedDialogue.East - minority, CampedDialogue.West - minority)));
        Assert.That((after["A"], after["B"]), Is.EqualTo((before["A"], before["B"] + Newcomers - minority)), "by size alone B would now be A");
        Assert.That(after.Keys, Is.EquivalentTo(before.Keys));
        Assert.That(_first, Does.Not.Contain("carries on the group of the run before"), "there was none");
        Assert.That(_second.Split("carries on the group of the run before"), Has.Length.EqualTo(after.Count + 1), "said of each");
    }

    [Test]
    public async Task A_theme_names_its_parts_and_counts_no_answer_twice()
    {
        var html = await _researcher.GetStringAsync($"{Group}?tab=themes");
        var divided = html.Split("<section class=\"card theme\">").Where(theme => Parts().IsMatch(theme)).ToArray();
        Assert.That(divided, Is.Not.Empty);
        foreach (var theme in divided)
        {
            var counts = Numbers(Counted(), Plain(theme));
            Assert.That(counts, Has.Count.GreaterThanOrEqualTo(3), "the theme and two parts");
            Assert.That(counts.Skip(1).Sum(), Is.LessThanOrEqualTo(counts[0]));
            Assert.That(counts, Is.All.GreaterThanOrEqualTo(5));
        }
        var terms = Plain(Parts().Match(divided[0]).Groups[1].Value);
        Assert.That(terms, Does.Match("price|tariff|bill|invoice|subsidy|household|cost|meter").And.Match("pipes|pumps|leaks|engineers|repair|valves|sewage|tank"));
    }

    [Test]
    public async Task Those_who_disagree_with_a_chosen_statement_are_heard()
    {
        var reasons = Reason().Matches(await Read(Group));
        Assert.That(reasons, Is.Not.Empty);
        foreach (Match reason in reasons)
        {
            var numbers = reason.Groups.Values.Skip(1).Select(group => int.Parse(group.Value, CultureInfo.InvariantCulture)).ToArray();
            Assert.That(numbers[1], Is.GreaterThanOrEqualTo(5));
            Assert.That((double)numbers[0] / numbers[1], Is.GreaterThan((double)numbers[2] / numbers[3]));
        }
    }

    [Test]
    public async Task What_most_leave_open_is_said_per_side_with_what_is_usual()
    {
        var page = await Read($"{Group}?tab=differ");
        var open = page[page.IndexOf("What people leave open", StringComparison.Ordinal)..];
        Assert.That(open, Does.Match(@"East: passed \d+/50, usually 10 %").And.Match(@"West: passed \d+/65, usually 10 %"));
    }

    private static Dictionary<string, int> Groups(string page) => Heading().Matches(page)
        .ToDictionary(match => match.Groups[1].Value, match => int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));

    private static List<int> Numbers(Regex pattern, string text) =>
        [.. pattern.Matches(text).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];

    private async Task<string> Read(string address) => Plain(await _researcher.GetStringAsync(address));

    private static string Plain(string html) => Space().Replace(Markup().Replace(WebUtility.HtmlDecode(html), ""), " ");
}
