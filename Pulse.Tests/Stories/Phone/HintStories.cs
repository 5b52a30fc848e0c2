using NUnit.Framework;
using Pulse.Tests.Hosts;

namespace Pulse.Tests.Stories.Phone;

/// <summary>What the phone itself notices in a text before it is sent, and what it leaves alone.</summary>
[TestFixture]
internal sealed class HintStories
{
    private static readonly (string Text, string Kinds)[] _texts =
    [
        ("Call me at 050-123 4567", "number"),
        ("رقمي ٠٥٩٩١٢٣٤٥٦", "number"),
        ("התקשרו 02-6234567", "number"),
        ("My name is Noor and I live in Haifa", "name,place"),
        ("קוראים לי דנה", "name"),
        ("שמי יוסף ואני גר ברחוב הנביאים", "name,place"),
        ("اسمي ليلى وأسكن في جنين", "name,place"),
        ("د. سميرة في شارع الزهراء", "place"),
        ("Write to dana@example.org", "address"),
        ("@noor_from_gaza", "address"),
        // what must not be held against anybody
        ("Since 1948 and 1967 nothing has changed", ""),
        ("1948-1967", ""),
        ("Clean water for 100,000 people by 2030", ""),
        ("צריך מים נקיים בכל בית, בלי תנאים", ""),
        ("نحتاج إلى ماء نظيف في كل بيت", ""),
        ("The name of the river is on every map", ""),
    ];

    [Test]
    public async Task Hints_are_found_on_the_phone_and_nothing_is_sent_for_them()
    {
        await using var host = await ParticipantsHost.Start();
        await host.Open("listening");
        await using var phone = await HeldPhone.Joined(host, "en");
        await phone.Page.WaitForSelectorAsync("#text");
        var found = await phone.Page.EvaluateAsync<string[]>(
            "async texts => { const { hintsIn } = await import('/hinting.js'); return texts.map(text => hintsIn(text).sort().join()); }",
            _texts.Select(text => text.Text).ToArray());
        Assert.That(found.Zip(_texts, (kinds, text) => (text.Text, kinds)), Is.EqualTo(_texts));

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
