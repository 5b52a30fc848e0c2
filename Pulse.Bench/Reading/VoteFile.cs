using Pulse.Analysing.Matrices;

namespace Pulse.Bench.Reading;

/// <summary>The votes of a file, and what the file calls those who cast them and what they were cast on.</summary>
/// <param name="Matrix">By place in the two rosters.</param>
/// <param name="Participants">Who cast a vote.</param>
/// <param name="Statements">What a vote was cast on.</param>
/// <param name="Rows">How many rows there were.</param>
/// <param name="Repeats">How many of them repeat an earlier pair: the last row of a pair counts.</param>
internal sealed record VoteFile(VoteMatrix Matrix, Roster Participants, Roster Statements, long Rows, long Repeats);

/// <summary>The ids of a file in sorted order (<see cref="Identifiers.Sorted"/>), whatever order its rows are in.</summary>
internal sealed class Roster
{
    private readonly Identifiers _identifiers;
    private readonly int[] _sorted;

    public Roster(Identifiers identifiers)
    {
        _identifiers = identifiers;
        _sorted = identifiers.Sorted();
        Arrival = new int[_sorted.Length];
        for (var place = 0; place < _sorted.Length; place++)
        {
            Arrival[_sorted[place]] = place;
            IsByArrival &= _sorted[place] == place;
        }
    }

    public int Count => _sorted.Length;

    /// <summary>Whether ids first appeared in sorted order.</summary>
    public bool IsByArrival { get; } = true;

    /// <summary>Places by first appearance: <c>result[number]</c> is the place of the id that came as that one.</summary>
    public int[] Arrival { get; }

    public string Name(int place) => _identifiers.Name(_sorted[place]);

    /// <summary>The place of an id, −1 if nobody has it.</summary>
    public int Find(ReadOnlySpan<byte> id) => _identifiers.Find(id) is >= 0 and var number ? Arrival[number] : -1;
}
