using NUnit.Framework;
using Pulse.Analysing;
using Pulse.Migrating;
using Pulse.Moderating;
using Pulse.Publishing;
using Pulse.Tests.Work;
using Pulse.Work;

namespace Pulse.Tests.Analysing;

[TestFixture]
public sealed class RunningAnalysisTests
{
    [Test]
    public async Task A_requested_run_is_worked_on_and_becomes_the_current_one()
    {
        await using var dialogue = await WorkedDialogue.Voted();
        var run = await dialogue.Analysed();
        await dialogue.NoJobFailed();
        Assert.Multiple(() =>
        {
            Assert.That(run.State, Is.EqualTo(RunState.Finished));
            Assert.That(run.ResultHash, Has.Length.EqualTo(32));
            Assert.That(run.InputFingerprint, Has.Length.EqualTo(32));
            Assert.That((run.Stage, run.Stale, run.Attempts), Is.EqualTo(("persist", false, 1)));
        });
        await using var connection = await dialogue.AsStaff();
        Assert.That((await Runs.Current(connection, dialogue.Dialogue.Id, default))!.RunId, Is.EqualTo(run.RunId));
        Assert.That(await dialogue.Ask<long>("select count(*) from analysing.frozen_inputs"), Is.Zero, "it has served");
    }

    [Test]
    public async Task Counts_per_segment_equal_a_direct_count_of_the_votes()
    {
        await using var dialogue = await WorkedDialogue.Voted();
        var run = await dialogue.Analysed();
        var differing = await dialogue.Ask<long>("""
            with counted as (
              select v.statement_id,
                case when p.segment like 'west%' then 'west' else coalesce(p.segment, '(none)') end as segment,
                count(*) filter (where v.vote = 1) as agree, count(*) filter (where v.vote = -1) as disagree,
                count(*) filter (where v.vote = 0) as pass
              from voting.votes v join collecting.participants p using (participant_id)
              group by 1, 2
            )
            select count(*)
            from counted c
            full join (select * from analysing.statement_counts where run_id = @RunId) s using (statement_id, segment)
            where (c.agree, c.disagree, c.pass) is distinct from (s.agree::bigint, s.disagree::bigint, s.pass::bigint)
            """, new { run.RunId });
        Assert.That(differing, Is.Zero);
        await using var connection = await dialogue.AsStaff();
        var totals = (await AnalysisResults.Totals(connection, run.RunId, default)).Single();
        Assert.That(
            (totals.Participants, totals.Answers, totals.Excluded, totals.Statements, totals.Votes),
            Is.EqualTo((25, 24, 0, 24, 25 * 24)));
    }

    [Test]
    public async Task Who_only_wrote_and_who_only_voted_are_each_counted_once()
    {
        await using var dialogue = await WorkedDialogue.Make();
        var (wrote, both, voted, neither) = (
            await dialogue.Person("east"), await dialogue.Person("west"), await dialogue.Person(null), await dialogue.Person("east"));
        await dialogue.Answer(wrote, "the river should be shared");
        await dialogue.Answer(both, "prices must be measured openly");
        await dialogue.Moderate();
        await using var connection = await dialogue.Database.Connect();
        foreach (var statement in await Statements.OfDialogue(connection, dialogue.Dialogue.Id, default))
        {
            await dialogue.Vote(both, statement.StatementId, 1);
            await dialogue.Vote(voted, statement.StatementId, -1);
        }
        var run = await dialogue.Analysed();
        var totals = (await AnalysisResults.Totals(connection, run.RunId, default)).Single();
        Assert.That(
            (totals.Participants, totals.Answers, totals.Excluded, totals.Statements, totals.Votes), Is.EqualTo((3, 2, 0, 2, 4)),
            $"not {neither}, who did nothing");
    }

    [Test]
    public async Task Every_answer_is_filed_exactly_once_and_every_voter_has_a_place()
    {
        await using var dialogue = await WorkedDialogue.Voted();
        var run = await dialogue.Analysed();
        await using var connection = await dialogue.AsStaff();
        var filed = await AnalysisResults.ThemeAnswers(connection, run.RunId, default);
        Assert.That(filed.Select(answer => answer.StatementId), Is.Unique);
        Assert.That(filed, Has.Count.EqualTo(24));
        Assert.That(await AnalysisResults.Positions(connection, run.RunId, default), Has.Count.EqualTo(25));
        var groups = await AnalysisResults.Groups(connection, run.RunId, default);
        Assert.That(groups, Is.Not.Empty);
        Assert.That(
            await AnalysisResults.GroupCounts(connection, run.RunId, default), Has.Count.EqualTo(24 * groups.Count));
        foreach (var theme in await AnalysisResults.Themes(connection, run.RunId, default))
        {
            Assert.That(theme.Labels(dialogue.Key), Does.StartWith("{"));
            Assert.That(filed.Count(answer => answer.ThemeId == theme.ThemeId), Is.EqualTo(theme.Answers));
        }
    }

