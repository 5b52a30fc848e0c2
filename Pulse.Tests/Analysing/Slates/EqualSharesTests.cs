using NUnit.Framework;
using Pulse.Analysing.Slates;

namespace Pulse.Tests.Analysing.Slates;

[TestFixture]
public sealed class EqualSharesTests
{
    // a … g are 0 … 6. Lackner and Skowron, Multi-Winner Voting with Approval Preferences (2023), Example 2.1.
    private static readonly int[][] _runningExample =
        [[0, 1], [0, 1], [0, 1], [0, 2], [0, 2], [0, 2], [0, 3], [0, 3], [1, 2, 5], [4], [5], [6]];

    [Test]
    public void The_running_example_of_the_book_step_by_step()
    {
        // Example 2.11 there, with exact amounts as the library abcvoting prints them.
        var bought = EqualShares.Of(Approvals.From(_runningExample, 8), 4, ByNumber(8));
        Assert.That(bought.Select(one => $"{one.Statement} {one.By} {one.Price}"), Is.EqualTo(new[]
        {
            "0 EqualShares 1/8", "1 Completion 1/96", "2 Completion 37/384", "3 Completion 7/24",
        }));
    }

    [Test]
    public void Ties_go_by_the_stated_order()
    {
        int[] rank = [0, 2, 1, 3, 4, 5, 6, 7];
        var bought = EqualShares.Of(Approvals.From(_runningExample, 8), 4, rank);
        Assert.That(bought.Select(one => one.Statement), Is.EqualTo(new[] { 0, 2, 1, 3 }));
    }

    // Results of the library abcvoting (github.com/martinlackner/abcvoting): its unit tests' profiles 1–4, its test
    // instances L0000, L0001, L0003, L0006, P0003, VL0001, and propositions A.2 and A.4 of the book. Where several slates
    // tie, ours must be one of them.
    private static readonly (string Name, int[][] Votes, int Statements, int Seats, string Winners)[] _published =
    [
        ("profile 1", [[0, 4, 5], [0], [1, 4, 5], [1], [2, 4, 5], [2], [3, 4, 5], [3]], 6, 4, "0145 0245 0345 1245 1345 2345"),
        ("profile 2", [[0, 1, 2], [0, 1, 2], [0, 1, 2], [0, 1, 2], [0, 1, 2], [0, 1], [3, 4], [3, 4], [3]], 5, 3, "013"),
        ("profile 3", [[0, 3, 4, 5], [1, 2], [0, 2, 5], [2], [0, 1, 2, 3, 4], [0, 3, 4], [0, 2, 4], [0, 1]], 6, 4, "0124"),
        ("profile 4", [[0, 1, 3], [0, 1], [0, 1], [0, 3], [2, 3]], 4, 2, "03"),
        ("L0000", [[3, 4], [1, 2], [1, 3], [3, 4], [0, 1], [2, 4], [1, 2], [1, 3]], 6, 3, "123"),
        ("L0001", [[0, 1, 2], [2, 3, 4], [0, 2, 3], [0, 1, 3], [1, 3, 5], [1, 2, 5], [0, 2, 3], [1, 2, 4]], 6, 3, "123"),
        ("L0003", [[0, 1, 3], [1, 3, 5], [0, 1, 3], [1, 3, 5], [1, 3, 5], [0, 1, 3], [0, 1, 3], [1, 2, 3]], 6, 3, "013"),
        ("L0006", [[0, 1, 3], [0, 1, 4], [1, 3, 4], [0, 1, 4], [0, 1, 4], [0, 1, 4], [0, 1, 2], [0, 1, 2]], 6, 3, "014"),
        ("P0003", [[3], [0, 1, 2], [4], [4], [3], [4], [4], [4], [4], [0, 1, 2], [3], [0, 1, 2], [0, 1, 2], [0, 1, 2], [0, 1, 2]], 5, 4, "0134 0234 1234"),
        ("VL0001",
            [[2], [0, 2, 4, 6], [1, 4, 5, 7], [1, 2, 6], [2, 4, 6], [0, 3, 4], [0, 3], [2, 4], [0, 1, 5, 6, 7], [1, 5, 6],
            [0, 1, 3, 6], [1, 3], [0, 1, 2, 5, 6], [2, 4], [0, 1, 2, 3, 6], [2, 3, 5, 7], [5, 7], [1, 2, 3, 5, 6, 7], [4],
            [1, 2, 5], [0], [1, 5, 7], [1, 2, 3, 6], [3, 5]], 8, 6, "123456"),
        ("A.4", [[1, 2, 3], [0, 1], [1, 3], [2, 3], [3, 4], [3, 4]], 6, 3, "134"),
        ("A.4 after a false ballot", [[2], [0, 1], [1, 3], [2, 3], [3, 4], [3, 4]], 6, 3, "123"),
    ];

    [Test]
    public void Published_winners([Range(0, 11)] int at)
    {
        var (name, votes, statements, seats, winners) = _published[at];
        var slate = Slate(votes, statements, seats, true);
        TestContext.Out.WriteLine($"{name}: {slate}, published {winners}");
        Assert.That(winners.Split(' '), Does.Contain(slate));
    }

