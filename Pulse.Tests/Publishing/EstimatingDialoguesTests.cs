using NUnit.Framework;
using Pulse.Migrating;
using Pulse.People;
using Pulse.Publishing;
using Pulse.Tests.Drafting;
using Pulse.Tests.Work;
using Pulse.Worker.Jobs;
using Pulse.Worker.Models;

namespace Pulse.Tests.Publishing;

/// <summary>What a model would take, told before any run and before a model is named, held against what it then took.</summary>
[TestFixture]
public sealed class EstimatingDialoguesTests
{
    [TestCase(2, 12)]
    [TestCase(8, 20, Category = "Slow")]
    public async Task Before_any_run_it_is_within_a_fifth_of_what_is_then_used_and_nothing_is_sent_for_it(int questions, int people)
    {
        await using var house = await EditedDialogue.Open();
        var dialogue = await house.Sample(questions: questions, people: people);
        // As participants leave it: nobody has translated anything
        await house.Do("delete from moderating.translations");
        var models = house.Models(settings => settings with { EmbeddingModel = "scripted-vectors" });
        var estimate = await Estimated(house, dialogue.Id, models);
        Assert.That(house.Server.Requests, Is.Empty);
        Assert.That(await house.Ask<bool>("""
            select not exists (select from analysing.runs) and not exists (select from moderating.translations)
              and not exists (select from language.calls) and not exists (select from analysing.themes)
            """), Is.True, "what was worked out for it is gone");

        await new Translate(house.Source, house.Keyring, house.Working, models, WorkedDialogue.Clock).Execute(default);
        await new Suggest(house.Source, house.Keyring, house.Working, models, WorkedDialogue.Clock).Execute(default);
        await house.Analysed(dialogue, models);
        await new Edit(house.Source, house.Keyring, house.Working, models, WorkedDialogue.Clock).Execute(default);
        Assert.That(await house.Failures(), Is.Null);

        var used = await house.Rows<(string Task, int Calls, long Tokens, long MicroUsd)>("""
            select case when kind = 'embedding' then 'embed' when task = 'translate' and run_id is null then 'translate'
                when task in ('flag', 'suggest-working-group') then 'suggest' else 'edit' end as job,
              count(*)::int, sum(tokens_in + tokens_out)::bigint, sum(micro_usd)::bigint
            from language.calls group by 1 order by 1
            """);
        foreach (var (task, calls, tokens, money) in used)
        {
            var expected = estimate.Tasks.Single(one => one.Task == task);
            TestContext.Out.WriteLine(
                $"{task,-10} expected {expected.Calls,4} calls {expected.Tokens,8} tokens {expected.MicroUsd / 1e6:0.0000} $; used {calls,4} calls {tokens,8} tokens {money / 1e6:0.0000} $; {(double)expected.Tokens / tokens:0.00}");
        }
        TestContext.Out.WriteLine($"all        expected {estimate.Calls} calls {estimate.Tokens} tokens {estimate.MicroUsd / 1e6:0.0000} $; used {used.Sum(one => one.Calls)} calls {used.Sum(one => one.Tokens)} tokens {used.Sum(one => one.MicroUsd) / 1e6:0.0000} $");
        Assert.Multiple(() =>
        {
            // Of a part of the sample one theme more or less is much
            Assert.That((double)estimate.Tokens / used.Sum(one => one.Tokens), Is.EqualTo(1).Within(questions == 8 ? 0.2 : 0.3), "all: tokens");
            Assert.That((double)estimate.MicroUsd! / used.Sum(one => one.MicroUsd), Is.EqualTo(1).Within(0.2), "all: money");
            // The scripted translations, of which vectors are made, are far shorter than translations are
            Assert.That(estimate.Tasks.Single(one => one.Task == "embed").Calls, Is.EqualTo(used.Single(one => one.Task == "embed").Calls));
            foreach (var (task, calls, tokens, money) in used.Where(one => one.Task != "embed"))
            {
                var expected = estimate.Tasks.Single(one => one.Task == task);
                // How many themes there will be is known least of all: what stands in for a translation is no translation
                var within = task == "edit" ? 0.3 : 0.2;
                Assert.That((double)expected.Calls / calls, Is.EqualTo(1).Within(within), $"{task}: calls");
                Assert.That((double)expected.Tokens / tokens, Is.EqualTo(1).Within(within), $"{task}: tokens");
                Assert.That((double)expected.MicroUsd / money, Is.EqualTo(1).Within(within), $"{task}: money");
            }
        });
    }

    [Test]
    public async Task Of_certified_texts_the_running_text_is_told_within_a_fifth_too()
    {
        await using var narrated = await NarratedDialogue.Open();
        var estimate = await Estimated(narrated.House, narrated.Dialogue.Id, narrated.House.Models());
        await narrated.Ask();
        await narrated.Narrate();
        var expected = estimate.Tasks.Single(task => task.Task == "narrate");
        var (calls, tokens) = await narrated.House.Ask<(int, long)>("select count(*)::int, sum(tokens_in + tokens_out)::bigint from language.calls where task = 'brief-narrative'");
        TestContext.Out.WriteLine($"expected {expected}; used {calls} calls, {tokens} tokens");
        Assert.That(expected.Calls, Is.EqualTo(calls));
        Assert.That((double)expected.Tokens / tokens, Is.EqualTo(1).Within(0.2));
    }

    [Test]
    public async Task A_worker_without_a_model_counts_for_a_dialogue_that_names_none_and_tells_no_money()
    {
        await using var house = await EditedDialogue.Open();
        var dialogue = await house.Sample(questions: 1, people: 12, provider: "none");
        using var none = new ConfiguredModels(null, house.Source, house.Keyring, house.Clock);
        var estimate = await Estimated(house, dialogue.Id, none);
        Assert.That((estimate.Model, estimate.PricesOn, estimate.MicroUsd), Is.EqualTo(((string?)null, (DateOnly?)null, (long?)null)));
        Assert.That(estimate.Tasks.Single(task => task.Task == "edit").Calls, Is.GreaterThan(3));
        Assert.That(house.Server.Requests, Is.Empty);
    }

    private static async Task<ModelEstimate> Estimated(EditedDialogue house, Guid dialogue, ConfiguredModels models)
    {
        await using var connection = await house.Database.Connect(Roles.Web);
        var staff = await StaffMembers.Ensure(connection, "Rana", StaffRole.Facilitator, "en", default);
        await ModelEstimates.Ask(connection, dialogue, staff.StaffId, default);
        await ModelEstimates.Ask(connection, dialogue, staff.StaffId, default);
        Assert.That(await ModelEstimates.IsWaitedFor(connection, dialogue, default), Is.True);
        await new Estimate(house.Source, house.Keyring, house.Working, models).Execute(default);
        Assert.That(await house.Failures(), Is.Null);
        Assert.That(await ModelEstimates.IsWaitedFor(connection, dialogue, default), Is.False);
        return (await ModelEstimates.Newest(connection, dialogue, default))!;
    }
}
