using NUnit.Framework;
using Pulse.Convening;
using Pulse.Migrating;
using Pulse.Moderating;
using Pulse.Tests.Work;
using Pulse.Work;

namespace Pulse.Tests.Moderating;

[TestFixture]
public sealed class ScreeningAnswersTests
{
    [Test]
    public async Task A_clear_answer_becomes_a_statement_of_its_authors_top_segment()
    {
        await using var dialogue = await WorkedDialogue.Make();
        var answer = await dialogue.Answer(await dialogue.Person("west-hills"), "Share the river fairly", "paraphrase");
        await dialogue.Moderate();
        await dialogue.NoJobFailed();
        await using var connection = await dialogue.AsStaff();
        var statement = (await Statements.OfDialogue(connection, dialogue.Dialogue.Id, default)).Single();
        Assert.Multiple(() =>
        {
            Assert.That(statement.Text(dialogue.Key), Is.EqualTo("Share the river fairly"));
            Assert.That(statement.AnswerId, Is.EqualTo(answer));
            Assert.That(
                (statement.Segment, statement.WorkingGroup, statement.Quoting, statement.Redacted),
                Is.EqualTo(("west", "water", "paraphrase", false)));
        });
    }

    [TestCase("Call me on 052-123-4567 about the well", "personal-details")]
    [TestCase("…!", "wordless")]
    public async Task What_the_rules_see_something_in_waits_for_a_person(string text, string flag)
    {
        await using var dialogue = await WorkedDialogue.Make();
        await dialogue.Answer(await dialogue.Person("east"), text);
        await dialogue.Moderate();
        await using var connection = await dialogue.AsStaff();
        var held = (await Rulings.Held(connection, dialogue.Dialogue.Id, 10, default)).Single();
        Assert.That(held.Flags, Is.EqualTo(new[] { flag }));
        Assert.That(held.RuledBy, Is.Null);
        Assert.That(await Statements.OfDialogue(connection, dialogue.Dialogue.Id, default), Is.Empty);
    }

