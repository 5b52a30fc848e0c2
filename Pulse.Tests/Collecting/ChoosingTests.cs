using NUnit.Framework;
using Pulse.Tests.Hosts;

namespace Pulse.Tests.Collecting;

[TestFixture]
public sealed class ChoosingTests
{
    [TestCase("hope", "1", ExpectedResult = 201)]
    [TestCase("hope", "5", ExpectedResult = 201)]
    [TestCase("hope", "0", ExpectedResult = 422)]
    [TestCase("hope", "6", ExpectedResult = 422)]
    [TestCase("hope", "03", ExpectedResult = 422)]
    [TestCase("hope", "3 ", ExpectedResult = 422)]
    [TestCase("hope", "٣", ExpectedResult = 422)]
    [TestCase("hope", "", ExpectedResult = 422)]
    [TestCase("hope", "1|2", ExpectedResult = 422)]
    [TestCase("one-of", "red", ExpectedResult = 201)]
    [TestCase("one-of", "red|blue", ExpectedResult = 422)]
    [TestCase("one-of", "green", ExpectedResult = 422)]
    [TestCase("some-of", "tea|salt", ExpectedResult = 201)]
    [TestCase("some-of", "tea|tea", ExpectedResult = 422)]
    [TestCase("some-of", "tea|milk|salt", ExpectedResult = 422)]
    [TestCase("order-of", "second|first", ExpectedResult = 201)]
    [TestCase("order-of", "first", ExpectedResult = 422)]
    [TestCase("order-of", "first|first", ExpectedResult = 422)]
    [TestCase("water-open", "first", ExpectedResult = 422)]
    [TestCase("no-such-item", "first", ExpectedResult = 404)]
    public async Task<int> Only_what_a_question_offers_can_be_chosen(string item, string chosen)
    {
        var told = await _phone.Post("/v1/choices", new { item, chosen = chosen.Split('|') });
        _host.Clock.Now += TimeSpan.FromSeconds(1);
        return told.Status;
    }

    private ParticipantsHost _host = null!;
    private TestPhone _phone = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _host = await ParticipantsHost.Start();
        await _host.Open("listening");
        _phone = await _host.Participant("east");
    }

    [OneTimeTearDown]
    public ValueTask Stop() => _host.DisposeAsync();

    [Test]
    public async Task Choosing_again_replaces_and_answering_takes_a_skip_back()
    {
        var phone = await _host.Participant("west");
        (await phone.Post("/v1/skips", new { item = "one-of" })).Was(201);
        (await phone.Post("/v1/choices", new { item = "one-of", chosen = new[] { "red" } })).Was(201);
        (await phone.Post("/v1/choices", new { item = "one-of", chosen = new[] { "blue" } })).Was(201);
        var items = (await phone.Get("/v1/items")).Json.GetProperty("items");
        Assert.That(items[2].GetProperty("state").GetString(), Is.EqualTo("done"));
        Assert.That(await _host.Ask<string>("""
            select array_to_string(c.chosen, ',') from collecting.choices c join collecting.participants p using (participant_id)
            where p.segment = 'west'
            """), Is.EqualTo("blue"));
        Assert.That(await _host.Ask<long>("select count(*) from collecting.skips"), Is.Zero);
    }
}
