using NUnit.Framework;
using Pulse.Tests.Hosts;
using Pulse.Tests.Phone;

namespace Pulse.Tests.Stories.Phone;

/// <summary>What the phone itself notices in a text before it is sent, and what it leaves alone.</summary>
[TestFixture]
internal sealed class HintStories
{
    [Test]
    public async Task Hints_are_found_on_the_phone_and_nothing_is_sent_for_them()
    {
        await using var host = await ParticipantsHost.Start();
        await host.Open("listening");
        await using var phone = await HeldPhone.Joined(host, "en");
        await phone.Page.WaitForSelectorAsync("#text");
        foreach (var (language, texts) in Hints.Of)
        {
            Assert.That(texts.Count(text => text.Kinds.Length > 0), Is.GreaterThanOrEqualTo(40), language);
            Assert.That(texts.Count(text => text.Kinds.Length == 0), Is.GreaterThanOrEqualTo(40), language);
            var found = await phone.Page.EvaluateAsync<string[]>(
                "async texts => { const { hintsIn } = await import('/hinting.js'); return texts.map(text => hintsIn(text).sort().join()); }",
                texts.Select(text => text.Text).ToArray());
            Assert.That(found.Zip(texts, (kinds, text) => (text.Text, kinds)), Is.EqualTo(texts));
        }

        var sent = 0;
        phone.Page.Request += (_, _) => sent++;
        await phone.Page.FillAsync("#text", "My name is Noor");
        await phone.Page.WaitForSelectorAsync("#text-hint.note");
        Assert.That(sent, Is.Zero);
        await phone.Press("send");
        await phone.Page.WaitForSelectorAsync(".steps");
        Assert.That(await host.Ask<long>("select count(*) from collecting.answers"), Is.EqualTo(1), "a hint holds nobody up");
    }

    [TestCase("ar")]
    [TestCase("he", Category = "Slow")]
    [TestCase("en", Category = "Slow")]
    public async Task An_answer_with_a_code_in_it_is_refused_with_a_helpful_word(string language)
    {
        await using var host = await ParticipantsHost.Start();
        await host.Open("listening");
        await using var phone = await HeldPhone.Joined(host, language);
        var text = $"x {(await host.Invite(1))[0].Text} x";
        await phone.Page.FillAsync("#text", text);
        await phone.Press("send");
        await phone.Reads("problem-contains-code");
        Assert.That(await phone.Page.InputValueAsync("#text"), Is.EqualTo(text));
        Assert.That(await host.Ask<long>("select count(*) from collecting.answers"), Is.Zero);
    }
}
