using NUnit.Framework;
using Pulse.Language.Calling;
using Pulse.Tests.Language.Prompting;
using Pulse.Tests.Language.Scripted;

namespace Pulse.Tests.Language.Calling;

[TestFixture]
internal sealed class BudgetTests : InCallingHouse
{
    [Test]
    public async Task A_storm_of_calls_at_once_cannot_exceed_the_tokens_of_the_month()
    {
        var dialogue = await House.Dialogue("provider: compatible\nbudget: { tokens-per-month: 3000 }");
        var chat = House.Models().Chat!;
        var most = 0L;
        House.Server.Meanwhile = async () => most = Math.Max(most, (await Used(dialogue)).Tokens);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(async n =>
        {
            try
            {
                await CallingHouse.Ask(chat, dialogue, $"well {n}");
                return "answered";
            }
            catch (BudgetSpentException spent)
            {
                return spent.Message;
            }
        }));

        var ledger = await House.Ledger(dialogue);
        Assert.That(most, Is.InRange(1, 3_000));
        Assert.That(ledger.Sum(row => row.TokensIn + row.TokensOut), Is.LessThanOrEqualTo(3_000));
        Assert.That(outcomes.Count(outcome => outcome == "answered"), Is.EqualTo(ledger.Count).And.InRange(1, 39));
        Assert.That(House.Server.Requests, Has.Count.EqualTo(ledger.Count));
        Assert.That(outcomes.First(outcome => outcome != "answered"), Does.Contain("of 3000 tokens"));
        Assert.That(await House.BudgetsAddUp());
    }

    [Test]
    public async Task A_storm_of_retries_stops_at_the_budget_too()
    {
        var dialogue = await House.Dialogue("provider: compatible\nbudget: { tokens-per-month: 1500 }");
        House.Server.Otherwise = _ => TransportFaults.NoJson;
        var chat = House.Models(settings => settings with { Attempts = 10 }).Chat!;

        await Assert.ThrowsAsync<BudgetSpentException>(() => CallingHouse.Ask(chat, dialogue));

        Assert.That((await Used(dialogue)).Tokens, Is.InRange(1, 1_500));
        Assert.That(House.Server.Requests, Has.Count.LessThan(10));
    }

    [Test]
    public async Task Money_is_a_hard_stop_as_well()
    {
        // 0.01 USD are 10,000 millionths; a call reserves about 200 × 0.60 and its bytes × 0.15
        var dialogue = await House.Dialogue("provider: compatible\nbudget: { usd-per-month: 0.01 }");
        var chat = House.Models(settings => settings with { Prices = settings.Prices with { Output = 60 } }).Chat!;

        var failure = await Assert.ThrowsAsync<BudgetSpentException>(() => CallingHouse.Ask(chat, dialogue));

        Assert.That(failure!.Message, Does.Contain("0.00 of 0.01 US dollars"));
        Assert.That(failure.RetryAfter, Is.Null, "no reserve will come back: it waits the usual hour");
        Assert.That(House.Server.Requests, Is.Empty);
        Assert.That(await House.Ledger(dialogue), Is.Empty);
    }

    [Test]
    public async Task What_a_killed_worker_held_in_reserve_comes_back_when_the_call_s_deadline_is_over()
    {
        var dialogue = await House.Dialogue("provider: compatible\nbudget: { tokens-per-month: 2000 }");
        var chat = House.Models().Chat!;
        await CallingHouse.Ask(chat, dialogue, "before");
        var before = await Used(dialogue);
        // Under another id the row is ended by nobody, as if the worker had been killed
        House.Server.Meanwhile = () => House.One<int>(
            "with orphaned as (update language.calls set call_id = gen_random_uuid() where outcome = 'under-way' returning 1) select count(*)::int from orphaned");
        await CallingHouse.Ask(chat, dialogue, "a well");
        House.Server.Meanwhile = () => Task.CompletedTask;
        var held = (await House.Ledger(dialogue)).Single(row => row.Outcome == "under-way");
        Assert.That(held.TokensOut, Is.EqualTo(200));
        Assert.That(await House.BudgetsAddUp());

        await Release();
        Assert.That((await Used(dialogue)).Tokens, Is.EqualTo(before.Tokens + held.TokensIn + held.TokensOut), "its deadline is not over");
        await House.One<int>("with due as (update language.calls set lapses_at = clock_timestamp() - interval '1 second' where outcome = 'under-way' returning 1) select count(*)::int from due");
        await Release();

        var row = (await House.Ledger(dialogue)).Single(row => row.Outcome == "abandoned");
        Assert.That((row.TokensOut, row.Estimated), Is.EqualTo((0, true)));
        Assert.That(row.TokensIn, Is.InRange(1, held.TokensIn - 1), "what was sent, as estimated");
        Assert.That((await Used(dialogue)).Tokens, Is.EqualTo(before.Tokens + row.TokensIn));
        Assert.That(await House.BudgetsAddUp());
        Assert.That(await House.One<bool>("select bool_and(lapses_at is null) from language.calls"), Is.True, "no time of an ended call stays");
    }

    [Test]
    public async Task A_budget_that_is_only_reserved_makes_the_job_wait_for_the_reserve_and_not_for_an_hour()
    {
        var dialogue = await House.Dialogue("provider: compatible\nbudget: { tokens-per-month: 700 }");
        var chat = House.Models().Chat!;
        var failure = default(BudgetSpentException);
        House.Server.Meanwhile = async () => failure ??= await Assert.ThrowsAsync<BudgetSpentException>(() => CallingHouse.Ask(chat, dialogue, "another"));
        await CallingHouse.Ask(chat, dialogue, "the first");
        House.Server.Meanwhile = () => Task.CompletedTask;
        Assert.That(failure!.RetryAfter, Is.InRange(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3)));
        Assert.That(Pulse.Work.JudgingFailures.Pause(failure), Is.InRange(failure.RetryAfter, TimeSpan.FromMinutes(4)));
        Assert.That(Pulse.Work.JudgingFailures.Pause(new BudgetSpentException("spent")), Is.EqualTo(Pulse.Work.JudgingFailures.SettingPause));
    }

    [Test]
    public async Task What_was_reserved_is_settled_to_what_the_server_says()
    {
        var dialogue = await House.Dialogue("provider: compatible\nbudget: { tokens-per-month: 5000 }");

        var response = await CallingHouse.Ask(House.Models().Chat!, dialogue);

        var row = (await House.Ledger(dialogue)).Single();
        Assert.That((row.TokensIn, row.TokensOut), Is.EqualTo((response.Usage!.InputTokenCount, response.Usage.OutputTokenCount)));
        Assert.That(row.Estimated, Is.False);
        Assert.That(row.MicroUsd, Is.EqualTo((long)decimal.Ceiling(row.TokensIn * 0.15m + row.TokensOut * 0.60m)));
        Assert.That(await Used(dialogue), Is.EqualTo((row.TokensIn + row.TokensOut, row.MicroUsd)));
    }

    [Test]
    public async Task Where_the_server_does_not_tell_it_is_estimated_and_marked()
    {
        var dialogue = await House.Dialogue();
        var chat = House.Models().Chat!;
        await CallingHouse.Ask(chat, dialogue);
        var told = (await House.Ledger(dialogue)).Single();
        House.Server.TellsUsage = false;
        var silent = await House.Dialogue();

        await CallingHouse.Ask(chat, silent);

        var row = (await House.Ledger(silent)).Single();
        Assert.That(row.Estimated, Is.True);
        Assert.That(row.TokensOut, Is.EqualTo(told.TokensOut).Within(20).Percent);
    }

    [Test]
    public async Task An_estimate_before_a_run_is_within_a_fifth_of_what_it_uses()
    {
        var dialogue = await House.Dialogue();
        var models = House.Models();
        var texts = Directory.GetFiles(Path.Combine(Repository.Root, "samples", "spring-consultation", "answers"))
            .SelectMany(File.ReadLines).Where(line => line.StartsWith("    text: ", StringComparison.Ordinal))
            .Select(line => line[11..^1]).Chunk(8).Select(batch => string.Join("\"},{\"id\":\"S1\",\"text\":\"", batch)).ToList();
        Assert.That(texts, Has.Count.GreaterThan(10));

        var estimate = EstimatingCalls.Estimate(
            texts.Select(text => new PlannedCall(
                CallKind.Chat, EstimatingCalls.Tokens(CallingHouse.Messages(text), null), EstimatingCalls.Tokens(CallingHouse.GoodReply))),
            models.Settings!.Prices);
        foreach (var text in texts)
        {
            await CallingHouse.Ask(models.Chat!, dialogue, text);
        }

        var used = await Used(dialogue);
        await TestContext.Out.WriteLineAsync($"{texts.Count} calls: estimated {estimate.Tokens} tokens, {estimate.MicroUsd} µ$; used {used}");
        Assert.That(estimate.Tokens, Is.EqualTo(used.Tokens).Within(20).Percent);
        Assert.That(estimate.MicroUsd, Is.EqualTo(used.MicroUsd).Within(20).Percent);
    }

    [Test]
    public async Task The_next_month_begins_at_nothing()
    {
        var dialogue = await House.Dialogue("provider: compatible\nbudget: { tokens-per-month: 1500 }");
        var models = House.Models();
        await CallingHouse.Ask(models.Chat!, dialogue);
        await using var connection = await House.Database.Connect();
        Assert.That(await Calls.Used(connection, dialogue, new DateOnly(2026, 6, 1), default), Is.EqualTo((0L, 0L)));
        Assert.That((await Used(dialogue)).Tokens, Is.GreaterThan(0));
    }

    [Test]
    public async Task A_call_whose_worker_died_keeps_its_reserve()
    {
        var dialogue = await House.Dialogue("provider: compatible\nbudget: { tokens-per-month: 1500 }");
        var chat = House.Models().Chat!;
        await CallingHouse.Ask(chat, dialogue);
        // as a kill -9 leaves it: the row was written, and nobody came back to end it
        await using (var connection = await House.Database.Connect())
        {
            await Sql.Run(connection, """
                with dead as (
                  update language.calls set outcome = 'under-way', latency_ms = null, tokens_in = 1100, tokens_out = 200
                  where dialogue_id = @dialogue returning dialogue_id
                )
                update language.budgets b set tokens = 1300 from dead where b.dialogue_id = dead.dialogue_id
                """, new { dialogue }, default);
        }

        await Assert.ThrowsAsync<BudgetSpentException>(() => CallingHouse.Ask(chat, dialogue, "the next well"));
        Assert.That(await House.BudgetsAddUp());
    }

    [Test]
    public async Task The_terms_of_a_dialogue_are_looked_up_once_for_a_call_and_all_its_repetitions()
    {
        var dialogue = await House.Dialogue();
        var (lookedUp, asked) = (0, 0);
        using var provider = new PlayedModel(_ => ++asked < 3 ? throw new ServerFailureException(FailureKind.Broken) : PlayedModel.Say(CallingHouse.GoodReply));
        using var chat = Chain.Chat(provider, new ChainParts(
            House.Settings, House.Source, House.Keyring, Terms, (_, _, _) => Task.CompletedTask, text => text, new EndpointPauses(House.Clock),
            House.Clock, () => 0));

        await CallingHouse.Ask(chat, dialogue);

        Assert.That((lookedUp, asked), Is.EqualTo((1, 3)));
        Assert.That((await House.Ledger(dialogue)).Select(row => row.Outcome), Is.EqualTo(new[] { "answered", "unreachable", "unreachable" }));

        Task<DialogueTerms> Terms(Guid id, CancellationToken stop)
        {
            lookedUp++;
            return Task.FromResult(new DialogueTerms("compatible", false, null, null));
        }
    }

    private async Task Release()
    {
        await using var connection = await House.Database.Connect(Pulse.Migrating.Roles.Worker);
        await Calls.ReleaseReserves(connection, default);
    }

    private async Task<(long Tokens, long MicroUsd)> Used(Guid dialogue)
    {
        await using var connection = await House.Database.Connect();
        return await Calls.Used(connection, dialogue, new DateOnly(2026, 5, 1), default);
    }
}
