using NUnit.Framework;
using Pulse.Analysing.OpinionGroups;

namespace Pulse.Tests.Analysing.OpinionGroups;

[TestFixture]
public sealed class AdjustedRandTests
{
    [Test]
    public void Names_do_not_matter_and_who_is_in_none_does_not_count() =>
        Assert.That(AdjustedRand.Of([0, 0, 1, 1, -1, 2], [7, 7, 3, 3, 3, -1]), Is.EqualTo(1));

    [Test]
    public void The_textbook_table() =>
        // Hubert and Arabie's form on the table (2 1 0; 0 2 1): cells 2, rows 6, columns 4, of 15 pairs.
        Assert.That(AdjustedRand.Of([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 1, 2]), Is.EqualTo((2 - 6 * 4 / 15.0) / (5 - 6 * 4 / 15.0)).Within(1e-15));

    [Test]
    public void Nobody_one_person_and_one_group_have_nothing_to_tell_apart()
    {
        Assert.That(AdjustedRand.Of([], []), Is.EqualTo(1));
        Assert.That(AdjustedRand.Of([0], [3]), Is.EqualTo(1));
        Assert.That(AdjustedRand.Of([0, 0, 0], [1, 1, 1]), Is.EqualTo(1));
        Assert.That(() => AdjustedRand.Of([0], []), Throws.ArgumentException);
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public bool It_equals_counting_pairs_and_is_symmetric(int seed)
    {
        var chance = new Chance((ulong)seed);
        var one = Enumerable.Range(0, 25).Select(_ => chance.Below(4) - 1).ToArray();
        var other = Enumerable.Range(0, 25).Select(_ => chance.Below(5) - 1).ToArray();
        return Math.Abs(AdjustedRand.Of(one, other) - Reference.AdjustedRand(one, other)) < 1e-12
            && Math.Abs(AdjustedRand.Of(one, other) - AdjustedRand.Of(other, one)) < 1e-12;
    }
}
