namespace Pulse.Tests.Analysing.Slates;

/// <summary>Small elections by seed: at random, and of the kinds in which proportional rules are known to fail.</summary>
internal static class Instances
{
    public static int[][] Random(int people, int statements, double density, ref Chance chance)
    {
        var votes = new int[people][];
        for (var person = 0; person < people; person++)
        {
            var approved = new List<int>();
            for (var statement = 0; statement < statements; statement++)
            {
                if (chance.Uniform() < density)
                {
                    approved.Add(statement);
                }
            }
            votes[person] = [.. approved];
        }
        return votes;
    }

    public const int Kinds = 6;

    /// <summary>An instance of up to eight people and seven statements.</summary>
    public static (int[][] Votes, int Statements, int Seats) Small(int kind, ref Chance chance)
    {
        var (people, statements) = (1 + chance.Below(8), 1 + chance.Below(7));
        var seats = 1 + chance.Below(Math.Max(1, Math.Min(5, statements)));
        var votes = kind switch
        {
            // Anything
            0 => Random(people, statements, 0.15 + 0.6 * chance.Uniform(), ref chance),
            // Parties: everybody approves one block
            1 => Blocks(people, statements, 0, ref chance),
            // Parties whose members also approve strangers' statements now and then
            2 => Blocks(people, statements, 0.15, ref chance),
            // Nested approvals: whoever approves i approves all before i
            3 => Nested(people, statements, ref chance),
            // One statement everybody likes, and a tail that only few do: approval counts drown the few
            4 => Tail(people, statements, ref chance),
            // Many who never saw most statements
            _ => Random(people, statements, 0.12, ref chance),
        };
        return (votes, statements, seats);
    }

    private static int[][] Blocks(int people, int statements, double noise, ref Chance chance)
    {
        var parties = 1 + chance.Below(3);
        var partyOf = new int[statements];
        for (var statement = 0; statement < statements; statement++)
        {
            partyOf[statement] = chance.Below(parties);
        }
        var votes = new int[people][];
        for (var person = 0; person < people; person++)
        {
            var (own, approved) = (chance.Below(parties), new List<int>());
            for (var statement = 0; statement < statements; statement++)
            {
                if (partyOf[statement] == own ? chance.Uniform() >= noise : chance.Uniform() < noise)
                {
                    approved.Add(statement);
                }
            }
            votes[person] = [.. approved];
        }
        return votes;
    }

    private static int[][] Nested(int people, int statements, ref Chance chance)
    {
        var votes = new int[people][];
        for (var person = 0; person < people; person++)
        {
            votes[person] = [.. Enumerable.Range(0, chance.Below(statements + 1))];
        }
        return votes;
    }

    private static int[][] Tail(int people, int statements, ref Chance chance)
    {
        var votes = Random(people, statements, 0.25, ref chance);
        for (var person = 0; person < people; person++)
        {
            votes[person] = [.. votes[person].Append(0).Distinct()];
        }
        return votes;
    }
}
