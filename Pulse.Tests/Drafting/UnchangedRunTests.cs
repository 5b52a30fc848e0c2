using NUnit.Framework;
using Pulse.Convening;
using Pulse.Tests.Language.Scripted;

namespace Pulse.Tests.Drafting;

/// <summary>
/// A run of an unchanged dialogue makes no call, also where the model's replies never passed their checks: what stood in
/// stands in again, with its mark, until another model is asked.
/// </summary>
[TestFixture]
public sealed class UnchangedRunTests
{
    private EditedDialogue _house = null!;
    private Dialogue _dialogue = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _house = await EditedDialogue.Open();
        _dialogue = await _house.Sample(questions: 1, people: 12);
    }

    [OneTimeTearDown]
    public async Task Close() => await _house.DisposeAsync();

    [SetUp]
    public async Task Forget()
    {
        _house.Server.Forget();
        await _house.Do("delete from language.replies");
    }

    /// <summary>Nothing of use, something of use, too long, refused, and every time the same: each attempt is remembered by itself.</summary>
    public static IEnumerable<TestCaseData> Faults() => new[]
    {
        ContentFaults.WrongLanguage, ContentFaults.HallucinatedCitation, ContentFaults.Truncated, ContentFaults.Refused, ContentFaults.Empty,
    }.Select(fault => new TestCaseData(fault).SetArgDisplayNames(fault.Name));

    [TestCaseSource(nameof(Faults))]
    public async Task What_failed_once_is_not_asked_again_and_ends_as_it_did(Misbehaviour fault)
    {
        _house.Server.Otherwise = _ => fault;
        var first = await _house.Edited(_dialogue);
        var requests = _house.Server.Requests.Count;
        var again = await _house.Edited(_dialogue);

        Assert.That(await _house.Failures(), Is.Null);
        Assert.That((await _house.IsEdited(first), await _house.IsEdited(again)), Is.EqualTo((true, true)));
        TestContext.Out.WriteLine($"{fault}: {requests} requests, then {_house.Server.Requests.Count - requests}");
        Assert.That(requests, Is.Positive);
        Assert.That(_house.Server.Requests, Has.Count.EqualTo(requests));
        Assert.That(await Result(again), Is.EqualTo(await Result(first)));
        Assert.That(await _house.Ask<long>("select count(*) from language.calls where run_id = @again", new { again }), Is.Zero);

        var run = await _house.Analysed(_dialogue);
        _house.Server.Otherwise = _ => null;
        await _house.Edit(settings => settings with { Model = "better" });
        Assert.That(_house.Server.Requests, Has.Count.GreaterThan(requests), "another model is asked");
        Assert.That(await _house.Ask<bool>("select bool_and(made_by = 'model') from drafting.theme_wordings where run_id = @run", new { run }), Is.True);
    }

    [Test]
    public async Task A_reply_that_had_to_be_repaired_is_not_asked_again_either()
    {
        _house.Server.Otherwise = request => request.Json!["messages"]!.AsArray().Count == 2 ? ContentFaults.InjectedLink : null;
        var first = await _house.Edited(_dialogue);
        var requests = _house.Server.Requests.Count;
        var again = await _house.Edited(_dialogue);
        Assert.That(_house.Server.Requests.Count(request => request.Json!["messages"]!.AsArray().Count == 4), Is.Positive);
        Assert.That(_house.Server.Requests, Has.Count.EqualTo(requests));
        Assert.That(await Result(again), Is.EqualTo(await Result(first)));
    }

    /// <summary>What every step came to, as the desk shows it.</summary>
    private Task<string> Result(Guid run) => _house.Ask<string>("""
        select string_agg(step, E'\n' order by step)
        from (
          -- Themes have ids of their run
          select concat_ws(' ', task, case task when 'label-themes' then null else subject end, language, calls, repaired, dropped, flagged,
            fallen_back, left_out, reason) as step
          from drafting.edits where run_id = @run) as steps
        """, new { run });
}
