using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Pulse.Publishing;

namespace Pulse.Tests.Publishing;

/// <summary>
/// The auditor plays a reader who knows every shown cell, the total, the minimum and the rule itself, and asks how many
/// values each hidden cell could have.
/// </summary>
[TestFixture]
public sealed class DisclosureTests
{
    private const int Rows = 2000;

    private static readonly Gen<int[]> _row =
        from length in Gen.Choose(2, 5)
        from cells in Gen.ArrayOf(Gen.Choose(0, 22), length)
        select cells;

    [TestCase(5)]
    [TestCase(10)]
    public void A_hidden_cell_tells_no_more_than_that_it_may_be_too_small(int minimum) =>
        Prop.ForAll(_row.ToArbitrary(), row => Width(row, minimum, With) is not { } width || width >= minimum - 1)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Rows));

    [Test]
    public void Hiding_only_what_is_too_small_would_betray_it()
    {
        var betrayed = _row.Sample(Rows).Count(row => Width(row, 5, OnlyTooSmall) is 0);
        TestContext.Out.WriteLine($"{betrayed} of {Rows} rows betray a hidden cell when only the too small ones are hidden");
        Assert.That(betrayed, Is.GreaterThan(Rows / 10));
    }

    [Test]
    public void Hiding_the_next_smallest_with_it_would_narrow_it_down() =>
        Assert.That(Width([5, 5, 5, 2], 5, NextSmallest), Is.LessThan(4));

    [TestCase(5)]
    [TestCase(10)]
    public void What_is_shown_is_never_too_small(int minimum) =>
        Prop.ForAll(_row.ToArbitrary(), row => row.Zip(With(row, minimum)).All(cell => !cell.Second || cell.First >= minimum))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Rows));

    [Test]
    public void A_row_of_large_cells_is_shown_whole() =>
        Assert.That(Disclosure.Shown([41, 97, 10], 10, totalIsKnown: true), Is.All.True);

    [Test]
    public void Without_a_total_only_the_small_cell_is_hidden() =>
        Assert.That(Disclosure.Shown([41, 3, 97], 10, totalIsKnown: false), Is.EqualTo(new[] { true, false, true }));

    [Test]
    public void With_a_total_the_next_in_order_goes_with_it() =>
        Assert.That(Disclosure.Shown([41, 3, 97], 10, totalIsKnown: true), Is.EqualTo(new[] { true, false, false }));

    [Test]
    public void A_floor_over_a_hidden_segment_is_not_printed()
    {
        var row = ResultRow.Of([("a", true), ("b", true)], [Result("a", 30), Result("b", 4)], 5);
        Assert.Multiple(() =>
        {
            Assert.That(row.Floor, Is.Null);
            Assert.That(row.Spread, Is.Null);
            Assert.That(row.In("a"), Is.Not.Null);
        });
    }

    private static SegmentResult Result(string segment, int agree) => new()
    {
        Segment = segment,
        Bridging = true,
        Agree = agree,
        Pass = 0,
        Disagree = 0,
        Low = 0.5,
        High = 1,
    };

    private static IReadOnlyList<bool> With(int[] row, int minimum) => Disclosure.Shown(row, minimum, totalIsKnown: true);

    private static IReadOnlyList<bool> OnlyTooSmall(int[] row, int minimum) => [.. row.Select(cell => cell >= minimum)];

    private static IReadOnlyList<bool> NextSmallest(int[] row, int minimum)
    {
        var shown = OnlyTooSmall(row, minimum).ToArray();
        foreach (var cell in Enumerable.Range(0, row.Length).Where(cell => shown[cell]).OrderBy(cell => row[cell]))
        {
            var hidden = Enumerable.Range(0, row.Length).Where(other => !shown[other]).ToArray();
            if (hidden.Length is 0 or >= 2 && hidden.Sum(other => row[other]) >= minimum)
            {
                break;
            }

            shown[cell] = false;
        }

        return shown;
    }

    /// <summary>
    /// The narrowest range of a hidden cell over all rows that the reader cannot tell from this one; null where nothing
    /// is hidden, or where so few people are in the whole row that its total is not shown either.
    /// </summary>
    private static int? Width(int[] row, int minimum, Func<int[], int, IReadOnlyList<bool>> rule)
    {
        var shown = rule(row, minimum);
        var hidden = Enumerable.Range(0, row.Length).Where(cell => !shown[cell]).ToArray();
        if (hidden.Length == 0 || row.Sum() < minimum)
        {
            return null;
        }

        var least = new int[hidden.Length];
        var most = new int[hidden.Length];
        Array.Fill(least, int.MaxValue);
        Array.Fill(most, -1);
        var guess = (int[])row.Clone();
        Fill(0, hidden.Sum(cell => row[cell]));
        return hidden.Select((_, place) => most[place] - least[place]).Min();

        void Fill(int place, int left)
        {
            if (place == hidden.Length - 1)
            {
                guess[hidden[place]] = left;
                if (rule(guess, minimum).SequenceEqual(shown))
                {
                    for (var one = 0; one < hidden.Length; one++)
                    {
                        least[one] = Math.Min(least[one], guess[hidden[one]]);
                        most[one] = Math.Max(most[one], guess[hidden[one]]);
                    }
                }

                return;
            }

            for (var count = 0; count <= left; count++)
            {
                guess[hidden[place]] = count;
                Fill(place + 1, left - count);
            }
        }
    }
}
