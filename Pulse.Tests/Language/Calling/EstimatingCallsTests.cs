using NUnit.Framework;
using Pulse.Language.Calling;

namespace Pulse.Tests.Language.Calling;

[TestFixture]
public sealed class EstimatingCallsTests
{
    // Counted once with the tokenisers of GPT-4o, Qwen 3 and Llama 3
    [TestCase("אסור לפגוע באזרחים, לא פה ולא שם.", 9, 14)]
    [TestCase("الماء حق للجميع، لا هنا ولا هناك.", 9, 14)]
    [TestCase("Water is a right of everybody, here and there.", 9, 12)]
    public void A_sentence_has_about_as_many_tokens_as_tokenisers_make(string text, int least, int most) =>
        Assert.That(EstimatingCalls.Tokens(text), Is.InRange(least, most));

    [Test]
    public void A_plan_is_the_sum_of_its_calls()
    {
        var prices = new Prices(0.15m, 0.60m, 0.02m, new DateOnly(2026, 5, 1));
        var estimate = EstimatingCalls.Estimate(
            [new(CallKind.Chat, 1_000, 500), new(CallKind.Chat, 1_000, 500), new(CallKind.Embedding, 10_000, 0)], prices);
        Assert.That(estimate, Is.EqualTo(new CallEstimate(3, 12_000, 1_000, 2 * (150 + 300) + 200)));
    }

    [TestCase("2", 2)]
    [TestCase("0", 0)]
    [TestCase("1.5", 1.5)]
    [TestCase("86400", 3_600)]
    [TestCase("999999999999999999999999", 3_600)]
    [TestCase("Mon, 04 May 2026 10:00:30 GMT", 30)]
    [TestCase("Mon, 04 May 2026 09:00:00 GMT", 0)]
    [TestCase("Fri, 31 Dec 9999 23:59:59 GMT", 3_600)]
    [TestCase("-5", null)]
    [TestCase("soon", null)]
    [TestCase("", null)]
    [TestCase(null, null)]
    [TestCase("NaN", null)]
    public void A_pause_is_read_in_every_form_and_nobody_is_believed_for_longer_than_an_hour(string? header, double? seconds) =>
        Assert.That(
            RetryAfter.Read(header, new DateTimeOffset(2026, 5, 4, 10, 0, 0, TimeSpan.Zero)),
            Is.EqualTo(seconds is { } known ? TimeSpan.FromSeconds(known) : (TimeSpan?)null));
}
