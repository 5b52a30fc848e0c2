using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NUnit.Framework;
using Pulse.Tests.Hosts;

namespace Pulse.Tests.Stories.Phone;

/// <summary>Every page in every language, as axe, a thumb, a narrow screen and a large letter meet it.</summary>
[TestFixture]
internal sealed class AccessibleStories
{
    [TestCase("ar", false)]
    [TestCase("ar", true, Category = "Slow")]
    [TestCase("he", true, Category = "Slow")]
    [TestCase("en", true, Category = "Slow")]
    public async Task No_page_keeps_anybody_out(string language, bool inTheDarkToo)
    {
        await using var host = await ParticipantsHost.Start();
        await WholeJourney.Prepare(host);
        await host.Open("listening");
        await using var phone = await HeldPhone.New(host, language);
        var found = new List<string>();
        var pages = 0;
        var journey = new WholeJourney(host, phone, async page =>
        {
            pages++;
            await Examine(page, phone.Page, inTheDarkToo, found);
        });
        await journey.Enter();
        await journey.Answer("Every house needs clean water.");
        await journey.Change("Clean water");
        await journey.Vote();
        await journey.Ratify();
        await journey.Finish();
        await TestContext.Out.WriteLineAsync($"{language}: {pages} pages");
        Assert.That(pages, Is.GreaterThanOrEqualTo(16));
        Assert.That(found, Is.Empty);
    }

    [TestCase("ar", Category = "Slow")]
    [TestCase("he", Category = "Slow")]
    [TestCase("en", Category = "Slow")]
    public async Task No_page_off_the_main_way_keeps_anybody_out(string language)
    {
        await using var host = await ReadDialogue.Start();
        var found = new List<string>();
        var pages = 0;
        await new EveryPage(host, language, async (page, shown) =>
        {
            pages++;
            await Pictures.Take(page, language, shown);
            await Examine(page, shown, inTheDarkToo: true, found);
        }).Walk();
        await TestContext.Out.WriteLineAsync($"{language}: {pages} pages");
        Assert.That(pages, Is.GreaterThan(40));
        Assert.That(found, Is.Empty);
    }

    private static async Task Examine(string page, IPage shown, bool inTheDarkToo, List<string> found)
    {
        await shown.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        await Inspect(page + ", light", shown, found);
        if (inTheDarkToo)
        {
            await shown.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await Inspect(page + ", dark", shown, found);
            await shown.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        }

        found.AddRange((await shown.EvaluateAsync<string[]>(SmallTargets)).Select(target => $"{page}: small target {target}"));
        found.AddRange((await shown.EvaluateAsync<string[]>(Unmarked)).Select(text => $"{page}: no language on {text}"));
        await shown.SetViewportSizeAsync(320, 640);
        await Fits(page + " at 320 px", shown, found);
        // 200 % zoom of a 360 px screen is a screen of 180 px with the same letters
        await shown.SetViewportSizeAsync(180, 370);
        await Fits(page + " at 200 %", shown, found);
        await shown.SetViewportSizeAsync(360, 740);
    }

    private const string SmallTargets = """
        [...document.querySelectorAll('button, a[href], summary, input:not([type=radio]):not([type=checkbox]), textarea, label.choice, label.tick')]
          .filter(one => one.offsetParent !== null)
          .map(one => [one, one.getBoundingClientRect()])
          .filter(([one, box]) => box.height < 43.5 || box.width < 43.5)
          .map(([one, box]) => `${one.tagName}.${one.className} ${one.textContent.slice(0, 20)} ${Math.round(box.width)}x${Math.round(box.height)}`)
        """;

    // whatever a person or the dialogue wrote says its language; numbers and codes say their direction
    private const string Unmarked = """
        [...document.querySelectorAll('.words, bdi, .check dd > p:not(.quiet)')]
          .filter(one => !one.closest('[lang]:not(html)') && one.getAttribute('dir') !== 'ltr' && !one.querySelector('bdi'))
          .map(one => one.outerHTML.slice(0, 80))
        """;

    private static async Task Inspect(string page, IPage shown, List<string> found)
    {
        // what passed is counted only, so axe need not describe each of its elements
        var result = await shown.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        if (result.Passes.Length < 10)
        {
            found.Add($"{page}: axe looked at almost nothing");
        }

        found.AddRange(result.Violations.SelectMany(violation => violation.Nodes.Select(
            node => $"{page}: {violation.Id} {node.Html}")));
    }

    private static async Task Fits(string page, IPage shown, List<string> found)
    {
        var over = await shown.EvaluateAsync<string>("""
            () => {
              const room = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= room) return '';
              const widest = [...document.querySelectorAll('body *')].find(one => one.getBoundingClientRect().right > room + 1 || one.getBoundingClientRect().left < -1);
              return `${document.documentElement.scrollWidth} > ${room}: ${widest?.outerHTML.slice(0, 120)}`;
            }
            """);
        if (over.Length > 0)
        {
            found.Add($"{page}: {over}");
        }
    }
}
