using Pulse.Voting;

namespace Pulse.Bench;

/// <summary>
/// Votes with known groups and known truth: every number is SplitMix64 of a counter, so that anyone can make the same.
/// Votes per participant are exponential; 30 % consensus, 50 % divisive, 20 % noise statements; 15 % passes.
/// </summary>
/// <param name="participants">P.</param>
/// <param name="statements">S.</param>
/// <param name="votes">N, about the number of votes: fewer where somebody would have voted on more than S statements.</param>
public sealed class Synthetic(int participants, int statements, long votes)
{
    public const int Groups = 4;
    private const ulong Seed = 20261121;
    private const double Passing = 0.15;

    private readonly double[] _chances = Chances(statements);

    public int Participants => participants;

    public int Statements => statements;

    /// <summary>Latent group of a participant: 40, 30, 20 and 10 %.</summary>
    public static int GroupOf(int participant) => Uniform(1, (ulong)participant) switch
    {
        < 0.4 => 0,
        < 0.7 => 1,
        < 0.9 => 2,
        _ => 3,
    };

    public int[] GroupLabels()
    {
        var labels = new int[participants];
        for (var participant = 0; participant < labels.Length; participant++)
        {
            labels[participant] = GroupOf(participant);
        }
        return labels;
    }

    /// <summary>Calls <paramref name="cast"/> for every vote, by participant.</summary>
    public void Each(Action<int, int, Ballot> cast)
    {
        ArgumentNullException.ThrowIfNull(cast);
        for (var participant = 0; participant < participants; participant++)
        {
            var group = GroupOf(participant);
            var count = CountOf(participant);
            var (statement, stride) = Walk(participant);
            for (var j = 0; j < count; j++)
            {
                cast(participant, statement, BallotOf(participant, group, statement));
                statement += stride;
                statement -= statement >= statements ? statements : 0;
            }
        }
    }

    /// <summary>How many votes a participant casts: exponential with mean N / P, at least 1, at most S.</summary>
    public int CountOf(int participant) =>
        Math.Clamp((int)Math.Round(-Math.Log(1 - Uniform(5, (ulong)participant)) * votes / participants), 1, statements);

    /// <summary>The first statement of a participant and the step from one to the next, coprime with S.</summary>
    public (int Offset, int Stride) Walk(int participant)
    {
        var offset = (int)(Draw(6, (ulong)participant) % (ulong)statements);
        if (statements == 1)
        {
            return (offset, 0);
        }
        var stride = 1 + (int)(Draw(7, (ulong)participant) % (ulong)(statements - 1));
        while (Divisor(stride, statements) != 1)
        {
            stride++;
        }
        return (offset, stride);
    }

    public Ballot BallotOf(int participant, int group, int statement)
    {
        var r = Uniform(8, (ulong)participant * (ulong)statements + (ulong)statement);
        if (r < Passing)
        {
            return Ballot.Pass;
        }
        return (r - Passing) / (1 - Passing) < _chances[statement * Groups + group] ? Ballot.Agree : Ballot.Disagree;
    }

    /// <summary>Chance that a group agrees with a statement, given that one does not pass.</summary>
    public double ChanceOf(int statement, int group) => _chances[statement * Groups + group];

    private static double[] Chances(int statements)
    {
        var chances = new double[statements * Groups];
        for (var statement = 0; statement < statements; statement++)
        {
            var s = (ulong)statement;
            var kind = Uniform(2, s);
            for (var group = 0; group < Groups; group++)
            {
                chances[statement * Groups + group] = kind switch
                {
                    < 0.3 => 0.60 + 0.35 * Uniform(3, s),
                    < 0.8 => 0.05 + 0.90 * Uniform(4, s * Groups + (ulong)group),
                    _ => 0.5,
                };
            }
        }
        return chances;
    }

    private static int Divisor(int a, int b) => b == 0 ? a : Divisor(b, a % b);

    internal static ulong Draw(ulong stream, ulong i) =>
        Chance.Mix(unchecked(Seed + stream * 0x632BE59BD9B4E019 + (i + 1) * 0x9E3779B97F4A7C15));

    internal static double Uniform(ulong stream, ulong i) => (Draw(stream, i) >> 11) * (1.0 / (1UL << 53));
}
