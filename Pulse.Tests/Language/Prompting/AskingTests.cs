using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using NUnit.Framework;
using Pulse.Language.Calling;
using Pulse.Language.Editing;
using Pulse.Language.Prompting;

namespace Pulse.Tests.Language.Prompting;

[TestFixture]
public sealed class AskingTests
{
    private static readonly TextToTranslate[] _answers =
        [.. Enumerable.Range(1, 8).Select(number => new TextToTranslate(Guid.NewGuid(), new("en", $"Answer {number}: open the road.")))];

    private static Task<(IReadOnlyList<SuggestedFlags> Suggestions, EditingCounts Counts)> Flag(IChatClient model) =>
        FlaggingAnswers.Flag(model, Made.Context("en"), "What would help?", _answers, CancellationToken.None);

    private static Func<JsonNode, ChatResponse> Good => body => PlayedModel.Say(Scripted.ScriptedReplies.For(PromptTasks.Flag)(body));

    [Test]
    public async Task A_good_reply_is_accepted_at_once()
    {
        using var model = new PlayedModel(Good);
        var (suggestions, counts) = await Flag(model);
        Assert.That(suggestions.Select(one => one.Id), Is.EqualTo(_answers.Select(answer => answer.Id)));
        Assert.That(suggestions.Select(one => one.Origin.By), Is.All.EqualTo(MadeBy.Model));
        Assert.That((counts.Calls, counts.Repaired, model.Accepted), Is.EqualTo((1, 0, 1)));
    }

    [Test]
    public async Task A_bad_reply_is_asked_for_again_with_its_fault_named_and_is_not_accepted()
    {
        using var model = new PlayedModel(_ => PlayedModel.Say("Sure! {}"), Good);
        var (suggestions, counts) = await Flag(model);
        Assert.That(suggestions.Select(one => one.Origin.By), Is.All.EqualTo(MadeBy.Model));
        Assert.That((counts.Calls, counts.Repaired, model.Accepted), Is.EqualTo((2, 1, 1)));
        Assert.That(model.Verdicts, Is.EqualTo(new[] { ReplyVerdict.Failed, ReplyVerdict.Passed }), "both are remembered, each as what it is");
        var messages = (JsonArray)model.Bodies[1]["messages"]!;
        Assert.That(messages.Select(message => message!["role"]!.GetValue<string>()), Is.EqualTo(new[] { "system", "user", "assistant", "user" }));
        Assert.That(messages[3]!["content"]!.GetValue<string>(), Does.Contain("faults").And.Contain("not one JSON document"));
        Assert.That(model.Options.Select(options => options.AdditionalProperties!["pulse.attempt"]), Is.EqualTo(new object[] { 0, 1 }));
    }

    [TestCase("")]
    [TestCase("I cannot help with that.")]
    [TestCase("""{"answers":[]}""")]
    [TestCase("""{"answers":[{"id":"S99","flags":[],"why":""}]}""")]
    public async Task What_never_gets_better_ends_after_three_calls_in_a_marked_result_for_everybody(string reply)
    {
        using var model = PlayedModel.Saying(reply);
        var (suggestions, counts) = await Flag(model);
        Assert.That(suggestions.Select(one => one.Id), Is.EqualTo(_answers.Select(answer => answer.Id)));
        Assert.That(suggestions.Select(one => one.Origin.By), Is.All.EqualTo(MadeBy.BuiltIn));
        Assert.That(suggestions.Select(one => one.Origin.Reason), Is.All.Not.Empty);
        Assert.That((counts.Calls, counts.FallenBack, model.Accepted), Is.EqualTo((3, 8, 0)));
    }

    [Test]
    public async Task A_refusal_is_no_answer()
    {
        using var model = new PlayedModel(body =>
        {
            var response = Good(body);
            response.AdditionalProperties = new AdditionalPropertiesDictionary { ["refusal"] = "no" };
            return response;
        });
        var (suggestions, _) = await Flag(model);
        Assert.That(suggestions[0].Origin.Reason, Does.Contain("refused"));
        Assert.That(model.Verdicts, Is.EqualTo(Enumerable.Repeat(ReplyVerdict.Refused, 3)));
    }