    [TestCase(0, "45")]
    [TestCase(1, "013")]
    [TestCase(2, "02")]
    [TestCase(3, "0")]
    public void Published_winners_before_completion(int at, string expected) =>
        Assert.That(Slate(_published[at].Votes, _published[at].Statements, _published[at].Seats, false), Is.EqualTo(expected));

    [Test]
    public void A_larger_slate_need_not_contain_the_smaller_one()
    {
        // Proposition A.2 of the book, third profile.
        int[][] votes = [[0, 3, 4], [0, 2], [1, 4], [2, 3, 5]];
        Assert.That(Slate(votes, 6, 4, true), Does.Not.Contain(Slate(votes, 6, 3, true)[0])
            .Or.Not.Contain(Slate(votes, 6, 3, true)[1]).Or.Not.Contain(Slate(votes, 6, 3, true)[2]));
    }

    [Test]
    public void A_price_that_takes_everybody_s_last_coin_is_paid()
    {
        // Two of four own half a seat each: exactly enough, which rounding must not deny.
        Assert.That(Slate([[0], [0], [1], [1]], 2, 2, false), Is.EqualTo("01"));
        // Seven sevenths are one, whatever doubles say.
        Assert.That(Slate([.. Enumerable.Repeat<int[]>([0], 7), .. Enumerable.Repeat<int[]>([1], 7)], 2, 2, false), Is.EqualTo("01"));
    }

    [Test]
    public void Nobody_and_nothing_give_an_empty_slate()
    {
        Assert.That(EqualShares.Of(Approvals.From([], 3), 2, ByNumber(3)), Is.Empty);
        Assert.That(EqualShares.Of(Approvals.From([[], []], 3), 2, ByNumber(3)), Is.Empty);
        Assert.That(EqualShares.Of(Approvals.From([[]], 0), 2, []), Is.Empty);
    }

    [Test]
    public void Doubles_that_spare_work_never_change_the_choice()
    {
        var chance = new Chance(11);
        for (var trial = 0; trial < 400; trial++)
        {
            var (people, statements, seats) = (3 + chance.Below(40), 2 + chance.Below(10), 1 + chance.Below(7));
            var votes = Instances.Random(people, statements, 0.1 + 0.5 * chance.Uniform(), ref chance);
            var approvals = Approvals.From(votes, statements);
            Assert.That(EqualShares.Of(approvals, seats, ByNumber(statements)).Select(one => (one.Statement, one.Price)),
                Is.EqualTo(Plain(votes, statements, seats)), $"trial {trial}");
        }
    }

    /// <summary>The definition word for word: every amount of every person an exact fraction, every price tried by every split.</summary>
    private static List<(int, Fraction)> Plain(int[][] votes, int statements, int seats)
    {
        var money = Enumerable.Repeat(new Fraction(seats, votes.Length), votes.Length).ToArray();
        var chosen = new List<(int Statement, Fraction Price)>();
        foreach (var phase in new[] { 1, 2 })
        {
            while (chosen.Count < seats)
            {
                (int Statement, Fraction Price)? best = null;
                for (var statement = 0; statement < statements; statement++)
                {
                    var supporters = Enumerable.Range(0, votes.Length).Where(i => votes[i].Contains(statement)).ToArray();
                    if (supporters.Length == 0 || chosen.Any(one => one.Statement == statement))
                    {
                        continue;
                    }
                    var total = supporters.Aggregate((Fraction)0, (sum, i) => sum + money[i]);
                    var price = phase == 2 ? (1 - total) / supporters.Length : total < 1 ? (Fraction?)null : Even(supporters.Select(i => money[i]));
                    if (price is { } one && (best is null || one < best.Value.Price))
                    {
                        best = (statement, one);
                    }
                }
                if (best is not { } next)
                {
                    break;
                }
                chosen.Add(next);
                foreach (var i in Enumerable.Range(0, votes.Length).Where(i => votes[i].Contains(next.Statement)))
                {
                    money[i] = phase == 2 ? 0 - next.Price : money[i] > next.Price ? money[i] - next.Price : 0;
                }
            }
        }
        return chosen;

        static Fraction Even(IEnumerable<Fraction> amounts)
        {
            var sorted = amounts.Order().ToArray();
            for (var poor = 0; ; poor++)
            {
                var price = (1 - sorted.Take(poor).Aggregate((Fraction)0, (sum, amount) => sum + amount)) / (sorted.Length - poor);
                if (price <= sorted[poor])
                {
                    return price;
                }
            }
        }
    }

    private static int[] ByNumber(int statements) => [.. Enumerable.Range(0, statements)];

    private static string Slate(int[][] votes, int statements, int seats, bool complete) => string.Concat(
        EqualShares.Of(Approvals.From(votes, statements), seats, ByNumber(statements), null, complete).Select(one => one.Statement).Order());
}
