using Pulse.Analysing.Matrices;
using Pulse.Voting;

namespace Pulse.Tests.Analysing.OpinionGroups;

/// <summary>
/// Votes with known groups: 40, 30, 20 and 10 % of the people; three in ten statements are agreed to by all alike, five
/// divide the groups, two are coin flips; 15 % of votes are passes. Divided at will, each group by its own chance; or
/// crossed, along two lines that cut across each other; or pure noise, where every vote is a coin flip.
/// </summary>
public sealed class Planted
{
    private Planted(VoteMatrix matrix, int[] groups, double[][] chances)
    {
        Matrix = matrix;
        Groups = groups;
        Chances = chances;
    }

    public VoteMatrix Matrix { get; }

    public int[] Groups { get; }

    /// <summary><c>Chances[statement][group]</c> of agreeing, given no pass.</summary>
    public double[][] Chances { get; }

    public bool Divides(int statement) => Chances[statement].Distinct().Count() > 1;

    public enum Structure
    {
        AtWill,
        Crossed,
        Noise,
    }

    /// <param name="share">Share of statements that everybody votes on, drawn by chance.</param>
    public static Planted Of(int participants, int statements, double share, ulong seed, Structure structure = Structure.AtWill)
    {
        var chance = new Chance(Chance.Mix(seed + 77));
        var groups = Enumerable.Range(0, participants).Select(p => (p % 10) switch { < 4 => 0, < 7 => 1, < 9 => 2, _ => 3 }).ToArray();
        var chances = new double[statements][];
        for (var s = 0; s < statements; s++)
        {
            var (kind, q) = (structure == Structure.Noise ? 9 : s % 10, 0.60 + 0.35 * chance.Uniform());
            chances[s] = Enumerable.Range(0, 4).Select(group => kind < 3 ? q : kind >= 8 ? 0.5
                : structure == Structure.AtWill ? 0.05 + 0.90 * chance.Uniform()
                : (s % 2 == 0 ? group / 2 : group % 2) == 0 ? 0.9 : 0.1).ToArray();
        }
        return new Planted(Votes(groups, chances, share, ref chance), groups, chances);
    }

    /// <summary>The same people and statements, another round of votes.</summary>
    public Planted Again(double share, ulong seed)
    {
        var chance = new Chance(Chance.Mix(seed + 991));
        return new Planted(Votes(Groups, Chances, share, ref chance), Groups, Chances);
    }

    private static VoteMatrix Votes(int[] groups, double[][] chances, double share, ref Chance chance)
    {
        var (participants, statements) = (groups.Length, chances.Length);
        var votes = new List<IndexedVote>();
        for (var p = 0; p < participants; p++)
        {
            for (var s = 0; s < statements; s++)
            {
                if (chance.Uniform() < share)
                {
                    var r = chance.Uniform();
                    votes.Add(new IndexedVote(p, s, r < 0.15 ? Ballot.Pass
                        : (r - 0.15) / 0.85 < chances[s][groups[p]] ? Ballot.Agree : Ballot.Disagree));
                }
            }
        }
        return VoteMatrix.From(participants, statements, [.. votes]);
    }
}
