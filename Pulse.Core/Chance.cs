namespace Pulse;

/// <summary>
/// Seeded chance: SplitMix64 (Steele, Lea and Flood 2014). The same seed gives the same numbers on every machine and
/// in every version of .NET, which <see cref="Random"/> does not promise.
/// </summary>
public struct Chance(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        return Mix(_state);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 … bound − 1; the bias of the modulus is below bound / 2^64.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>A permutation of 0 … count − 1 (Fisher and Yates).</summary>
    public int[] Permutation(int count)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            order[i] = i;
        }
        for (var i = count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }

    /// <summary>SplitMix64's finalizer: turns a counter into a number without visible pattern.</summary>
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