    [Test]
    public async Task A_reply_that_forgets_some_is_asked_again_and_whom_it_still_forgets_gets_a_marked_result()
    {
        using var model = PlayedModel.Changing((reply, _) =>
        {
            reply["answers"]!.AsArray().RemoveAt(0);
            return reply;
        });
        var (suggestions, counts) = await Flag(model);
        Assert.That(suggestions.Count(one => one.Origin.By == MadeBy.BuiltIn), Is.EqualTo(1));
        Assert.That((suggestions.Count, counts.Calls, counts.FallenBack, model.Accepted), Is.EqualTo((8, 3, 1, 0)));
    }

    [Test]
    public async Task The_best_of_three_replies_is_kept()
    {
        using var model = new PlayedModel(
            _ => PlayedModel.Say("nothing"),
            body => PlayedModel.Say(Without(body, 2)),
            _ => PlayedModel.Say("nothing again"));
        var (suggestions, counts) = await Flag(model);
        Assert.That(suggestions.Count(one => one.Origin.By == MadeBy.Model), Is.EqualTo(6));
        Assert.That(counts.Repaired, Is.EqualTo(1));

        static string Without(JsonNode body, int some)
        {
            var reply = JsonNode.Parse(Scripted.ScriptedReplies.For(PromptTasks.Flag)(body))!;
            for (var i = 0; i < some; i++)
            {
                reply["answers"]!.AsArray().RemoveAt(0);
            }
            return reply.ToJsonString();
        }
    }

    [Test]
    public async Task A_reply_that_was_cut_off_fails_even_if_it_parses_and_fewer_are_asked_about()
    {
        using var model = new PlayedModel(body => Scripted.ScriptedRequest.Read(body).Items.Count > 2
            ? PlayedModel.CutOff(Scripted.ScriptedReplies.For(PromptTasks.Flag)(body))
            : Good(body));
        var (suggestions, counts) = await Flag(model);
        Assert.That(suggestions.Select(one => one.Origin.By), Is.All.EqualTo(MadeBy.Model));
        Assert.That(model.Requests.Select(request => request.Items.Count), Is.EqualTo(new[] { 8, 4, 2, 2, 4, 2, 2 }));
        Assert.That(counts.Calls, Is.EqualTo(7));
    }

    [Test]
    public async Task A_model_that_cuts_everything_off_is_given_up_after_a_bounded_number_of_calls()
    {
        using var model = new PlayedModel(_ => PlayedModel.CutOff("{"));
        var (suggestions, counts) = await Flag(model);
        Assert.That(suggestions.Select(one => one.Origin.By), Is.All.EqualTo(MadeBy.BuiltIn));
        Assert.That(counts.Calls, Is.EqualTo(15));
        Assert.That(model.Verdicts, Is.EqualTo(Enumerable.Repeat(ReplyVerdict.CutShort, 15)));
    }

    [Test]
    public void What_a_network_does_passes_through()
    {
        using var model = new PlayedModel(_ => throw new ModelUnavailableException("busy", null, null));
        Assert.That(async () => await Flag(model), Throws.TypeOf<ModelUnavailableException>());
    }

    [TestCase(Rejection.Request)]
    [TestCase(Rejection.Unsent)]
    [TestCase(Rejection.Everything)]
    public async Task A_repair_too_long_for_the_model_ends_the_asking_and_a_key_that_is_refused_meanwhile_does_not(Rejection of)
    {
        using var model = new PlayedModel(
            _ => PlayedModel.Say("Sure! {}"), _ => throw new ModelRejectedException("refused", of));
        if (of == Rejection.Everything)
        {
            Assert.That(async () => await Flag(model), Throws.TypeOf<ModelRejectedException>(), "the work waits with this reason");
            return;
        }
        var (suggestions, counts) = await Flag(model);
        Assert.That(suggestions.Select(one => one.Origin.By), Is.All.EqualTo(MadeBy.BuiltIn));
        Assert.That(suggestions[0].Origin.Reason, Does.Contain("not one JSON document"));
        Assert.That(counts.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Without_a_model_everybody_gets_a_marked_result()
    {
        var (suggestions, counts) = await FlaggingAnswers.Flag(null, Made.Context("en"), "What?", _answers, CancellationToken.None);
        Assert.That(suggestions.Select(one => one.Origin.Reason), Is.All.EqualTo("no model is configured"));
        Assert.That(counts.Calls, Is.Zero);
    }
}
