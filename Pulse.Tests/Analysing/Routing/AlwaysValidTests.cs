using NUnit.Framework;
using Pulse.Analysing.Routing;
using Pulse.Analysing.Segments;

namespace Pulse.Tests.Analysing.Routing;

[TestFixture]
public sealed class AlwaysValidTests
{
    // One yes: B(2, 1) / p = 1/(2p) < 20 where p > 1/40. Two of two: 1/(3p²) < 20 where p > 1/√60.
    [TestCase(0, 0, 0, 1)]
    [TestCase(1, 1, 0.025, 1)]
    [TestCase(2, 2, 0.12909944487358055, 1)]
    [TestCase(0, 2, 0, 0.87090055512641945)]
    public void Known_intervals(int agreeing, int cast, double low, double high)
    {
        var interval = AlwaysValid.Of(agreeing, cast);
        Assert.That(interval.Low, Is.EqualTo(low).Within(1e-12));
        Assert.That(interval.High, Is.EqualTo(high).Within(1e-12));
    }

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public bool It_is_never_narrower_than_Wilson_at_both_ends(uint a, uint b)
    {
        var cast = 1 + (long)(a % 20_000);
        var agreeing = b % (cast + 1);
        var (always, once) = (AlwaysValid.Of(agreeing, cast), Wilson.Of(agreeing, cast));
        var share = (double)agreeing / cast;
        return always.Low <= share && share <= always.High && always.High - always.Low >= once.High - once.Low;
    }

    [Test]
    public void Who_stops_when_it_looks_best_is_misled_by_Wilson_and_not_by_this()
    {
        const int people = 400;
        const int runs = 600;
        var (wilson, always) = (0, 0);
        for (var run = 1UL; run <= runs; run++)
        {
            var chance = new Chance(Chance.Mix(run));
            var (agreeing, fooled, held) = (0, false, true);
            for (var cast = 1; cast <= people; cast++)
            {
                agreeing += chance.Uniform() < 0.5 ? 1 : 0;
                // Whoever wants to say "more than half" reads on until an interval says it.
                fooled |= cast >= 10 && Wilson.Of(agreeing, cast).Low > 0.5;
                held &= 2 * agreeing <= cast || AlwaysValid.Of(agreeing, cast).Low <= 0.5;
            }
            wilson += fooled ? 0 : 1;
            always += held ? 1 : 0;
        }
        TestContext.Out.WriteLine($"true share 0.5, read after every vote: Wilson's lower end holds in {100.0 * wilson / runs:F1} %, always-valid in {100.0 * always / runs:F1} %");
        Assert.That(wilson / (double)runs, Is.LessThan(0.93));
        Assert.That(always / (double)runs, Is.GreaterThan(0.97));
    }
}
