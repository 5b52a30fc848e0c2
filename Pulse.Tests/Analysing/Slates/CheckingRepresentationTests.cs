using NUnit.Framework;
using Pulse.Analysing.Slates;

namespace Pulse.Tests.Analysing.Slates;

[TestFixture]
public sealed class CheckingRepresentationTests
{
    // The examples in abcvoting's documentation of its checks.
    private static readonly int[][] _four = [[0, 1, 2], [0, 1, 2], [0, 1, 2], [0, 1, 2], [3, 4], [3, 4]];
    private static readonly int[][] _three = [[0, 1, 2], [0, 1, 2], [0, 1, 2], [0, 1, 2], [3], [3]];

    [Test]
    public void Four_of_six_who_agree_on_three_deserve_two()
    {
        var approvals = Approvals.From(_four, 5);
        var verdict = CheckingRepresentation.ExtendedPlus(approvals, [0, 3, 4], 3);
        Assert.Multiple(() =>
        {
            Assert.That(verdict.Holds, Is.False);
            Assert.That((verdict.Violation!.Earned, verdict.Violation.People, verdict.Violation.Needed), Is.EqualTo((2, 4, 4)));
            Assert.That(verdict.Violation.Statements, Is.EqualTo(new[] { 1 }));
            Assert.That(CheckingRepresentation.Proportional(approvals, [0, 3, 4], 3).Holds, Is.False);
            Assert.That(CheckingRepresentation.Justified(approvals, [0, 3, 4], 3).Holds, Is.True);
            Assert.That(CheckingRepresentation.ExtendedPlus(approvals, [1, 2, 3], 3).Holds, Is.True);
            Assert.That(CheckingRepresentation.Proportional(approvals, [1, 2, 3], 3).Holds, Is.True);
        });
    }

    [Test]
    public void Two_of_six_who_agree_on_one_deserve_one()
    {
        var approvals = Approvals.From(_three, 4);
        Assert.That(CheckingRepresentation.Justified(approvals, [0, 1, 2], 3).Violation!.Statements, Is.EqualTo(new[] { 3 }));
        Assert.That(CheckingRepresentation.Justified(approvals, [1, 2, 3], 3).Holds, Is.True);
    }

    [Test]
    public void Groups_too_small_to_claim_anything_make_no_claim()
    {
        var verdict = CheckingRepresentation.ExtendedPlus(Approvals.From([[0], [1], [2], [3]], 4), [0], 1);
        Assert.That((verdict.Holds, verdict.Claims), Is.EqualTo((true, 0)));
    }

    [Test]
    public void Every_verdict_agrees_with_the_definition_over_all_subsets_of_people()
    {
        var chance = new Chance(5);
        var (checks, violated, pjrOnly) = (0, 0, 0);
        for (var trial = 0; trial < 1200; trial++)
        {
            var (votes, statements, seats) = Instances.Small(trial % Instances.Kinds, ref chance);
            var slate = chance.Permutation(statements).Take(chance.Below(seats + 1)).ToArray();
            var approvals = Approvals.From(votes, statements);
            var verdict = CheckingRepresentation.ExtendedPlus(approvals, slate, seats);
            var justified = CheckingRepresentation.Justified(approvals, slate, seats);
            var proportional = CheckingRepresentation.Proportional(approvals, slate, seats);
            var same = verdict.Holds == !ByDefinition.BreaksExtendedPlus(votes, statements, slate, seats)
                && justified.Holds == !ByDefinition.BreaksJustified(votes, slate, seats)
                && proportional.Holds == !ByDefinition.BreaksProportional(votes, slate, seats);
            var implied = (!verdict.Holds || proportional.Holds) && (!proportional.Holds || justified.Holds);
            Assert.That(same && implied, $"trial {trial}: {verdict}, {justified}, {proportional}; EJR+ implies PJR, PJR implies JR");
            checks++;
            violated += verdict.Holds ? 0 : 1;
            pjrOnly += !verdict.Holds && proportional.Holds ? 1 : 0;
            if (verdict.Violation is { } group)
            {
                Assert.That(group.People, Is.GreaterThanOrEqualTo(group.Needed));
                Assert.That(slate, Does.Not.Contain(group.Statements.Single()));
            }
        }
        TestContext.Out.WriteLine($"{checks} slates, {violated} break EJR+ (of them {pjrOnly} satisfy PJR); no verdict differs from the definition");
        Assert.That(violated, Is.GreaterThan(200), "the instances must be able to break it");
        Assert.That(pjrOnly, Is.GreaterThan(20));
    }
}
