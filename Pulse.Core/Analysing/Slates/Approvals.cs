using Pulse.Analysing.Matrices;

namespace Pulse.Analysing.Slates;

/// <summary>
/// Who approves what: agreeing votes only. Disagreeing, passing and never having seen a statement are not approval.
/// People and statements are numbered from 0; people who approve nothing may be among them.
/// </summary>
public sealed class Approvals
{
    private readonly int[][] _supporters;

    private Approvals(int people, int[][] supporters)
    {
        People = people;
        _supporters = supporters;
    }

    public int People { get; }

    public int Statements => _supporters.Length;

    /// <summary>Those who approve a statement, rising.</summary>
    public ReadOnlySpan<int> Supporters(int statement) => _supporters[statement];

    /// <param name="statementsOf">What each person approves, in any order; naming one twice counts once.</param>
    /// <param name="statements">How many statements there are.</param>
    public static Approvals From(IReadOnlyList<IReadOnlyCollection<int>> statementsOf, int statements)
    {
        ArgumentNullException.ThrowIfNull(statementsOf);
        var supporters = Enumerable.Range(0, statements).Select(_ => new List<int>()).ToArray();
        for (var person = 0; person < statementsOf.Count; person++)
        {
            foreach (var statement in statementsOf[person].Distinct())
            {
                supporters[statement].Add(person);
            }
        }
        return new Approvals(statementsOf.Count, Array.ConvertAll(supporters, list => list.ToArray()));
    }

    /// <summary>
    /// The agreeing votes on the offered statements. Statement i is <c>offered[i]</c>; people are renumbered to those
    /// who agreed with at least one of them, since nobody else can be represented by any choice.
    /// </summary>
    public static (Approvals Approvals, int[] Participants) From(VoteMatrix matrix, IReadOnlyList<int> offered)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(offered);
        var agrees = new bool[matrix.Participants];
        var supporters = offered.Select(statement =>
        {
            var list = new List<int>();
            foreach (var entry in matrix.Column(statement))
            {
                if (VoteMatrix.ValueOf(entry) > 0)
                {
                    list.Add(VoteMatrix.ParticipantOf(entry));
                    agrees[list[^1]] = true;
                }
            }
            return list.ToArray();
        }).ToArray();
        var participants = Enumerable.Range(0, agrees.Length).Where(i => agrees[i]).ToArray();
        var number = new int[agrees.Length];
        for (var i = 0; i < participants.Length; i++)
        {
            number[participants[i]] = i;
        }
        foreach (var list in supporters)
        {
            for (var i = 0; i < list.Length; i++)
            {
                list[i] = number[list[i]];
            }
        }
        return (new Approvals(participants.Length, supporters), participants);
    }
}
