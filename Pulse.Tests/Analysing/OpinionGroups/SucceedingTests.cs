using NUnit.Framework;
using Pulse.Analysing.OpinionGroups;

namespace Pulse.Tests.Analysing.OpinionGroups;

[TestFixture]
public sealed class SucceedingTests
{
    [Test]
    public void The_same_people_keep_their_number_whatever_the_new_run_calls_them()
    {
        var succession = Of([5, 5, 5, 2, 2, 2, 2], [1, 1, 1, 0, 0, 0, 0], 6);
        Assert.That(succession.Groups.Select(group => (group.Group, group.Number, group.CarriesOn, group.Shared, group.Jaccard)),
            Is.EqualTo(new[] { (0, 2, true, 4, 1.0), (1, 5, true, 3, 1.0) }));
        Assert.That((succession.Gone.Count, succession.Splits.Count, succession.Merges.Count, succession.NextNumber), Is.EqualTo((0, 0, 0, 6)));
    }

    [Test]
    public void A_group_that_splits_leaves_its_number_to_the_larger_part()
    {
        var succession = Of([0, 0, 0, 0, 0, 0, 1, 1, 1, 1], [1, 1, 1, 1, 2, 2, 0, 0, 0, 0], 2);
        Assert.That(Numbers(succession), Is.EqualTo(new[] { 1, 0, 2 }));
        Assert.That((succession.Splits.Single().From, succession.NextNumber), Is.EqualTo((0, 3)));
        Assert.That(succession.Splits.Single().Into, Is.EqualTo(new[] { 0, 2 }));
        Assert.That(succession.Merges, Is.Empty);
    }

    [Test]
    public void Groups_that_merge_keep_the_larger_one_s_number_and_the_other_is_gone()
    {
        var succession = Of([0, 0, 0, 0, 1, 1, 2, 2, 2], [0, 0, 0, 0, 0, 0, 1, 1, 1], 3);
        Assert.That(Numbers(succession), Is.EqualTo(new[] { 0, 2 }));
        Assert.That(succession.Gone, Is.EqualTo(new[] { 1 }));
        Assert.That(succession.Merges.Single().From, Is.EqualTo(new[] { 0, 1 }));
        Assert.That((succession.Merges.Single().Into, succession.Splits.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void A_group_of_newcomers_gets_a_number_that_was_never_used()
    {
        var succession = Succeeding.Of([0, 0, 0], [0, 0, 0, 1, 1], [0, 1, 2, -1, -1], 7);
        Assert.That(Numbers(succession), Is.EqualTo(new[] { 0, 7 }));
        Assert.That(succession.NextNumber, Is.EqualTo(8));
    }

    [Test]
    public void Newcomers_do_not_take_a_group_s_number_away() =>
        Assert.That(Succeeding.Of([4, 4], [0, 0, 0, 0, 0, 0], [-1, -1, 1, -1, -1, 0], 5).Groups.Single().Number, Is.EqualTo(4));

    [Test]
    public void A_handful_of_people_does_not_carry_a_number_over()
    {
        var before = Enumerable.Repeat(0, 10).Concat(Enumerable.Repeat(1, 10)).ToArray();
        var after = Enumerable.Range(0, 20).Select(i => i is < 9 or 19 ? 0 : 1).ToArray();
        Assert.That(Numbers(Of(before, after, 2)), Is.EqualTo(new[] { 0, 1 }));
        var mixed = Enumerable.Range(0, 20).Select(i => i % 3).ToArray();
        Assert.That(Of(before, mixed, 2).Groups.Count(group => group.CarriesOn), Is.Zero, "each part holds less than half of what it would carry on");
    }

    [Test]
    public void The_first_run_numbers_its_groups_as_they_come_and_nobody_is_nothing()
    {
        Assert.That(Numbers(Succeeding.First([0, 1, -1, 2])), Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(Succeeding.First([]).Groups, Is.Empty);
        Assert.That(Succeeding.First([-1, -1]).NextNumber, Is.Zero);
        Assert.That(Of([0, 0], [-1, -1], 1).Gone, Is.EqualTo(new[] { 0 }));
    }

    [Test]
    public void A_mapping_that_names_somebody_twice_is_refused()
    {
        Assert.That(() => Succeeding.Of([0, 0], [0, 0], [1, 1], 1), Throws.ArgumentException);
        Assert.That(() => Succeeding.Of([0], [0], [1], 1), Throws.ArgumentException);
        Assert.That(() => Succeeding.Of([0], [0, 0], [0], 1), Throws.ArgumentException);
        Assert.That(() => Succeeding.Of([3], [0], [0], 3), Throws.ArgumentException);
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public bool No_number_is_given_twice_and_none_is_lost(int seed)
    {
        var chance = new Chance((ulong)seed);
        var before = Enumerable.Range(0, 40).Select(_ => chance.Below(5) - 1).ToArray();
        var after = before.Select(group => chance.Uniform() < 0.7 ? group : chance.Below(5) - 1).ToArray();
        var succession = Of(before, after, 4);
        var numbers = Numbers(succession);
        return numbers.Distinct().Count() == numbers.Length && numbers.All(number => number < succession.NextNumber)
            && succession.Groups.Where(group => !group.CarriesOn).All(group => group.Number >= 4)
            && succession.Gone.Concat(succession.Groups.Where(group => group.CarriesOn).Select(group => group.Number)).Order()
                .SequenceEqual(before.Where(group => group >= 0).Distinct().Order());
    }

    private static GroupSuccession Of(int[] before, int[] after, int next) =>
        Succeeding.Of(before, after, Enumerable.Range(0, after.Length).ToArray(), next);

    private static int[] Numbers(GroupSuccession succession) => succession.Groups.Select(group => group.Number).ToArray();
}
