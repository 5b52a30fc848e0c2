namespace Pulse.Analysing.OpinionGroups;

/// <summary>Orders points of the plane so that neighbours in the order are mostly neighbours in the plane (Morton 1966).</summary>
internal static class PlaneOrder
{
    private const int Digit = 11;
    private const int Digits = 1 << Digit;
    private const double Cells = 1 << 16;

    /// <summary>
    /// Rising values: 16 bits of x and of y, interleaved, over the point's number in the low 32 bits. O(points).
    /// </summary>
    public static ulong[] Of(double[] x, double[] y)
    {
        var (left, scaleX) = Scale(x);
        var (bottom, scaleY) = Scale(y);
        var places = new ulong[x.Length];
        for (var i = 0; i < places.Length; i++)
        {
            var place = Spread((uint)((x[i] - left) * scaleX)) | Spread((uint)((y[i] - bottom) * scaleY)) << 1;
            places[i] = ((ulong)place << 32) | (uint)i;
        }
        return Sorted(places);
    }

    private static (double Least, double Scale) Scale(double[] values)
    {
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }
        return (least, most > least ? (Cells - 1) / (most - least) : 0);
    }

    /// <summary>Puts a zero bit before each of the 16 low bits.</summary>
    private static uint Spread(uint value)
    {
        value = (value | value << 8) & 0x00FF00FF;
        value = (value | value << 4) & 0x0F0F0F0F;
        value = (value | value << 2) & 0x33333333;
        return (value | value << 1) & 0x55555555;
    }

    /// <summary>By the high 32 bits, three digits from the lowest on, each time keeping the order of equals.</summary>
    private static ulong[] Sorted(ulong[] places)
    {
        var other = new ulong[places.Length];
        var starts = new int[Digits];
        for (var shift = 32; shift < 64; shift += Digit)
        {
            Array.Clear(starts);
            foreach (var place in places)
            {
                starts[(int)(place >> shift) & (Digits - 1)]++;
            }
            var sum = 0;
            for (var digit = 0; digit < Digits; digit++)
            {
                (starts[digit], sum) = (sum, sum + starts[digit]);
            }
            foreach (var place in places)
            {
                other[starts[(int)(place >> shift) & (Digits - 1)]++] = place;
            }
            (places, other) = (other, places);
        }
        return places;
    }
}
