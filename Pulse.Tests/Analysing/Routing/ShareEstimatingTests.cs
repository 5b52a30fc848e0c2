using NUnit.Framework;
using Pulse.Analysing.Routing;
using Pulse.Analysing.Segments;
using Pulse.Bench.Replaying;
using Pulse.Voting;

namespace Pulse.Tests.Analysing.Routing;

[TestFixture]
public sealed class ShareEstimatingTests
{
    [Test]
    public void Everybody_weighs_one_on_average_whatever_the_policy_learns()
    {
        var worst = 0.0;
        for (var seed = 1UL; seed <= 60; seed++)
        {
            var chance = new Chance(seed);
            var statements = 2 + chance.Below(4);
            var steps = 1 + chance.Below(statements);
            var choices = steps + chance.Below(6);
            var answers = Enumerable.Range(0, statements).Select(_ => chance.Below(3) - 1).ToArray();
            var expected = new double[statements];
            Walk(answers, steps, choices, seed, [], 1, expected);
            worst = Math.Max(worst, expected.Max(weight => Math.Abs(weight - 1)));
        }
        TestContext.Out.WriteLine($"every path of 60 small designs walked: largest |E ω − 1| = {worst:E1}");
        Assert.That(worst, Is.LessThan(1e-12));
    }

    [Test]
    public void The_corrected_total_is_unbiased_when_one_persons_answers_move_the_next_ones_offers()
    {
        // Two people, one offer each of two statements; the second's chance depends on what the first said to what.
        Ballot[][] answers = [[Ballot.Agree, Ballot.Disagree], [Ballot.Disagree, Ballot.Agree]];
        var total = 0.0;
        for (var first = 0; first < 2; first++)
        {
            var p = first == 0 ? 0.7 : 0.3;
            var next = (first, answers[0][first]) switch { (0, Ballot.Agree) => 0.9, (1, Ballot.Disagree) => 0.2, _ => 0.5 };
            for (var second = 0; second < 2; second++)
            {
                var q = second == 0 ? next : 1 - next;
                var votes = new[] { Vote(0, 1, 1, 2, p, answers[0][first], first), Vote(1, 1, 1, 2, q, answers[1][second], second) };
                total += p * q * votes.Where(vote => vote is { Statement: 0, Ballot: Ballot.Agree }).Sum(ShareEstimating.Weight);
            }
        }
        Assert.That(total, Is.EqualTo(1).Within(1e-12), "one of the two agrees with statement 0");
    }

    [Test]
    public void Where_everybody_answered_everything_nothing_is_left_to_chance()
    {
        var votes = Enumerable.Range(0, 20).Select(p =>
            Vote(p, 1 + p % 5, 5, 5, p % 5 == 4 ? 1 : 1.0 / (5 - p % 5), p < 13 ? Ballot.Agree : Ballot.Pass)).ToArray();
        var estimate = ShareEstimating.Of(0, 0, votes, 20);
        Assert.That(estimate.Corrected, Is.EqualTo(0.65).Within(1e-12));
        Assert.That(estimate.CorrectedInterval, Is.EqualTo(new Interval(estimate.Corrected!.Value, estimate.Corrected.Value)), "what is known has no width");
        Assert.That(estimate.EffectiveVotes, Is.Null);
        Assert.That(estimate.RawInterval.High - estimate.RawInterval.Low, Is.GreaterThan(0.3), "raw: as if others might have come");
    }

    [Test]
    public void Even_draws_give_the_raw_share_and_Wilsons_interval_for_a_finite_population()
    {
        var votes = Enumerable.Range(0, 40).Select(p => Vote(p, 1, 1, 2, 0.5, p < 30 ? Ballot.Agree : Ballot.Disagree)).ToArray();
        var estimate = ShareEstimating.Of(0, 0, votes, 80);
        Assert.That(estimate.Corrected, Is.EqualTo(0.75).Within(1e-12));
        Assert.That(estimate.EffectiveVotes, Is.EqualTo(80).Within(1e-9), "1/40 − 1/80");
        var wilson = Wilson.Of(60, 80);
        Assert.That(estimate.CorrectedInterval.Low, Is.EqualTo(wilson.Low).Within(1e-12));
        Assert.That(estimate.CorrectedInterval.High, Is.EqualTo(wilson.High).Within(1e-12));
    }

    // The same at either end: all agree, or none, and everybody was asked
    [TestCase(true, 1)]
    [TestCase(false, 0)]
    public void A_known_share_at_an_end_is_its_own_interval(bool agrees, double share)
    {
        var votes = Enumerable.Range(0, 6).Select(p => Vote(p, 1, 1, 1, 1, agrees ? Ballot.Agree : Ballot.Disagree) with { Prediction = share }).ToArray();
        var estimate = ShareEstimating.Of(0, 0, votes, 6, share);
        Assert.That(estimate.CorrectedInterval, Is.EqualTo(new Interval(share, share)));
        Assert.That(estimate.DoublyRobustInterval, Is.EqualTo(new Interval(share, share)));
        var oneMissing = ShareEstimating.Of(0, 0, votes, 7, share).CorrectedInterval;
        Assert.That(oneMissing.High - oneMissing.Low, Is.GreaterThan(0.01), "one who was not asked may think otherwise");
    }

    [Test]
    public void Order_of_rows_does_not_matter()
    {
        var chance = new Chance(3);
        var votes = new OfferedVote[30];
        for (var p = 0; p < votes.Length; p++)
        {
            votes[p] = Vote(p, 1 + chance.Below(5), 5, 9, 0.05 + 0.9 * chance.Uniform(), (Ballot)(chance.Below(3) - 1)) with { Prediction = chance.Uniform() };
        }
        var turned = chance.Permutation(votes.Length).Select(at => votes[at]).ToArray();
        Assert.That(ShareEstimating.Of(0, 0, turned, 90, 0.5), Is.EqualTo(ShareEstimating.Of(0, 0, votes, 90, 0.5)));
    }

