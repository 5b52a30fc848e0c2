using NUnit.Framework;
using Pulse.Analysing.Segments;

namespace Pulse.Tests.Analysing.Segments;

[TestFixture]
public sealed class FalseDiscoveryTests
{
    // Benjamini and Hochberg 1995, section 4.1: fifteen p-values; four are findings at 0.05, where Bonferroni gives three.
    private static readonly double[] _published =
        [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000];

    [Test]
    public void The_published_example_has_four_findings() =>
        Assert.That(FalseDiscovery.Adjusted(_published).Count(q => q <= 0.05), Is.EqualTo(4));

    [Test]
    public void Whatever_the_dependence_the_same_example_has_three() =>
        Assert.That(FalseDiscovery.Adjusted(_published, FalseDiscoveryRule.BenjaminiYekutieli).Count(q => q <= 0.05), Is.EqualTo(3));

    [Test]
    public void Nothing_and_one_test_are_defined()
    {
        Assert.That(FalseDiscovery.Adjusted([]), Is.Empty);
        Assert.That(FalseDiscovery.Adjusted([0.03]), Is.EqualTo(new[] { 0.03 }));
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public bool Rejecting_up_to_the_largest_rank_below_the_line_is_the_same_as_comparing_adjusted_values(ushort[] raw, byte rate)
    {
        var p = (raw ?? []).Select(value => value / 65535.0).ToArray();
        var q = (1 + rate) / 300.0;
        var sorted = p.Order().ToArray();
        var rejected = Enumerable.Range(1, p.Length).LastOrDefault(rank => sorted[rank - 1] <= q * rank / p.Length);
        var adjusted = FalseDiscovery.Adjusted(p);
        var ours = adjusted.Count(value => value <= q);
        // On the very edge rounding may decide; then both numbers are right.
        var edge = Enumerable.Range(1, p.Length).Any(rank => Math.Abs(sorted[rank - 1] - q * rank / p.Length) < 1e-12);
        return (ours == rejected || edge) && adjusted.Zip(p).All(pair => pair.First >= pair.Second - 1e-15 && pair.First <= 1);
    }
}
