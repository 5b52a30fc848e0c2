using NUnit.Framework;
using Pulse.Bench;
using Pulse.Voting;

namespace Pulse.Tests.Bench;

[TestFixture]
public sealed class SyntheticTests
{
    // Restated from the published definition in 128-bit arithmetic reduced by hand, without the house's Chance
    private static ulong Draw(ulong stream, ulong i)
    {
        var modulus = (UInt128)1 << 64;
        var z = (20261121 + (UInt128)stream * 0x632BE59BD9B4E019 + ((UInt128)i + 1) * 0x9E3779B97F4A7C15) % modulus;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % modulus;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB % modulus;
        return (ulong)(z ^ (z >> 31));
    }

    private static double Uniform(ulong stream, ulong i) => (Draw(stream, i) >> 11) / 9007199254740992.0;

    // Computed by another program (Python's whole numbers) from the published definition
    [TestCase(1ul, 0ul, 0x64EDC77192D78147ul)]
    [TestCase(5ul, 0ul, 0x541F495E6A27E885ul)]
    [TestCase(8ul, 999_999ul, 0x15626BDF81739474ul)]
    public void A_draw_is_the_published_one(ulong stream, ulong i, ulong expected)
    {
        Assert.That(Draw(stream, i), Is.EqualTo(expected), "the restatement here");
        Assert.That(Synthetic.Draw(stream, i), Is.EqualTo(expected));
    }

    [Test]
    public void Every_vote_follows_from_the_definition()
    {
        const int participants = 40, statements = 30, votes = 400;
        var expected = new List<(int, int, Ballot)>();
        for (var p = 0; p < participants; p++)
        {
            var u = Uniform(1, (ulong)p);
            var group = u < 0.4 ? 0ul : u < 0.7 ? 1ul : u < 0.9 ? 2ul : 3ul;
            var count = Math.Clamp((int)Math.Round(-Math.Log(1 - Uniform(5, (ulong)p)) * votes / participants), 1, statements);
            var stride = 1 + Draw(7, (ulong)p) % (statements - 1);
            while (Enumerable.Range(2, statements).Any(d => stride % (ulong)d == 0 && statements % d == 0))
            {
                stride++;
            }
            for (var j = 0ul; j < (ulong)count; j++)
            {
                var s = (Draw(6, (ulong)p) % statements + j * stride) % statements;
                var kind = Uniform(2, s);
                var q = kind < 0.3 ? 0.60 + 0.35 * Uniform(3, s) : kind < 0.8 ? 0.05 + 0.90 * Uniform(4, s * 4 + group) : 0.5;
                var r = Uniform(8, (ulong)p * statements + s);
                expected.Add((p, (int)s, r < 0.15 ? Ballot.Pass : (r - 0.15) / 0.85 < q ? Ballot.Agree : Ballot.Disagree));
            }
        }
        Assert.That(Votes(new Synthetic(participants, statements, votes)), Is.EqualTo(expected));
    }

    // The published tables give these numbers of votes for the same sizes
    [TestCase(5_000, 1_000, 500_000, 490_866)]
    [TestCase(10_000, 1_000, 1_000_000, 982_234)]
    public void There_are_as_many_votes_as_others_counted(int participants, int statements, int votes, int expected)
    {
        var count = 0;
        new Synthetic(participants, statements, votes).Each((_, _, _) => count++);
        Assert.That(count, Is.EqualTo(expected));
    }

    [Test]
    public void Shares_are_those_of_the_definition()
    {
        var synthetic = new Synthetic(20_000, 500, 400_000);
        var sizes = synthetic.GroupLabels().CountBy(group => group).OrderBy(pair => pair.Key).Select(pair => pair.Value / 20_000.0);
        Assert.That(sizes, Is.EqualTo(new[] { 0.4, 0.3, 0.2, 0.1 }).Within(0.01));
        var (passes, all) = (0, 0);
        synthetic.Each((_, _, ballot) => (passes, all) = (passes + (ballot == Ballot.Pass ? 1 : 0), all + 1));
        Assert.That((double)passes / all, Is.EqualTo(0.15).Within(0.003));
        var consensus = Enumerable.Range(0, 500).Count(s => Enumerable.Range(1, 3)
            .All(group => synthetic.ChanceOf(s, group) == synthetic.ChanceOf(s, 0)) && synthetic.ChanceOf(s, 0) >= 0.6);
        Assert.That(consensus / 500.0, Is.EqualTo(0.3).Within(0.06));
        TestContext.Out.WriteLine($"{all} votes, {(double)passes / all:0.0000} passes, {consensus} of 500 statements consensus");
    }

    [Test]
    public void Nobody_votes_twice_on_a_statement_even_where_there_are_few()
    {
        foreach (var statements in new[] { 1, 2, 3, 12, 97 })
        {
            var votes = Votes(new Synthetic(200, statements, 20_000));
            Assert.That(votes.Select(vote => (vote.Participant, vote.Statement)), Is.Unique, $"{statements} statements");
            Assert.That(votes.Select(vote => vote.Statement), Is.All.InRange(0, statements - 1));
        }
    }

    private static List<(int Participant, int Statement, Ballot Ballot)> Votes(Synthetic synthetic)
    {
        var votes = new List<(int, int, Ballot)>();
        synthetic.Each((participant, statement, ballot) => votes.Add((participant, statement, ballot)));
        return votes;
    }
}
