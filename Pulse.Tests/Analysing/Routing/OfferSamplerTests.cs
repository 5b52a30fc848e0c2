using NUnit.Framework;
using Pulse.Analysing.Routing;

namespace Pulse.Tests.Analysing.Routing;

[TestFixture]
public sealed class OfferSamplerTests
{
    [Test]
    public void Probabilities_are_the_weights_and_sum_to_one()
    {
        for (var seed = 1UL; seed <= 200; seed++)
        {
            var chance = new Chance(seed);
            var weights = Weights(ref chance);
            var sampler = new OfferSampler(weights);
            var probabilities = Enumerable.Range(0, weights.Length).Select(sampler.Probability).ToArray();
            var sum = weights.Sum();
            Assert.That(probabilities, Is.EqualTo(weights.Select(weight => sum == 0 ? 0 : weight / sum)).Within(1e-12));
            Assert.That(probabilities.Sum(), Is.EqualTo(sum == 0 ? 0 : 1).Within(1e-12));
        }
    }

    [Test]
    public void A_draw_is_never_left_out_never_weightless_and_states_its_conditional_probability()
    {
        for (var seed = 1UL; seed <= 3000; seed++)
        {
            var chance = new Chance(seed);
            var weights = Weights(ref chance);
            var leftOut = new List<int>();
            for (var i = 0; i < weights.Length; i++)
            {
                if (chance.Below(3) == 0)
                {
                    leftOut.Add(i);
                }
            }
            var open = weights.Select((weight, i) => leftOut.Contains(i) ? 0 : weight).ToArray();
            var random = (seed % 5) switch { 0 => 0UL, 1 => ulong.MaxValue, _ => chance.Next() };
            if (new OfferSampler(weights).Draw(leftOut.ToArray(), random) is { } offer)
            {
                Assert.That(open[offer.Statement], Is.GreaterThan(0), $"seed {seed}");
                Assert.That(offer.Propensity, Is.EqualTo(open[offer.Statement] / open.Sum()).Within(1e-12));
            }
            else
            {
                Assert.That(open.Sum(), Is.Zero, $"seed {seed}");
            }
        }
    }

    [Test]
    public void Statements_come_as_often_as_their_propensity_says()
    {
        const int draws = 200_000;
        double[] weights = [0.3, 0, 0.05, 0.25, 0.1, 0.001, 0, 0.299];
        int[] leftOut = [0, 4];
        var sampler = new OfferSampler(weights);
        var chance = new Chance(7);
        var (counts, stated) = (new int[weights.Length], new double[weights.Length]);
        for (var i = 0; i < draws; i++)
        {
            var offer = sampler.Draw(leftOut, chance.Next())!.Value;
            counts[offer.Statement]++;
            stated[offer.Statement] = offer.Propensity;
        }
        Assert.That(stated.Sum(), Is.EqualTo(1).Within(1e-12));
        var distance = Enumerable.Range(0, weights.Length).Where(i => stated[i] > 0)
            .Sum(i => Math.Pow(counts[i] - draws * stated[i], 2) / (draws * stated[i]));
        TestContext.Out.WriteLine($"chi-square {distance:F2} with 3 degrees of freedom");
        Assert.That(distance, Is.LessThan(16.27), "0.1 % of seeds would exceed this");
    }

    [Test]
    public void Several_draws_are_as_one_by_one()
    {
        for (var seed = 1UL; seed <= 200; seed++)
        {
            var chance = new Chance(seed);
            var weights = Weights(ref chance);
            var offers = new OfferSampler(weights).Draw(12, [0], ref chance);
            var open = weights.ToArray();
            open[0] = 0;
            foreach (var offer in offers)
            {
                Assert.That(offer.Propensity, Is.EqualTo(open[offer.Statement] / open.Sum()).Within(1e-11));
                open[offer.Statement] = 0;
            }
            Assert.That(offers, Has.Count.EqualTo(Math.Min(12, weights.Skip(1).Count(weight => weight > 0))));
            Assert.That(offers.Select(offer => offer.Statement), Is.Unique);
        }
    }

    [Test]
    public void A_disordered_list_of_what_to_leave_out_is_refused()
    {
        var sampler = new OfferSampler([1, 1, 1]);
        Assert.Multiple(() =>
        {
            Assert.That(() => sampler.Draw([1, 1], 0), Throws.ArgumentException);
            Assert.That(() => sampler.Draw([2, 1], 0), Throws.ArgumentException);
            Assert.That(() => sampler.Draw([3], 0), Throws.ArgumentException);
            Assert.That(() => new OfferSampler([1, double.NaN]), Throws.ArgumentException);
            Assert.That(() => new OfferSampler([-1]), Throws.ArgumentException);
        });
    }

    private static double[] Weights(ref Chance chance)
    {
        var weights = new double[1 + chance.Below(40)];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = chance.Below(4) == 0 ? 0 : 0.001 + chance.Uniform();
        }
        return weights;
    }
}