    [Test]
    public async Task What_a_run_finds_about_statements_together_is_filed_once()
    {
        await using var dialogue = await WorkedDialogue.Voted();
        var run = await dialogue.Analysed();
        await using var connection = await dialogue.AsStaff();
        await using var worker = await dialogue.Database.Connect(Roles.Worker);
        var frozen = await AnalysisInputs.Read(worker, dialogue.Dialogue, dialogue.Key, default);
        var analysis = Analyse.Run(frozen.Input, new AnalysisParameters((ulong)RunningAnalysis.UsualSeed, dialogue.Dialogue.MinimumCell));
        var expected = FilingFindings.Of(analysis);
        Assert.That(
            await dialogue.Ask<string>("""
                select concat_ws(' ', (select count(*) from analysing.divides), (select count(*) from analysing.uncertain_statements),
                  (select count(*) from analysing.red_lines), (select count(*) from analysing.slates),
                  (select count(*) from analysing.slate_statements), (select count(*) from analysing.slate_coverage),
                  (select count(*) from analysing.reasons_against), (select count(*) from analysing.reasons_for), (select count(*) from analysing.expected_shares),
                  (select count(*) from analysing.discoveries), (select count(*) from analysing.map_stability))
                """),
            Is.EqualTo(string.Join(' ',
                expected.Divides.Count, expected.Uncertain.Count, expected.RedLines.Count, expected.Slates.Count,
                expected.SlateStatements.Count, expected.Coverage.Count, expected.ReasonsAgainst.Count, expected.ReasonsFor.Count, expected.Expected.Count,
                expected.Discoveries.Count, 1)));
        Assert.That(expected.SlateStatements, Is.Not.Empty);
        Assert.That(expected.Expected, Has.Count.EqualTo(48), "24 statements on two sides");
        var group = await SlateResults.OfGroup(connection, run.RunId, "water", default);
        Assert.That(group!.Chosen.Select(chosen => chosen.StatementId), Is.EqualTo(expected.SlateStatements.Select(chosen => chosen.StatementId)));

        await dialogue.Withdraw(await dialogue.Ask<Guid>("""
            select a.participant_id from collecting.answers a
            join moderating.statements s using (answer_id)
            join analysing.slate_statements c using (statement_id) limit 1
            """));
        Assert.That(
            await dialogue.Ask<long>("select count(*) from analysing.slate_statements"),
            Is.LessThan(expected.SlateStatements.Count), "what is withdrawn leaves the slate");
    }

    [Test]
    public async Task Opinion_groups_keep_their_numbers_from_run_to_run()
    {
        await using var dialogue = await WorkedDialogue.Voted();
        var first = await dialogue.Analysed();
        var second = await dialogue.Analysed();
        await using var connection = await dialogue.AsStaff();
        var (before, after) = (
            await AnalysisResults.Groups(connection, first.RunId, default), await AnalysisResults.Groups(connection, second.RunId, default));
        Assert.That(after.Select(group => group.ShownAs), Is.EqualTo(before.Select(group => group.ShownAs)));
        Assert.That(before.Select(group => group.CarriesOn), Is.All.False);
        Assert.That(after.Select(group => group.CarriesOn), Is.All.True);
    }

    [Test]
    public async Task The_same_data_gives_the_same_bytes_again()
    {
        await using var dialogue = await WorkedDialogue.Voted();
        var first = await dialogue.Analysed();
        var second = await dialogue.Analysed();
        Assert.That(second.RunId, Is.Not.EqualTo(first.RunId));
        Assert.That(second.InputFingerprint, Is.EqualTo(first.InputFingerprint));
        Assert.That(second.ResultHash, Is.EqualTo(first.ResultHash));

        await dialogue.Do("update voting.votes set vote = 0 where ctid = (select ctid from voting.votes where vote = 1 limit 1)");
        var third = await dialogue.Analysed();
        Assert.That(third.ResultHash, Is.Not.EqualTo(first.ResultHash), "one vote changes the bytes");
    }

    [Test]
    public async Task Two_requests_before_a_start_are_one_run()
    {
        await using var dialogue = await WorkedDialogue.Make();
        var first = await dialogue.Request();
        Assert.That(await dialogue.Request(), Is.EqualTo(first));
    }

