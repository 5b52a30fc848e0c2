using Microsoft.Extensions.AI;
using NUnit.Framework;
using Pulse.Language.Calling;
using Pulse.Tests.Language.Scripted;

namespace Pulse.Tests.Language.Calling;

/// <summary>What failed its checks is remembered under the same key as what passed, for some days.</summary>
[TestFixture]
internal sealed class FailedRepliesTests : InCallingHouse
{
    [TestCase(ReplyVerdict.Failed, "stop")]
    [TestCase(ReplyVerdict.CutShort, "length")]
    [TestCase(ReplyVerdict.Refused, "content_filter")]
    public async Task A_reply_that_failed_is_not_asked_for_again_and_says_how_it_ended(ReplyVerdict verdict, string reason)
    {
        var dialogue = await House.Dialogue();
        var chat = House.Models().Chat!;
        await CallingHouse.Keep(await CallingHouse.Ask(chat, dialogue), verdict);

        var again = await CallingHouse.Ask(chat, dialogue);

        Assert.That((again.Text, again.FinishReason?.Value), Is.EqualTo((CallingHouse.GoodReply, reason)));
        Assert.That(House.Server.Requests, Has.Count.EqualTo(1));
        Assert.That(again.AdditionalProperties!.ContainsKey(CachingReplies.Keep), Is.False, "what is kept is not kept anew, or it would stand for ever");
    }

    [Test]
    public async Task After_the_days_that_the_settings_say_it_is_asked_for_again_and_forgotten()
    {
        var dialogue = await House.Dialogue();
        var chat = House.Models().Chat!;
        await CallingHouse.Keep(await CallingHouse.Ask(chat, dialogue, "failed"), ReplyVerdict.Failed);
        await CallingHouse.Accept(await CallingHouse.Ask(chat, dialogue, "passed"));
        await Age(dialogue, 6);
        await CallingHouse.Ask(chat, dialogue, "failed");
        Assert.That(House.Server.Requests, Has.Count.EqualTo(2));

        await Age(dialogue, 1);
        await CallingHouse.Ask(chat, dialogue, "passed");
        Assert.That(House.Server.Requests, Has.Count.EqualTo(2));
        await CallingHouse.Ask(chat, dialogue, "failed");
        Assert.That(House.Server.Requests, Has.Count.EqualTo(3));

        await CallingHouse.Accept(await CallingHouse.Ask(chat, dialogue, "another"));
        Assert.That(await Verdicts(dialogue), Is.EqualTo("passed passed"), "the next reply that is kept takes the stale one's place");
    }

    [Test]
    public async Task A_reply_that_passed_is_never_replaced_by_one_that_failed_and_the_other_way_it_is()
    {
        var dialogue = await House.Dialogue();
        var chat = House.Models().Chat!;
        // two workers at the same question at once
        var (one, two) = (await CallingHouse.Ask(chat, dialogue), await CallingHouse.Ask(chat, dialogue));
        await CallingHouse.Keep(one, ReplyVerdict.Failed);
        Assert.That(await Verdicts(dialogue), Is.EqualTo("failed"));
        await CallingHouse.Keep(two, ReplyVerdict.Passed);
        await CallingHouse.Keep(one, ReplyVerdict.Failed);
        Assert.That(await Verdicts(dialogue), Is.EqualTo("passed"));
    }

    [Test]
    public async Task Another_model_is_asked_and_a_worker_that_remembers_for_no_day_asks_every_time()
    {
        var dialogue = await House.Dialogue();
        await CallingHouse.Keep(await CallingHouse.Ask(House.Models().Chat!, dialogue), ReplyVerdict.Failed);
        await CallingHouse.Ask(House.Models(settings => settings with { Model = "better" }).Chat!, dialogue);
        Assert.That(House.Server.Requests, Has.Count.EqualTo(2));

        var forgetful = House.Models(settings => settings with { FailedReplyDays = 0 }).Chat!;
        await CallingHouse.Keep(await CallingHouse.Ask(forgetful, dialogue, "anew"), ReplyVerdict.Failed);
        await CallingHouse.Ask(forgetful, dialogue);
        await CallingHouse.Ask(forgetful, dialogue, "anew");
        Assert.That(House.Server.Requests, Has.Count.EqualTo(5));
        Assert.That(await Verdicts(dialogue), Is.EqualTo("failed"), "only the first worker's");
    }

    [Test]
    public async Task A_repair_that_the_model_cannot_take_is_not_tried_again_and_a_wrong_key_is()
    {
        var dialogue = await House.Dialogue();
        var chat = House.Models().Chat!;
        ChatMessage[] repair = [.. CallingHouse.Messages("words"), new(ChatRole.Assistant, "{}"), new(ChatRole.User, "S1 is missing.")];
        House.Server.Otherwise = _ => TransportFaults.Fails(401);
        await Rejected(repair);
        Assert.That(await Rejected(repair), Is.EqualTo(2));

        House.Server.Otherwise = _ => TransportFaults.Fails(400, """{"error":{"message":"too long","code":"context_length_exceeded"}}""");
        Assert.That(await Rejected(repair), Is.EqualTo(3));
        Assert.That(await Rejected(repair), Is.EqualTo(3), "remembered");
        Assert.That(await Verdicts(dialogue), Is.EqualTo("rejected"));

        await Rejected(repair[..2]);
        Assert.That(await Rejected(repair[..2]), Is.EqualTo(5), "what is wrong with a first question waits for a person and is asked again");

        async Task<int> Rejected(ChatMessage[] messages)
        {
            await Assert.ThrowsAsync<ModelRejectedException>(() => chat.GetResponseAsync(messages, CallingHouse.Options(dialogue, "words")));
            return House.Server.Requests.Count;
        }
    }

    private Task<string> Verdicts(Guid dialogue) => House.One<string>(
        "select string_agg(verdict, ' ' order by verdict) from language.replies where dialogue_id = @dialogue", new { dialogue });

    private async Task Age(Guid dialogue, int days)
    {
        await using var connection = await House.Database.Connect();
        await Sql.Run(
            connection, "update language.replies set kept_on = kept_on - @days where dialogue_id = @dialogue", new { dialogue, days }, default);
    }
}
