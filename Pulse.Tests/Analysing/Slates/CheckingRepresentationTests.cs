using System.Numerics;
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
        for (var trial = 0; trial < 6000; trial++)
        {
            var (votes, statements, seats) = Instances.Small(trial % Instances.Kinds, ref chance);
            var slate = chance.Permutation(statements).Take(chance.Below(seats + 1)).ToArray();
            var approvals = Approvals.From(votes, statements);
            var verdict = CheckingRepresentation.ExtendedPlus(approvals, slate, seats);
            var justified = CheckingRepresentation.Justified(approvals, slate, seats);
            var proportional = CheckingRepresentation.Proportional(approvals, slate, seats);
            Assert.Multiple(() =>
            {
                Assert.That(verdict.Holds, Is.EqualTo(!ByDefinition.BreaksExtendedPlus(votes, statements, slate, seats)), "EJR+");
                Assert.That(justified.Holds, Is.EqualTo(!ByDefinition.BreaksJustified(votes, statements, slate, seats)), "JR");
                Assert.That(proportional.Holds, Is.EqualTo(!ByDefinition.BreaksProportional(votes, statements, slate, seats)), "PJR");
                Assert.That(!verdict.Holds || (proportional.Holds && justified.Holds), "EJR+ implies the others");
                Assert.That(!proportional.Holds || justified.Holds, "PJR implies JR");
            });
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
        Assert.That(violated, Is.GreaterThan(500), "the instances must be able to break it");
        Assert.That(pjrOnly, Is.GreaterThan(20));
    }
}

/// <summary>The definitions over all subsets of people; slow and plain on purpose.</summary>
internal static class ByDefinition
{
    public static bool BreaksExtendedPlus(int[][] votes, int statements, int[] slate, int seats, Func<int, bool>? isDemand = null) =>
        Groups(votes, seats).Any(group => Enumerable.Range(0, statements).Any(statement =>
            !slate.Contains(statement) && isDemand?.Invoke(statement) != false
            && group.People.All(person => person.Contains(statement) && person.Count(slate.Contains) < group.Earned)));

    public static bool BreaksJustified(int[][] votes, int statements, int[] slate, int seats) =>
        Groups(votes, seats).Any(group => Enumerable.Range(0, statements).Any(statement =>
            group.People.All(person => person.Contains(statement) && !person.Any(slate.Contains))));

    public static bool BreaksProportional(int[][] votes, int statements, int[] slate, int seats) =>
        Groups(votes, seats).Any(group =>
        {
            var common = Enumerable.Range(0, statements).Count(statement => group.People.All(person => person.Contains(statement)));
            var together = group.People.SelectMany(person => person).Distinct().Count(slate.Contains);
            // Any ℓ up to what the group earns will do, if it agrees on ℓ statements and has fewer.
            return Math.Min(group.Earned, common) > together;
        });

    /// <summary>Every group of people that earns at least one seat, with the most seats that it earns.</summary>
    private static IEnumerable<(int[][] People, int Earned)> Groups(int[][] votes, int seats) =>
        from bits in Enumerable.Range(1, (1 << votes.Length) - 1)
        let earned = BitOperations.PopCount((uint)bits) * seats / votes.Length
        where earned >= 1
        select (Enumerable.Range(0, votes.Length).Where(i => (bits >> i & 1) == 1).Select(i => votes[i]).ToArray(), earned);
}
