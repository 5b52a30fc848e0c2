using NUnit.Framework;
using Pulse.Worker.Rehearsing;

namespace Pulse.Tests.Rehearsing;

[TestFixture]
public sealed class VoteModelTests
{
    private static SampleAnswer Text(double support, double pass, double lean) => new(
        "water-01", "water-open", "one", "en", "text", "none", null, new Dictionary<string, string>(),
        new Dictionary<string, double> { ["one"] = support, ["two"] = 1 - support }, pass, lean);

    [Test]
    public void The_shares_are_the_ones_written_in_the_sample()
    {
        var model = new VoteModel(7);
        var votes = Enumerable.Range(0, 20_000).Select(person => model.Vote(person, "one", Text(0.8, 0.1, 0))).ToList();
        Assert.That(votes.Count(vote => vote == 0) / 20_000.0, Is.EqualTo(0.1).Within(0.01));
        Assert.That(votes.Count(vote => vote > 0) / (double)votes.Count(vote => vote != 0), Is.EqualTo(0.8).Within(0.015));
    }

    [Test]
    public void Openness_is_standard_normal_and_moves_agreement_the_way_the_text_leans()
    {
        var model = new VoteModel(7);
        var openness = Enumerable.Range(0, 20_000).Select(model.Openness).ToList();
        Assert.That(openness.Average(), Is.EqualTo(0).Within(0.03));
        Assert.That(openness.Average(value => value * value), Is.EqualTo(1).Within(0.05));
        var open = Enumerable.Range(0, 20_000).Where(person => model.Openness(person) > 1).ToList();
        double Share(double lean) => open.Average(person => model.Vote(person, "one", Text(0.5, 0, lean)) > 0 ? 1.0 : 0);
        Assert.That(Share(1.0), Is.GreaterThan(0.7));
        Assert.That(Share(-1.0), Is.LessThan(0.3));
    }

    [Test]
    public void The_same_seed_gives_the_same_votes_and_another_seed_gives_others()
    {
        int[] Votes(ulong seed) =>
            [.. Enumerable.Range(0, 200).Select(person => new VoteModel(seed).Vote(person, "two", Text(0.5, 0.1, 0.5)))];
        Assert.That(Votes(1), Is.EqualTo(Votes(1).ToArray()));
        Assert.That(Votes(1), Is.Not.EqualTo(Votes(2)));
    }
}
