using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pulse.Language;

/// <summary>
/// The two inner loops that everything dense is made of. Always four lanes, so that sums are taken in the same order on
/// every processor.
/// </summary>
internal static class Multiplying
{
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        b = b[..a.Length];
        var fours = MemoryMarshal.Cast<double, Vector256<double>>(a);
        var others = MemoryMarshal.Cast<double, Vector256<double>>(b);
        var (even, odd) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i + 1 < fours.Length; i += 2)
        {
            even += fours[i] * others[i];
            odd += fours[i + 1] * others[i + 1];
        }
        if (i < fours.Length)
        {
            even += fours[i] * others[i];
        }
        var sum = Vector256.Sum(even + odd);
        for (i = fours.Length * Vector256<double>.Count; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// <summary>target += factor · source.</summary>
    public static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        source = source[..target.Length];
        var fours = MemoryMarshal.Cast<double, Vector256<double>>(target);
        var others = MemoryMarshal.Cast<double, Vector256<double>>(source);
        var factors = Vector256.Create(factor);
        for (var i = 0; i < fours.Length; i++)
        {
            fours[i] += factors * others[i];
        }
        for (var i = fours.Length * Vector256<double>.Count; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }

    /// <summary>Length 1, unless it is as good as zero; says how long it was.</summary>
    public static double Normalise(Span<double> vector)
    {
        var norm = Math.Sqrt(Dot(vector, vector));
        if (norm > 1e-12)
        {
            foreach (ref var value in vector)
            {
                value /= norm;
            }
        }
        else
        {
            vector.Clear();
        }
        return norm;
    }
}
