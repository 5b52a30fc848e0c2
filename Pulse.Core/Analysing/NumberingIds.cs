using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pulse.Analysing;

/// <summary>Numbers ids in the order in which they are first seen; open addressing, 20 to 40 bytes per id and no object.</summary>
public sealed class NumberingIds
{
    private const int Smallest = 1 << 10;

    // A place holds number + 1, 0 where it is free
    private int[] _places = new int[Smallest];
    private Guid[] _ids = new Guid[Smallest / 2];

    public int Count { get; private set; }

    public ReadOnlySpan<Guid> Ids => _ids.AsSpan(0, Count);

    /// <summary>The number of an id, a new one if it was not seen before.</summary>
    public int Number(in Guid id)
    {
        var at = Place(id);
        for (; _places[at] != 0; at = (at + 1) & (_places.Length - 1))
        {
            if (_ids[_places[at] - 1] == id)
            {
                return _places[at] - 1;
            }
        }
        if (Count == _ids.Length)
        {
            Grow();
            return Number(id);
        }
        _ids[Count] = id;
        _places[at] = ++Count;
        return Count - 1;
    }

    /// <summary>Ids in rising order, and for each number the place that its id has there; null where they were seen in that order.</summary>
    public (Guid[] Sorted, int[]? PlaceOf) Sorted()
    {
        var sorted = Ids.ToArray();
        var numbers = new int[Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = i;
        }
        Array.Sort(sorted, numbers);
        var placeOf = new int[Count];
        var moved = false;
        for (var i = 0; i < numbers.Length; i++)
        {
            placeOf[numbers[i]] = i;
            moved |= numbers[i] != i;
        }
        return (sorted, moved ? placeOf : null);
    }

    // Ids made in sequence share their first bytes: both halves must decide
    private int Place(in Guid id)
    {
        var halves = MemoryMarshal.Cast<Guid, ulong>(MemoryMarshal.CreateReadOnlySpan(in Unsafe.AsRef(in id), 1));
        return (int)(Chance.Mix(halves[0] * 0x9E3779B97F4A7C15 + halves[1]) >> 32) & (_places.Length - 1);
    }

    private void Grow()
    {
        Array.Resize(ref _ids, _ids.Length * 2);
        _places = new int[_places.Length * 2];
        for (var number = 0; number < Count; number++)
        {
            var at = Place(_ids[number]);
            while (_places[at] != 0)
            {
                at = (at + 1) & (_places.Length - 1);
            }
            _places[at] = number + 1;
        }
    }
}
