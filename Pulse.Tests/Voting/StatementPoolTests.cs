using NUnit.Framework;
using Pulse.Analysing.Routing;
using Pulse.Voting;

namespace Pulse.Tests.Voting;

[TestFixture]
public sealed class StatementPoolTests
{
    private static readonly Guid[] _ids = [.. Enumerable.Range(0, 5).Select(_ => Guid.NewGuid())];

    [Test]
    public void What_was_weighed_keeps_its_weight_and_what_is_new_takes_the_highest() =>
        Assert.That(
            StatementPool.WeightsOf([new(_ids[0], 0.5, 9), new(_ids[1], null, 0), new(_ids[2], 2, 1)]),
            Is.EqualTo(new[] { 0.5, 2, 2 }));

    [Test]
    public void Where_nothing_was_weighed_the_least_seen_are_likelier() =>
        Assert.That(
            StatementPool.WeightsOf([new(_ids[0], null, 0), new(_ids[1], null, 1), new(_ids[2], null, 9)]),
            Is.EqualTo(new[] { 1, 0.5, 0.1 }));

    [Test]
    public void An_empty_pool_offers_nothing() =>
        Assert.That(new StatementPool([], null, Sampler).Draw(_ids, 3, 1), Is.Empty);

    [Test]
    public void A_set_holds_nothing_twice_and_nothing_that_was_seen_and_ends_with_the_pool()
    {
        var pool = Pool(1, 2, 3, 4, 5);
        for (var seed = 0UL; seed < 50; seed++)
        {
            var drawn = pool.Draw([_ids[1], Guid.NewGuid()], 9, Chance.Mix(seed));
            Assert.That(drawn.Select(one => one.StatementId), Is.EquivalentTo(_ids.Except([_ids[1]])));
            Assert.That(drawn[^1].Probability, Is.EqualTo(1), "the last one left is certain");
        }
    }

    [Test]
    public void Every_probability_is_the_weight_among_what_was_left()
    {
        double[] weights = [1, 2, 3, 4, 5];
        var pool = Pool(weights);
        for (var seed = 0UL; seed < 200; seed++)
        {
            var left = weights.Sum() - weights[2];
            foreach (var (statement, probability) in pool.Draw([_ids[2]], 3, Chance.Mix(seed)))
            {
                var weight = weights[Array.IndexOf(_ids, statement)];
                Assert.That(probability, Is.EqualTo(weight / left).Within(1e-12));
                left -= weight;
            }
        }
    }

    [Test]
    public void Sets_come_as_often_as_their_probabilities_say()
    {
        const int Draws = 60_000;
        var pool = Pool(1, 2, 3, 4, 5);
        var seen = new Dictionary<(Guid, Guid), (int Times, double Probability)>();
        for (var seed = 0UL; seed < Draws; seed++)
        {
            var drawn = pool.Draw([_ids[0]], 2, Chance.Mix(seed));
            var key = (drawn[0].StatementId, drawn[1].StatementId);
            seen[key] = (seen.GetValueOrDefault(key).Times + 1, drawn[0].Probability * drawn[1].Probability);
        }

        Assert.That(seen, Has.Count.EqualTo(4 * 3));
        Assert.That(seen.Values.Sum(one => one.Probability), Is.EqualTo(1).Within(1e-12));
        var distance = seen.Values.Sum(one =>
            Math.Pow(one.Times - Draws * one.Probability, 2) / (Draws * one.Probability));
        TestContext.Out.WriteLine($"chi-square {distance:0.0} with 11 degrees of freedom over {Draws} sets");
        Assert.That(distance, Is.LessThan(31.3), "the 99.9 % point");
    }

    [Test]
    public void Offers_are_made_anew_when_votes_moved_by_a_twentieth_or_anything_else_changed()
    {
        var few = Made(votes: 10);
        var many = Made(votes: 10_000);
        Assert.Multiple(() =>
        {
            Assert.That(few.IsOutdated("p", "voting", 3, 29), Is.False);
            Assert.That(few.IsOutdated("p", "voting", 3, 30), Is.True);
            Assert.That(many.IsOutdated("p", "voting", 3, 10_499), Is.False);
            Assert.That(many.IsOutdated("p", "voting", 3, 10_500), Is.True);
            Assert.That(many.IsOutdated("p", "voting", 3, 9_500), Is.True, "people took their votes back");
            Assert.That(many.IsOutdated("q", "voting", 3, 10_000), Is.True);
            Assert.That(many.IsOutdated("p", "apart", 3, 10_000), Is.True);
            Assert.That(many.IsOutdated("p", "voting", 4, 10_000), Is.True);
        });

        static Offering Made(long votes) => new()
        {
            DialogueId = Guid.Empty,
            Revision = 1,
            Policy = "p",
            Phase = "voting",
            Statements = 3,
            Votes = votes,
            MadeOn = new DateOnly(2026, 5, 4),
        };
    }

    private static StatementPool Pool(params double[] weights) =>
        new([.. weights.Select((weight, at) => new StatementPool.Row(_ids[at], weight, 0))], 1, Sampler);

    private static DrawPlaces Sampler(IReadOnlyList<double> weights)
    {
        var sampler = new OfferSampler(weights);
        return (int count, IReadOnlyList<int> leftOut, ref Chance chance) =>
            [.. sampler.Draw(count, leftOut, ref chance).Select(offer => (offer.Statement, offer.Propensity))];
    }
}
