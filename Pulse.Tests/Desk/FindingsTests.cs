using System.Net;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Pulse.People;
using Pulse.Tests.Work;

namespace Pulse.Tests.Desk;

/// <summary>What a run found about statements together, on the pages where staff read it.</summary>
[TestFixture]
public sealed partial class FindingsTests
{
    private const string Group = "/dialogues/consultation/groups/water";

    private WorkedDialogue _dialogue = null!;
    private DeskHost _desk = null!;
    private HttpClient _researcher = null!;

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [OneTimeSetUp]
    public async Task Start()
    {
        _dialogue = await WorkedDialogue.Voted();
        await _dialogue.Analysed();
        _desk = await DeskHost.On(_dialogue.Database);
        _researcher = await _desk.Program(StaffRole.Researcher);
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
    public async Task The_desk_shows_what_was_chosen_together_and_whom_it_leaves_out()
    {
        var page = await Read(Group);
        var coverage = page[page.IndexOf("Whom the choice represents", StringComparison.Ordinal)..];
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Contain("Chosen together").And.Contain("a large enough group claims it"));
            Assert.That(coverage, Does.Contain("East").And.Contain("West"));
            Assert.That(coverage, Does.Contain("≥ 66 %").And.Contain("fewer than 5 of 12"), "all 12 of each side, or all but up to 4");
            Assert.That(coverage, Does.Not.Contain("0/12"));
        });
    }

    [Test]
    public async Task Where_sides_differ_red_lines_and_what_is_left_open_stand_on_one_page()
    {
        var page = await Read($"{Group}?tab=differ");
        Assert.That(page, Does.Contain("points apart:").And.Contain("Red lines, side by side").And.Contain("What people leave open"));
        Assert.That(page, Does.Contain("Supported: East · rejected: West").Or.Contain("supported: East · rejected: West"));
    }

    [Test]
    public async Task An_expectation_is_told_from_votes_in_every_order([Values("floor", "specific", "spread", "expected")] string sort)
    {
        var html = await _researcher.GetStringAsync($"{Group}?tab=statements&sort={sort}");
        Assert.That(html, Does.Match("<i><bdi dir=\"ltr\"[^>]*>(≈|&#x2248;) "), "in italics, with its sign");
        Assert.That(Plain(html), Does.Contain("It is not agreement and never leaves this page."));
    }

    private async Task<string> Read(string address) => Plain(await _researcher.GetStringAsync(address));

    private static string Plain(string html) =>
        Space().Replace(Markup().Replace(WebUtility.HtmlDecode(html.Replace("&lt;", "", StringComparison.Ordinal)), ""), " ");
}
