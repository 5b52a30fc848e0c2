using NUnit.Framework;
using Pulse.Drafting;
using Pulse.Moderating;
using Pulse.Reviewing;
using Pulse.Tests.Work;

namespace Pulse.Tests.Reviewing;

[TestFixture]
public sealed class ReviewingDraftsTests
{
    private static readonly Dictionary<string, string> _nothing = [];
    private static readonly Dictionary<string, string> _translated = new() { ["he"] = "מים לכולם", ["ar"] = "الماء للجميع" };

    [Test]
    public async Task A_run_proposes_what_bridges_in_its_authors_words_and_once()
    {
        await using var dialogue = await WorkedDialogue.Voted();
        var run = await dialogue.Analysed();
        await dialogue.Draft();
        await dialogue.Draft();
        await dialogue.NoJobFailed();
        await using var connection = await dialogue.AsStaff();
        var drafts = await Drafts.OfRun(connection, run.RunId, default);
        Assert.That(drafts, Has.Count.InRange(1, DraftingCandidates.MostPerWorkingGroup));
        Assert.That(drafts.Select(draft => draft.Position), Is.EqualTo(Enumerable.Range(0, drafts.Count)));
        foreach (var draft in drafts)
        {
            var cited = (await Drafts.Citations(connection, [draft.DraftId], default)).Single();
            var wording = (await Drafts.Wordings(connection, [draft.DraftId], default)).Single();
            var statement = (await Statements.Find(connection, cited.StatementId, default))!;
            Assert.That(wording.Text(dialogue.Key), Is.EqualTo(statement.Text(dialogue.Key)));
            Assert.That(wording.Origin, Is.EqualTo(WordingOrigin.Original));
            Assert.That(
                await dialogue.Ask<int>(
                    "select min(agree * 100 / (agree + disagree + pass))::int from analysing.statement_counts where run_id = @RunId and statement_id = @StatementId and segment <> '(none)'",
                    new { run.RunId, cited.StatementId }),
                Is.GreaterThan(50), "at least half of each side agrees");
        }
    }

    [Test]
    public async Task A_text_is_approved_in_all_languages_or_not_at_all()
    {
        await using var dialogue = await WorkedDialogue.Voted();
        var draft = await FirstDraft(dialogue);
        var staff = await dialogue.Staff();
        await using var connection = await dialogue.AsStaff();
        var refused = await ReviewingDrafts.Approve(connection, dialogue.Dialogue, dialogue.Key, draft, _nothing, staff, default);
        Assert.That(refused.Result, Is.EqualTo(ReviewResult.LanguagesMissing));
        Assert.That(refused.Missing, Is.EquivalentTo(new[] { "he", "ar" }));
        Assert.That(await Texts.OfDialogue(connection, dialogue.Dialogue.Id, default), Is.Empty);

        var approved = await ReviewingDrafts.Approve(connection, dialogue.Dialogue, dialogue.Key, draft, _translated, staff, default);
        Assert.That(approved.Result, Is.EqualTo(ReviewResult.Done));
        var wordings = await Texts.Wordings(connection, [approved.TextId!.Value], default);
        Assert.That(wordings.ToDictionary(w => w.Language, w => w.Edited), Is.EqualTo(
            new Dictionary<string, bool> { ["ar"] = true, ["en"] = false, ["he"] = true }));
        Assert.That(wordings.Single(w => w.Language == "ar").Open(dialogue.Key), Is.EqualTo("الماء للجميع"));
        Assert.That(
            (await ReviewingDrafts.Approve(connection, dialogue.Dialogue, dialogue.Key, draft, _translated, staff, default)).Result,
            Is.EqualTo(ReviewResult.AlreadyReviewed));
    }

    [Test]
    public async Task An_edit_is_a_new_version_and_the_old_one_stays()
    {
        await using var dialogue = await WorkedDialogue.Voted();
        var draft = await FirstDraft(dialogue);
        var staff = await dialogue.Staff();
        await using var connection = await dialogue.AsStaff();
        var first = (await ReviewingDrafts.Approve(
            connection, dialogue.Dialogue, dialogue.Key, draft, _translated, staff, default)).TextId!.Value;
        var change = new Dictionary<string, string> { ["en"] = "Water is for everybody." };
        var second = await ReviewingDrafts.Edit(connection, dialogue.Dialogue, dialogue.Key, first, change, staff, default);
        var standing = (await Texts.Standing(connection, dialogue.Dialogue.Id, default)).Single();
        Assert.That((standing.TextId, standing.Version, standing.Replaces), Is.EqualTo((second.TextId!.Value, 2, (Guid?)first)));
        Assert.That((await Texts.Find(connection, first, default))!.Replaced, Is.True);
        Assert.That(
            (await ReviewingDrafts.Edit(connection, dialogue.Dialogue, dialogue.Key, first, change, staff, default)).Result,
            Is.EqualTo(ReviewResult.AlreadyReviewed), "a version is replaced once");

        await ReviewingDrafts.TakeBack(connection, dialogue.Dialogue, dialogue.Key, second.TextId.Value, "too vague", staff, default);
        Assert.That(await Texts.Standing(connection, dialogue.Dialogue.Id, default), Is.Empty);
        Assert.That(
            await dialogue.Ask<string>("select string_agg(act, ' ' order by acted_at) from people.staff_acts"),
            Is.EqualTo("approve-draft edit-text take-text-back"));
    }

    [Test]
    public async Task A_rejected_draft_needs_a_reason_and_is_not_proposed_again()
    {
        await using var dialogue = await WorkedDialogue.Voted();
        var draft = await FirstDraft(dialogue);
        var staff = await dialogue.Staff();
        await using var connection = await dialogue.AsStaff();
        Assert.That(
            (await ReviewingDrafts.Reject(connection, dialogue.Dialogue, dialogue.Key, draft, " ", staff, default)).Result,
            Is.EqualTo(ReviewResult.ReasonMissing));
        var rejected = await ReviewingDrafts.Reject(
            connection, dialogue.Dialogue, dialogue.Key, draft, "says nothing", staff, default);
        Assert.That(rejected.Result, Is.EqualTo(ReviewResult.Done));
        var statement = (await Drafts.Citations(connection, [draft], default)).Single().StatementId;

        var again = await dialogue.Analysed();
        await dialogue.Draft();
        var proposed = await Drafts.OfRun(connection, again.RunId, default);
        Assert.That(proposed, Is.Not.Empty);
        Assert.That(
            (await Drafts.Citations(connection, [.. proposed.Select(one => one.DraftId)], default)).Select(one => one.StatementId),
            Does.Not.Contain(statement));
    }

    internal static async Task<Guid> FirstDraft(WorkedDialogue dialogue)
    {
        var run = await dialogue.Analysed();
        await dialogue.Draft();
        await using var connection = await dialogue.AsStaff();
        return (await Drafts.OfRun(connection, run.RunId, default))[0].DraftId;
    }
}