    [Test]
    public void Good_predictions_narrow_and_bad_ones_widen_but_neither_moves_the_centre()
    {
        var (good, bad, corrected, goodWidth, badWidth) = (0.0, 0.0, 0.0, 0.0, 0.0);
        const int runs = 400;
        for (var run = 1UL; run <= runs; run++)
        {
            var chance = new Chance(Chance.Mix(run));
            // Of 200 people 90 agree; people are drawn with 1/10 or 2/5, the more likely the more they agree.
            var draws = Enumerable.Range(0, 200).Select(p => (Agrees: p < 90, Propensity: p % 3 == 0 == p < 90 ? 0.4 : 0.1)).ToArray();
            var seen = new List<int>();
            for (var p = 0; p < draws.Length; p++)
            {
                if (chance.Uniform() < draws[p].Propensity)
                {
                    seen.Add(p);
                }
            }
            ShareEstimate With(Func<int, double> predicted) => ShareEstimating.Of(0, 0, [.. seen.Select(p =>
                Vote(p, 1, 1, 10, draws[p].Propensity, draws[p].Agrees ? Ballot.Agree : Ballot.Disagree) with { Prediction = predicted(p) })],
                200, Enumerable.Range(0, 200).Average(predicted));
            var (helped, misled) = (With(p => draws[p].Agrees ? 0.9 : 0.1), With(p => draws[p].Agrees ? 0.2 : 0.8));
            corrected += helped.Corrected!.Value / runs;
            good += helped.DoublyRobust!.Value / runs;
            bad += misled.DoublyRobust!.Value / runs;
            goodWidth += (helped.DoublyRobustInterval!.Value.High - helped.DoublyRobustInterval.Value.Low) / runs;
            badWidth += (misled.DoublyRobustInterval!.Value.High - misled.DoublyRobustInterval.Value.Low) / runs;
        }
        TestContext.Out.WriteLine($"truth 0.450; corrected {corrected:F3}, good predictions {good:F3} (width {goodWidth:F2}), bad ones {bad:F3} (width {badWidth:F2})");
        Assert.That(corrected, Is.EqualTo(0.45).Within(0.015));
        Assert.That(good, Is.EqualTo(0.45).Within(0.01));
        Assert.That(bad, Is.EqualTo(0.45).Within(0.02));
        Assert.That(goodWidth, Is.LessThan(0.6 * badWidth));
    }

    [Test]
    public void Intervals_hold_what_they_say_where_eager_people_and_a_learning_policy_mislead_raw_shares()
    {
        var covering = Covering.Of(Made.Set(3, 500, 24), () => new PulseOffers(), 8, 0.4, eager: true);
        TestContext.Out.WriteLine(
            $"{covering.Cells} cells, covered: raw {covering.Raw.Covered:P1} (bias {covering.Raw.Bias:F3}), corrected {covering.Corrected.Covered:P1} (bias {covering.Corrected.Bias:F3}), with predictions {covering.Robust.Covered:P1}, with wrong ones {covering.Misled.Covered:P1}");
        Assert.That(covering.Raw.Covered, Is.LessThan(0.9));
        Assert.That(covering.Corrected.Covered, Is.InRange(0.93, 0.97));
    }

    [Test]
    public void A_vote_that_does_not_belong_is_refused()
    {
        var vote = Vote(1, 1, 2, 3, 0.5, Ballot.Agree);
        Assert.Multiple(() =>
        {
            Assert.That(() => ShareEstimating.Of(0, 1, [vote], 5), Throws.ArgumentException);
            Assert.That(() => ShareEstimating.Of(0, 0, [vote, vote], 5), Throws.ArgumentException);
            Assert.That(() => ShareEstimating.Of(0, 0, [vote with { Propensity = 0 }], 5), Throws.ArgumentException);
            Assert.That(() => ShareEstimating.Of(0, 0, [vote with { Propensity = double.NaN }], 5), Throws.ArgumentException);
            Assert.That(() => ShareEstimating.Of(0, 0, [vote with { Step = 3 }], 5), Throws.ArgumentException);
            Assert.That(() => ShareEstimating.Of(0, 0, [vote with { Choices = 1 }], 5), Throws.ArgumentException);
            Assert.That(() => ShareEstimating.Of(0, 0, [vote], 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
    }

    /// <summary>
    /// Walks every path of one participant through a policy whose weights depend on all that was drawn and said before,
    /// and adds up probability × weight per statement.
    /// </summary>
    private static void Walk(int[] answers, int steps, int choices, ulong seed, int[] path, double probability, double[] expected)
    {
        if (path.Length == steps)
        {
            return;
        }
        var history = path.Aggregate(seed, (hash, statement) => Chance.Mix(hash + (ulong)(statement * 3 + answers[statement] + 2)));
        var chance = new Chance(history);
        var weights = answers.Select((_, statement) => path.Contains(statement) ? 0 : 0.05 + chance.Uniform()).ToArray();
        for (var statement = 0; statement < answers.Length; statement++)
        {
            if (weights[statement] > 0)
            {
                var propensity = weights[statement] / weights.Sum();
                expected[statement] += probability * propensity
                    * ShareEstimating.Weight(Vote(0, path.Length + 1, steps, choices, propensity, (Ballot)answers[statement]));
                Walk(answers, steps, choices, seed, [.. path, statement], probability * propensity, expected);
            }
        }
    }

    private static OfferedVote Vote(int participant, int step, int steps, int choices, double propensity, Ballot ballot, int statement = 0) =>
        new(participant, 0, statement, step, steps, choices, propensity, ballot);
}
