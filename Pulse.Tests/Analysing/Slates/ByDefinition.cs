using System.Numerics;

namespace Pulse.Tests.Analysing.Slates;

/// <summary>The definitions of representation over all subsets of people; plain on purpose, nothing skipped.</summary>
internal static class ByDefinition
{
    public static bool BreaksExtendedPlus(int[][] votes, int statements, int[] slate, int seats, Func<int, bool>? isDemand = null)
    {
        var (chosen, demands) = (Bits(slate), Bits(Enumerable.Range(0, statements).Where(one => isDemand?.Invoke(one) != false)));
        return Groups(votes, seats).Any(group =>
            (group.Common & demands & ~chosen) != 0 && group.People.All(person => BitOperations.PopCount(person & chosen) < group.Earned));
    }

    public static bool BreaksJustified(int[][] votes, int[] slate, int seats)
    {
        var chosen = Bits(slate);
        return Groups(votes, seats).Any(group => group.Common != 0 && group.People.All(person => (person & chosen) == 0));
    }

    public static bool BreaksProportional(int[][] votes, int[] slate, int seats)
    {
        var chosen = Bits(slate);
        // Any ℓ up to what the group earns will do, if it agrees on ℓ statements and together has fewer.
        return Groups(votes, seats).Any(group => Math.Min(group.Earned, BitOperations.PopCount(group.Common))
            > BitOperations.PopCount(group.People.Aggregate(0u, (all, person) => all | person) & chosen));
    }

    private static uint Bits(IEnumerable<int> statements) => statements.Aggregate(0u, (bits, one) => bits | 1u << one);

    /// <summary>Every group of people that earns at least one seat, the most seats that it earns, and what all of it approves.</summary>
    private static IEnumerable<(uint[] People, int Earned, uint Common)> Groups(int[][] votes, int seats)
    {
        var approved = votes.Select(Bits).ToArray();
        for (var group = 1u; group < 1u << votes.Length; group++)
        {
            var earned = BitOperations.PopCount(group) * seats / votes.Length;
            if (earned >= 1)
            {
                var people = approved.Where((_, i) => (group >> i & 1) == 1).ToArray();
                yield return (people, earned, people.Aggregate(uint.MaxValue, (all, person) => all & person));
            }
        }
    }
}