    [Test]
    public async Task Of_two_that_say_the_same_one_passes_also_across_batches()
    {
        await using var dialogue = await WorkedDialogue.Make();
        await dialogue.Answer(await dialogue.Person("east"), "The water must be shared by all the villages of the valley");
        await dialogue.Moderate();
        await dialogue.Answer(await dialogue.Person("west"), "the water must be shared by all the villages of the valley!");
        await dialogue.Moderate();
        await using var connection = await dialogue.AsStaff();
        var totals = await Rulings.Totals(connection, dialogue.Dialogue.Id, default);
        Assert.That((totals[RulingOutcome.Passed], totals[RulingOutcome.Held]), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Where_a_person_rules_nothing_passes_by_itself()
    {
        await using var dialogue = await WorkedDialogue.Make("a-person-rules");
        await dialogue.Answer(await dialogue.Person("east"), "Share the river fairly");
        await dialogue.Moderate();
        await using var connection = await dialogue.AsStaff();
        Assert.That(await Rulings.Held(connection, dialogue.Dialogue.Id, 10, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_moderator_that_lost_its_lease_writes_nothing()
    {
        await using var dialogue = await WorkedDialogue.Make();
        await dialogue.Answer(await dialogue.Person("east"), "Share the river fairly");
        await using var connection = await dialogue.Database.Connect(Roles.Worker);
        var old = (await Leases.Claim(connection, ScreeningAnswers.Job, dialogue.Dialogue.Id, TimeSpan.Zero, default))!;
        await Leases.Claim(connection, ScreeningAnswers.Job, dialogue.Dialogue.Id, TimeSpan.FromMinutes(5), default);
        await Assert.ThrowsAsync<LeaseLostException>(() => ScreeningAnswers.Next(
            connection, dialogue.Dialogue, dialogue.Key, old, WorkedDialogue.Today, default));
        Assert.That(await dialogue.Ask<long>("select count(*) from moderating.rulings"), Is.Zero);
    }

    [Test]
    public async Task A_person_redacts_and_passes_then_excludes_with_a_reason_and_all_of_it_is_on_record()
    {
        await using var dialogue = await WorkedDialogue.Make();
        var answer = await dialogue.Answer(await dialogue.Person("east"), "Call me on 052-123-4567 about the well");
        await dialogue.Moderate();
        var staff = await dialogue.Staff();
        await using var connection = await dialogue.AsStaff();
        Assert.That(await RulingOnAnswers.RedactAndPass(
            connection, dialogue.Dialogue, dialogue.Key, answer, "Call me about the well", staff, WorkedDialogue.Today, default),
            Is.EqualTo(RulingResult.Ruled));
        var statement = (await Statements.OfDialogue(connection, dialogue.Dialogue.Id, default)).Single();
        Assert.That((statement.Text(dialogue.Key), statement.Redacted), Is.EqualTo(("Call me about the well", true)));
        Assert.That(await RulingOnAnswers.RedactAndPass(
            connection, dialogue.Dialogue, dialogue.Key, answer, "Other words", staff, WorkedDialogue.Today, default),
            Is.EqualTo(RulingResult.AlreadyAStatement), "people may have voted on it");

        Assert.That(await RulingOnAnswers.Exclude(
            connection, dialogue.Dialogue, dialogue.Key, answer, "personal-details", "found twice", staff, WorkedDialogue.Today, default),
            Is.EqualTo(RulingResult.Ruled));
        Assert.That(await Statements.OfDialogue(connection, dialogue.Dialogue.Id, default), Is.Empty);
        var exclusion = (await Exclusions.OfDialogue(connection, dialogue.Dialogue.Id, default)).Single();
        Assert.That((exclusion.Reason, exclusion.Note(dialogue.Key), exclusion.Segment), Is.EqualTo(("personal-details", "found twice", "east")));

        Assert.That(await RulingOnAnswers.Pass(
            connection, dialogue.Dialogue, dialogue.Key, answer, staff, WorkedDialogue.Today, default), Is.EqualTo(RulingResult.Ruled));
        Assert.That(await Exclusions.Totals(connection, dialogue.Dialogue.Id, default), Is.Empty);
        Assert.That(
            await dialogue.Ask<string>("select string_agg(act, ' ' order by acted_at) from people.staff_acts"),
            Is.EqualTo("redact-answer exclude-answer pass-answer"));
    }

    [Test]
    public async Task A_persons_translation_takes_the_place_of_a_machines_and_never_the_other_way()
    {
        await using var dialogue = await WorkedDialogue.Make();
        await dialogue.Answer(await dialogue.Person("east"), "Share the river fairly");
        await dialogue.Moderate();
        await using var connection = await dialogue.AsStaff();
        var id = (await Statements.OfDialogue(connection, dialogue.Dialogue.Id, default)).Single().StatementId;
        Dialogue spoken = dialogue.Dialogue;
        Assert.That(await Translations.Store(
            connection, Translation.Sealed(dialogue.Key, id, "he", "מכונה", Translation.ByMachine), default), Is.True);
        Assert.That(await TranslatingByHand.Store(
            connection, spoken, dialogue.Key, id, "he", "לחלוק בנהר", await dialogue.Staff(), default),
            Is.EqualTo(TranslationResult.Stored));
        Assert.That(await Translations.Store(
            connection, Translation.Sealed(dialogue.Key, id, "he", "מכונה", Translation.ByMachine), default), Is.False);
        Assert.That(
            (await Translations.OfStatements(connection, [id], default)).Single().Text(dialogue.Key), Is.EqualTo("לחלוק בנהר"));
        Assert.That(
            await TranslatingByHand.Store(connection, spoken, dialogue.Key, id, "en", "x", null, default),
            Is.EqualTo(TranslationResult.AlreadyInThatLanguage));
        Assert.That(
            await TranslatingByHand.Store(connection, spoken, dialogue.Key, Guid.NewGuid(), "he", "x", null, default),
            Is.EqualTo(TranslationResult.NoSuchStatement));
    }
}
