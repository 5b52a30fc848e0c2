using Pulse.Analysing.Matrices;
using Pulse.Language;
using Pulse.Voting;

namespace Pulse.Tests.Analysing.Estimates;

/// <summary>Votes whose truth is known: people of several segments with habits, statements with texts, and few votes of each.</summary>
internal sealed class SimulatedVotes
{
    private const int Directions = 12;

    /// <summary>How the segments go together: two alike, the third apart.</summary>
    private static readonly double[][] _mixing = [[0.7, 0, 0], [0.5, 0.45, 0], [-0.2, 0.1, 0.7]];

    private readonly double[,] _positions;
    private readonly double[] _habits;

    public SimulatedVotes(int participants, int statements, int votesEach, ulong seed)
    {
        var chance = new Chance(seed);
        var segments = _mixing.Length;
        SegmentOf = Enumerable.Range(0, participants).Select(p => p % segments).ToArray();
        Texts = Enumerable.Range(0, statements)
            .Select(_ => TextVector.Dense(Normals(ref chance, Directions)).Unit()).ToArray();
        var weights = Enumerable.Range(0, Directions).Select(_ => Together(ref chance, 0.9)).ToArray();
        _positions = new double[statements, segments];
        for (var s = 0; s < statements; s++)
        {
            var own = Together(ref chance, 0.8);
            for (var g = 0; g < segments; g++)
            {
                _positions[s, g] = 0.4 - 0.3 * g + own[g] + Texts[s].Values.Select((value, i) => value * weights[i][g]).Sum();
            }
        }
        _habits = Normals(ref chance, participants).Select((habit, p) => habit * HabitDeviation(SegmentOf[p])).ToArray();
        var votes = new List<IndexedVote>();
        for (var p = 0; p < participants; p++)
        {
            foreach (var s in chance.Permutation(statements).Take(votesEach))
            {
                var agrees = _positions[s, SegmentOf[p]] + _habits[p] + Normal(ref chance) > 0;
                votes.Add(new IndexedVote(p, s, agrees ? Ballot.Agree : Ballot.Disagree));
            }
        }
        Votes = [.. votes];
        Matrix = VoteMatrix.From(participants, statements, Votes);
    }

    public static int Segments => _mixing.Length;

    public int[] SegmentOf { get; }

    public TextVector[] Texts { get; }

    public IndexedVote[] Votes { get; }

    public VoteMatrix Matrix { get; }

    /// <summary>The share of the segment that would agree.</summary>
    public double Share(int statement, int segment) =>
        Below(_positions[statement, segment] / Math.Sqrt(1 + HabitDeviation(segment) * HabitDeviation(segment)));

    public double Agrees(int participant, int statement) =>
        Below(_positions[statement, SegmentOf[participant]] + _habits[participant]);

    private static double HabitDeviation(int segment) => 0.4 + 0.2 * segment;

    private static double[] Together(ref Chance chance, double scale)
    {
        var normals = Normals(ref chance, _mixing.Length);
        return _mixing.Select(row => scale * row.Select((value, i) => value * normals[i]).Sum()).ToArray();
    }

    private static double[] Normals(ref Chance chance, int count)
    {
        var normals = new double[count];
        for (var i = 0; i < count; i++)
        {
            normals[i] = Normal(ref chance);
        }
        return normals;
    }

    private static double Normal(ref Chance chance) =>
        Math.Sqrt(-2 * Math.Log(1 - chance.Uniform())) * Math.Cos(2 * Math.PI * chance.Uniform());

    /// <summary>Φ by Simpson's rule: slow, but nothing that is shared with what is tested.</summary>
    private static double Below(double x)
    {
        const int Steps = 400;
        var (sum, step) = (0.0, x / Steps);
        for (var i = 0; i <= Steps; i++)
        {
            sum += Math.Exp(-i * step * i * step / 2) * (i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2);
        }
        return 0.5 + sum * step / 3 / Math.Sqrt(2 * Math.PI);
    }
}