    [Test]
    public async Task A_dialogue_without_votes_finishes_too()
    {
        await using var dialogue = await WorkedDialogue.Make();
        Assert.That((await dialogue.Analysed()).State, Is.EqualTo(RunState.Finished));
        await dialogue.NoJobFailed();
    }

    [Test]
    public async Task A_worker_whose_lease_was_taken_over_commits_nothing()
    {
        await using var dialogue = await WorkedDialogue.Voted(peoplePerSide: 6, statements: 6);
        var runId = await dialogue.Request();
        await using var connection = await dialogue.Database.Connect(Roles.Worker);
        var sleeping = (await Leases.Claim(connection, RunningAnalysis.Job, runId, TimeSpan.Zero, default))!;
        await Runs.Start(connection, sleeping, runId, "test", default);
        var frozen = await AnalysisInputs.Read(connection, dialogue.Dialogue, dialogue.Key, default);
        await FrozenInputs.Write(connection, dialogue.Key, sleeping, runId, FreezingInput.Bytes(frozen), "built-in", default);
        var analysis = Analyse.Run(frozen.Input, new AnalysisParameters(1, 5));

        await Leases.Claim(connection, RunningAnalysis.Job, runId, TimeSpan.FromMinutes(5), default);
        await Assert.ThrowsAsync<LeaseLostException>(() => PersistingResults.Commit(
            connection, sleeping, runId, FilingResults.Of(analysis, frozen.Totals, dialogue.Key), [1], [2], default));
        await Assert.ThrowsAsync<LeaseLostException>(
            () => Runs.Progress(connection, sleeping, runId, RunStage.Theme, 1, 2, default));
        Assert.That(await dialogue.Ask<long>("select count(*) from analysing.statement_counts"), Is.Zero);
        Assert.That((await dialogue.Run(runId)).State, Is.EqualTo(RunState.Running));
    }

    [Test]
    public async Task Somebody_who_withdraws_while_a_run_is_at_work_is_not_in_its_result()
    {
        await using var dialogue = await WorkedDialogue.Voted(peoplePerSide: 6, statements: 6);
        var runId = await dialogue.Request();
        await using (var connection = await dialogue.Database.Connect(Roles.Worker))
        {
            // A worker froze the input and died
            var lease = (await Leases.Claim(connection, RunningAnalysis.Job, runId, TimeSpan.Zero, default))!;
            await Runs.Start(connection, lease, runId, "test", default);
            var frozen = await AnalysisInputs.Read(connection, dialogue.Dialogue, dialogue.Key, default);
            await FrozenInputs.Write(connection, dialogue.Key, lease, runId, FreezingInput.Bytes(frozen), "built-in", default);
        }
        var gone = await dialogue.Ask<Guid>("select participant_id from collecting.participants order by 1 limit 1");
        await dialogue.Withdraw(gone);
        await dialogue.AnalyseWhatIsDue();
        await dialogue.NoJobFailed();
        Assert.That((await dialogue.Run(runId)).State, Is.EqualTo(RunState.Finished));
        Assert.That(await dialogue.Ask<long>("select count(*) from analysing.positions"), Is.EqualTo(12));
    }

    [Test]
    public async Task What_another_version_of_the_program_froze_is_frozen_anew()
    {
        await using var dialogue = await WorkedDialogue.Voted(peoplePerSide: 6, statements: 6);
        var runId = await dialogue.Request();
        await using (var connection = await dialogue.Database.Connect(Roles.Worker))
        {
            var lease = (await Leases.Claim(connection, RunningAnalysis.Job, runId, TimeSpan.Zero, default))!;
            await Runs.Start(connection, lease, runId, "test", default);
            await FrozenInputs.Write(connection, dialogue.Key, lease, runId, [1, 0, 0, 0, 9, 9], "built-in", default);
        }
        await dialogue.AnalyseWhatIsDue();
        await dialogue.NoJobFailed();
        Assert.That((await dialogue.Run(runId)).State, Is.EqualTo(RunState.Finished));
        Assert.That(await dialogue.Ask<long>("select count(*) from analysing.positions"), Is.EqualTo(13));
    }

    [Test]
    public async Task A_frozen_input_reads_back_as_it_was_written()
    {
        await using var dialogue = await WorkedDialogue.Voted(peoplePerSide: 6, statements: 6);
        await using var connection = await dialogue.Database.Connect(Roles.Worker);
        var frozen = await AnalysisInputs.Read(connection, dialogue.Dialogue, dialogue.Key, default);
        var bytes = FreezingInput.Bytes(frozen);
        Assert.That(FreezingInput.Bytes(FreezingInput.Read(bytes)), Is.EqualTo(bytes));
        Assert.That(frozen.Input.Votes.Votes, Is.EqualTo(13 * 6));
    }
}
