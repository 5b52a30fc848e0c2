using NUnit.Framework;
using Pulse.Analysing;
using Pulse.Drafting;
using Pulse.Language.Editing;

namespace Pulse.Tests.Drafting;

/// <summary>What a model is given to write reasons from.</summary>
[TestFixture]
public sealed class EditingMaterialsTests
{
    private const string AgainstSql = """
        insert into analysing.reasons_against (run_id, statement_id, reason_id, position, dissenters_agree, dissenters, others_agree, others, low, high)
        values (@run, @about, @reason, 0, 6, 8, 3, 9, 0.1, 0.7)
        """;

    private const string ForSql = """
        insert into analysing.reasons_for (run_id, statement_id, reason_id, position, supporters_agree, supporters, others_agree, others, low, high)
        values (@run, @about, @first, 0, 7, 8, 1, 9, 0.4, 0.9), (@run, @about, @second, 1, 6, 8, 3, 9, 0.1, 0.7),
          (@run, @about, @against, 2, 6, 8, 3, 9, 0.1, 0.7)
        """;

    [Test]
    public async Task Reasons_for_are_what_those_who_agree_say_more_than_others_where_the_votes_found_any()
    {
        await using var house = await EditedDialogue.Open();
        var dialogue = await house.Sample(questions: 1, people: 12);
        var run = await house.Analysed(dialogue);
        var ids = await house.Rows<Guid>("""
            select t.statement_id from analysing.theme_answers t join analysing.themes g using (theme_id)
            where t.run_id = @run and g.working_group = (select min(working_group) from analysing.themes where run_id = @run)
            order by t.statement_id limit 4
            """, new { run });
        var (about, against, first, second) = (ids[0], ids[1], ids[2], ids[3]);
        await house.Do(AgainstSql, new { run, about, reason = against });
        await house.Do(ForSql, new { run, about, first, second, against });

        var contested = (await Contested()).Single(one => one.Statement.Id == about);

        Assert.That(contested.Reasons.Where(reason => reason.Part == GivingReasons.For).Select(reason => reason.Id), Is.EqualTo(new[] { first, second }),
            "in the run's order; what speaks against does not speak for as well");
        Assert.That(contested.Reasons.Where(reason => reason.Part == GivingReasons.Against).Select(reason => reason.Id), Is.EqualTo(new[] { against }));

        async Task<IEnumerable<ContestedStatement>> Contested()
        {
            await using var connection = await house.Database.Connect();
            var key = await house.Keyring.Of(connection, dialogue.Id, default);
            var material = await EditingMaterials.Read(
                connection, dialogue, key, (await Runs.Find(connection, run, default))!, new HashSet<Guid>(), default);
            return material.Groups.SelectMany(group => group.Contested);
        }
    }
}
