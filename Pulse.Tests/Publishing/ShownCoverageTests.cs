using NUnit.Framework;
using Pulse.Publishing;

namespace Pulse.Tests.Publishing;

[TestFixture]
public sealed class ShownCoverageTests
{
    private const int Minimum = Disclosure.StaffMinimum;

    [Test]
    public void Large_counts_are_said_as_they_are() =>
        Assert.That(Shown(33, 7, 20), Has.Property("Exactness").EqualTo(Exactness.Exact)
            .And.Property("People").EqualTo(40).And.Property("NotRepresented").EqualTo(7).And.Property("Unknown").EqualTo(20));

    [Test]
    public void Too_few_of_unknown_mind_are_counted_with_those_not_represented() =>
        Assert.That(Shown(33, 7, 2), Has.Property("People").EqualTo(42)
            .And.Property("NotRepresented").EqualTo(9).And.Property("Unknown").Null);

    [Test]
    public void Nothing_is_said_of_fewer_than_twice_the_minimum() => Assert.That(Shown(9, 0, 0), Is.Null);

    // The page says the segment's size; whatever the small counts are, it must look the same
    [Test]
    public void Small_counts_of_the_same_size_look_the_same([Values(0, 20)] int unknown)
    {
        Assert.That(Enumerable.Range(0, Minimum).Select(few => Shown(40 - few, few, unknown)).Distinct().Count(), Is.EqualTo(1));
        Assert.That(Enumerable.Range(0, Minimum).Select(few => Shown(few, 40 - few, unknown)).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void How_few_are_of_unknown_mind_makes_no_difference() =>
        Assert.That(Enumerable.Range(0, Minimum).Select(few => Shown(30, 12 - few, few)).Distinct().Count(), Is.EqualTo(1));

    private static ShownCoverage? Shown(int represented, int not, int unknown) => ShownCoverage.Of(
        new CoverageResult { Segment = "a", Represented = represented, NotRepresented = not, Unknown = unknown }, Minimum);
}
