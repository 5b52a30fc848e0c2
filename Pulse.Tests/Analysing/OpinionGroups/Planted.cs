using Pulse.Analysing.Matrices;
using Pulse.Voting;

namespace Pulse.Tests.Analysing.OpinionGroups;

/// <summary>
/// Votes with known groups: 40, 30, 20 and 10 % of the people; three in ten statements are agreed to by all alike, five
/// divide the groups, two are coin flips; 15 % of votes are passes. Or pure noise, where every vote is a coin flip.
/// </summary>
internal sealed class Planted
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

    /// <param name="share">Share of statements that everybody votes on, drawn by chance.</param>
    public static Planted Of(int participants, int statements, double share, ulong seed, bool noise = false)
    {
        var chance = new Chance(Chance.Mix(seed + 77));
        var groups = Enumerable.Range(0, participants).Select(p => (p % 10) switch { < 4 => 0, < 7 => 1, < 9 => 2, _ => 3 }).ToArray();
        var chances = new double[statements][];
        for (var s = 0; s < statements; s++)
        {
            var (kind, q) = (noise ? 9 : s % 10, 0.60 + 0.35 * chance.Uniform());
            chances[s] = Enumerable.Range(0, 4).Select(_ => kind < 3 ? q : kind < 8 ? 0.05 + 0.90 * chance.Uniform() : 0.5).ToArray();
        }
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
        return new Planted(VoteMatrix.From(participants, statements, [.. votes]), groups, chances);
    }
}
