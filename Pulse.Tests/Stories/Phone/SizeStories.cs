using Microsoft.Playwright;
using NUnit.Framework;
using Pulse.Tests.Hosts;

namespace Pulse.Tests.Stories.Phone;

/// <summary>What each page costs over the wire, as the browser received it, compressed; the first view with its headers.</summary>
[TestFixture]
internal sealed class SizeStories
{
    private const int FirstView = 30 * 1024;
    private const int NextPage = 3 * 1024;

    [Test]
    public async Task The_first_view_and_every_page_after_it_are_small()
    {
        var sample = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "samples", "spring-consultation", "dialogue.yaml"));
        await using (var host = await ParticipantsHost.Start(definition: sample))
        {
            await host.Open("listening");
            await using var phone = await HeldPhone.New(host, "ar");
            var costs = new Costs(phone.Page);
            await phone.Page.GotoAsync($"{host.Address}#{(await host.Invite(1))[0].Text}");
            await phone.Reads("language-title");
            await phone.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            var (bodies, headers) = await costs.Since("first view");
            Assert.That(bodies + headers, Is.LessThanOrEqualTo(FirstView), "even over HTTP/1.1, where no header is compressed");
            await phone.Page.ClickAsync("button.choice[lang=ar]");
            await phone.Reads("consent-title");
            await phone.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            Assert.That((await costs.Since("consent")).Bodies, Is.LessThanOrEqualTo(NextPage));
            await phone.Page.CheckAsync("#take-part");
            await phone.Page.CheckAsync("#sensitive");
            await phone.Press("consent-button");
            await phone.Reads("segment-title");
            Assert.That((await costs.Since("segment")).Bodies, Is.LessThanOrEqualTo(NextPage));
            await phone.Page.CheckAsync("input[value=international]");
            await phone.Press("continue");
            await phone.Page.WaitForSelectorAsync("#text");
            await phone.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            Assert.That((await costs.Since("open question")).Bodies, Is.LessThanOrEqualTo(NextPage));
        }

        await using var other = await ParticipantsHost.Start();
        await WholeJourney.Prepare(other);
        await other.Open("listening");
        await using var walker = await HeldPhone.New(other, "he");
        var later = new Costs(walker.Page);
        var dear = new List<string>();
        var journey = new WholeJourney(other, walker, async page =>
        {
            if ((await later.Since(page)).Bodies is var cost && page != "language" && cost > NextPage)
            {
                dear.Add($"{page}: {cost}");
            }
        });
        await journey.Enter();
        await journey.Answer("צריך מים נקיים בכל בית.");
        await journey.Change("מים נקיים");
        await journey.Vote();
        await journey.Ratify();
        await journey.Finish();
        Assert.That(dear, Is.Empty);
    }

    /// <summary>Counts what a page has received since it was last asked.</summary>
    private sealed class Costs
    {
        private readonly List<IRequest> _finished = [];
        private int _underWay;

        public Costs(IPage page)
        {
            page.Request += (_, _) => Interlocked.Increment(ref _underWay);
            page.RequestFailed += (_, _) => Interlocked.Decrement(ref _underWay);
            page.RequestFinished += (_, request) =>
            {
                lock (_finished)
                {
                    _finished.Add(request);
                }

                Interlocked.Decrement(ref _underWay);
            };
        }

        /// <returns>Bytes as over HTTP/1.1; HTTP/2 and 3 send a repeated header as a byte or two.</returns>
        public async Task<(int Bodies, int Headers)> Since(string page)
        {
            await Quiet();
            IRequest[] requests;
            lock (_finished)
            {
                requests = [.. _finished];
                _finished.Clear();
            }

            var (bodies, headers) = (0, 0);
            foreach (var request in requests)
            {
                var sizes = await request.SizesAsync();
                bodies += sizes.ResponseBodySize;
                headers += sizes.ResponseHeadersSize;
            }

            await TestContext.Out.WriteLineAsync(
                $"{page}: {bodies} bytes in {requests.Length} replies (headers over HTTP/1.1: {headers})");
            return (bodies, headers);
        }

        // what a page fetches ahead belongs to it, however late it comes; a browser's own "network idle" is told once only
        private async Task Quiet()
        {
            for (var (still, waited) = (0, 0); still < 3 && waited < 200; waited++)
            {
                await Task.Delay(50);
                still = Volatile.Read(ref _underWay) == 0 ? still + 1 : 0;
            }
        }
    }
}
