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
        // One in eight is degenerate: a person or two, a statement or two, more seats than statements.
        var tiny = chance.Below(8) == 0;
        var (people, statements) = tiny ? (1 + chance.Below(3), 1 + chance.Below(2)) : (4 + chance.Below(5), 4 + chance.Below(4));
        var seats = tiny ? 1 + chance.Below(4) : 2 + chance.Below(3);
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
        var parties = 2 + chance.Below(2);
        var partyOf = new int[statements];
        for (var statement = 0; statement < statements; statement++)
        {
            partyOf[statement] = Party(parties, ref chance);
        }
        var votes = new int[people][];
        for (var person = 0; person < people; person++)
        {
            var (own, approved) = (Party(parties, ref chance), new List<int>());
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

    /// <summary>Mostly the first: a majority that could take every seat.</summary>
    private static int Party(int parties, ref Chance chance) => chance.Below(3) < 2 ? 0 : chance.Below(parties);

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
