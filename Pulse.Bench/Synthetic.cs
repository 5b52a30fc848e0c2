using Pulse.Analysing.Matrices;
using Pulse.Voting;

namespace Pulse.Bench;

/// <summary>
/// Votes with known groups and known truth: every number is SplitMix64 of a counter, so that anyone can make the same.
/// Votes per participant are exponential; 30 % consensus, 50 % divisive, 20 % noise statements; 15 % passes.
/// </summary>
public sealed class Synthetic(int participants, int statements, int votes)
{
    private const ulong Seed = 20261121;
    private const int Groups = 4;

    /// <summary>Latent group of a participant: 40, 30, 20 and 10 %.</summary>
    public static int GroupOf(int participant) => Uniform(1, (ulong)participant) switch
    {
        < 0.4 => 0,
        < 0.7 => 1,
        < 0.9 => 2,
        _ => 3,
    };

    public int[] GroupLabels() => Enumerable.Range(0, participants).Select(GroupOf).ToArray();

    public IndexedVote[] Votes()
    {
        var chances = Enumerable.Range(0, statements).Select(Chances).ToArray();
        var result = new List<IndexedVote>(votes + votes / 20);
        for (var p = 0; p < participants; p++)
        {
            var group = GroupOf(p);
            var mean = (double)votes / participants;
            var count = Math.Clamp((int)Math.Round(-Math.Log(1 - Uniform(5, (ulong)p)) * mean), 1, statements);
            var offset = (int)(Draw(6, (ulong)p) % (ulong)statements);
            var stride = Stride((ulong)p);
            for (var j = 0; j < count; j++)
            {
                var s = (int)((offset + (long)j * stride) % statements);
                var r = Uniform(8, (ulong)p * (ulong)statements + (ulong)s);
                var agrees = (r - 0.15) / 0.85 < chances[s][group];
                result.Add(new IndexedVote(p, s, r < 0.15 ? Ballot.Pass : agrees ? Ballot.Agree : Ballot.Disagree));
            }
        }
        return [.. result];
    }

    private int Stride(ulong participant)
    {
        if (statements == 1)
        {
            return 1;
        }
        var stride = 1 + (int)(Draw(7, participant) % (ulong)(statements - 1));
        while (Divisor(stride, statements) != 1)
        {
            stride++;
        }
        return stride;
    }

    /// <summary>Chance of agreeing per group, given that one does not pass.</summary>
    private static double[] Chances(int statement)
    {
        var s = (ulong)statement;
        return Uniform(2, s) switch
        {
            < 0.3 => Enumerable.Repeat(0.60 + 0.35 * Uniform(3, s), Groups).ToArray(),
            < 0.8 => Enumerable.Range(0, Groups).Select(g => 0.05 + 0.90 * Uniform(4, s * Groups + (ulong)g)).ToArray(),
            _ => Enumerable.Repeat(0.5, Groups).ToArray(),
        };
    }

    private static int Divisor(int a, int b) => b == 0 ? a : Divisor(b, a % b);

    private static ulong Draw(ulong stream, ulong i) =>
        Chance.Mix(unchecked(Seed + stream * 0x632BE59BD9B4E019 + (i + 1) * 0x9E3779B97F4A7C15));

    private static double Uniform(ulong stream, ulong i) => (Draw(stream, i) >> 11) * (1.0 / (1UL << 53));
}
