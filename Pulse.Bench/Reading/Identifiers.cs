using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Pulse.Bench.Reading;

/// <summary>
/// Numbers the ids of a file from 0 by first appearance, without an object per row. A small whole number is looked up
/// in a table by its value, everything else in a hash table over the bytes of the id. Ids are equal when their bytes
/// are: 7 and 07 are two ids.
/// </summary>
internal sealed class Identifiers
{
    /// <summary>Whole numbers below this take the table, at most 16 MB of it.</summary>
    private const int Direct = 1 << 22;

    /// <summary>Stands in <see cref="_at"/> for an id that is a number below <see cref="Direct"/>.</summary>
    private const int IsNumber = -1;

    private int[] _byValue = Filled(1024);
    private int[] _slots = Filled(64);
    private int _hashed;

    // Per id: where its bytes start in the heap, or that it is a number; and its length, or the number
    private int[] _at = new int[1024];
    private int[] _length = new int[1024];
    private byte[] _heap = [];
    private int _used;

    public int Count { get; private set; }

    /// <summary>The number of an id that is written as the digits of <paramref name="value"/>, without leading zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(uint value)
    {
        var table = _byValue;
        if (value < (uint)table.Length && table[value] >= 0)
        {
            return table[value];
        }
        return First(value);
    }

    /// <summary>The number of an id by its bytes.</summary>
    public int Of(ReadOnlySpan<byte> id)
    {
        return IsDirect(id, out var value) ? Of(value) : Hashed(id);
    }

    private static bool IsDirect(ReadOnlySpan<byte> id, out uint value)
    {
        value = 0;
        if (id.Length > 8 || !IsWhole(id))
        {
            return false;
        }
        foreach (var digit in id)
        {
            value = value * 10 + (uint)(digit - '0');
        }
        return value < Direct;
    }

    /// <summary>The number of an id if it has one, otherwise −1.</summary>
    public int Find(ReadOnlySpan<byte> id)
    {
        if (IsDirect(id, out var value))
        {
            return value < (uint)_byValue.Length ? _byValue[value] : -1;
        }
        var slot = Slot(id);
        return _slots[slot];
    }

    /// <summary>Gives every id a number elsewhere, in the order in which they came here: <c>result[number]</c> is the number there.</summary>
    public int[] Into(Identifiers others)
    {
        var numbers = new int[Count];
        for (var number = 0; number < numbers.Length; number++)
        {
            numbers[number] = _at[number] == IsNumber ? others.Of((uint)_length[number]) : others.Of(Bytes(number));
        }
        return numbers;
    }

    public string Name(int number) => _at[number] == IsNumber
        ? _length[number].ToString(CultureInfo.InvariantCulture)
        : Encoding.UTF8.GetString(Bytes(number));

    /// <summary>
    /// <c>result[place]</c> is the number of the id at that place when sorted: whole numbers by size, then other ids by
    /// their bytes. This order does not depend on the order of rows.
    /// </summary>
    public int[] Sorted()
    {
        var order = new int[Count];
        var place = 0;
        foreach (var number in _byValue)
        {
            if (number >= 0)
            {
                order[place++] = number;
            }
        }
        if (_hashed > 0)
        {
            for (var number = 0; number < Count; number++)
            {
                if (_at[number] != IsNumber)
                {
                    order[place++] = number;
                }
            }
            Array.Sort(order, Compare);
        }
        return order;
    }

    private int Compare(int a, int b)
    {
        if (_at[a] == IsNumber && _at[b] == IsNumber)
        {
            return _length[a].CompareTo(_length[b]);
        }
        Span<byte> left = stackalloc byte[8], right = stackalloc byte[8];
        var x = Text(a, left);
        var y = Text(b, right);
        var (xIsNumber, yIsNumber) = (IsWhole(x), IsWhole(y));
        if (xIsNumber != yIsNumber)
        {
            return xIsNumber ? -1 : 1;
        }
        return xIsNumber && x.Length != y.Length ? x.Length.CompareTo(y.Length) : x.SequenceCompareTo(y);
    }

    private static bool IsWhole(ReadOnlySpan<byte> id) =>
        id.Length > 0 && (id[0] != '0' || id.Length == 1) && !id.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private ReadOnlySpan<byte> Text(int number, Span<byte> scratch)
    {
        if (_at[number] != IsNumber)
        {
            return Bytes(number);
        }
        Utf8Formatter.TryFormat(_length[number], scratch, out var written);
        return scratch[..written];
    }

    private ReadOnlySpan<byte> Bytes(int number) => _heap.AsSpan(_at[number], _length[number]);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int First(uint value)
    {
        if (value >= Direct)
        {
            Span<byte> digits = stackalloc byte[10];
            Utf8Formatter.TryFormat(value, digits, out var written);
            return Hashed(digits[..written]);
        }
        if (value >= (uint)_byValue.Length)
        {
            var old = _byValue.Length;
            Array.Resize(ref _byValue, (int)Math.Min(Direct, Math.Max(value + 1, (uint)old * 2)));
            _byValue.AsSpan(old).Fill(-1);
        }
        return _byValue[value] = Next(IsNumber, (int)value);
    }

    private int Hashed(ReadOnlySpan<byte> id)
    {
        var slot = Slot(id);
        var number = _slots[slot];
        return number >= 0 ? number : FirstHashed(id, slot);
    }

    /// <summary>Where the id stands in the hash table, or the empty slot where it would.</summary>
    private int Slot(ReadOnlySpan<byte> id)
    {
        var mask = _slots.Length - 1;
        var slot = Hash(id) & mask;
        while (_slots[slot] is >= 0 and var number && !Bytes(number).SequenceEqual(id))
        {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int FirstHashed(ReadOnlySpan<byte> id, int slot)
    {
        while (_used + id.Length > _heap.Length)
        {
            Array.Resize(ref _heap, checked(Math.Max(4096, _heap.Length * 2)));
        }
        id.CopyTo(_heap.AsSpan(_used));
        var number = _slots[slot] = Next(_used, id.Length);
        _used += id.Length;
        if (++_hashed * 2 > _slots.Length)
        {
            var slots = Filled(_slots.Length * 2);
            foreach (var old in _slots)
            {
                if (old >= 0)
                {
                    var to = Hash(Bytes(old)) & (slots.Length - 1);
                    while (slots[to] >= 0)
                    {
                        to = (to + 1) & (slots.Length - 1);
                    }
                    slots[to] = old;
                }
            }
            _slots = slots;
        }
        return number;
    }

    private int Next(int at, int length)
    {
        if (Count == _at.Length)
        {
            Array.Resize(ref _at, Count * 2);
            Array.Resize(ref _length, Count * 2);
        }
        (_at[Count], _length[Count]) = (at, length);
        return Count++;
    }

    private static int Hash(ReadOnlySpan<byte> id)
    {
        var hash = (ulong)id.Length;
        while (id.Length >= 8)
        {
            hash = Chance.Mix(hash ^ MemoryMarshal.Read<ulong>(id));
            id = id[8..];
        }
        var rest = 0UL;
        foreach (var one in id)
        {
            rest = rest << 8 | one;
        }
        return (int)(Chance.Mix(hash + rest) >> 33);
    }

    private static int[] Filled(int length)
    {
        var slots = new int[length];
        Array.Fill(slots, -1);
        return slots;
    }
}
