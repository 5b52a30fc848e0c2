namespace Pulse.Worker.Rehearsing;

/// <summary>
/// How simulated participants vote: P(pass) = pass; otherwise P(agree) = logistic(logit(support) + lean · openness),
/// with openness standard normal per person. Every draw is a pure function of the seed, the person and the text.
/// </summary>
public sealed class VoteModel(ulong seed)
{
    /// <summary>Keeps the draws of different kinds apart.</summary>
    public enum Draw : ulong { Openness = 1, Opinion = 2, Interest = 3, Ratification = 4, Choice = 5 }

    /// <summary>Standard normal by Box and Muller (1958).</summary>
    public double Openness(int person) =>
        Math.Sqrt(-2 * Math.Log(1 - Uniform(Draw.Openness, person, 0)))
        * Math.Cos(2 * Math.PI * Uniform(Draw.Openness, person, 1));

    /// <returns>+1 agree, 0 pass, −1 disagree.</returns>
    public int Vote(int person, string segment, SampleAnswer text, Draw kind = Draw.Opinion)
    {
        ArgumentNullException.ThrowIfNull(text);
        var key = Fold(text.Key);
        if (Uniform(kind, person, key) < text.Pass)
        {
            return 0;
        }

        var support = Math.Clamp(text.Support.GetValueOrDefault(segment, 0.5), 0.01, 0.99);
        var logit = Math.Log(support / (1 - support)) + (text.Lean * Openness(person));
        return Uniform(kind, person, key + 1) < 1 / (1 + Math.Exp(-logit)) ? 1 : -1;
    }

    /// <summary>A number in [0, 1): SplitMix64 (Steele, Lea, Flood 2014) of the seed, the kind and two counters.</summary>
    public double Uniform(Draw kind, int person, long number)
    {
        var mixed = Mix(seed + ((ulong)kind * 0x632BE59BD9B4E019) + ((ulong)person * 0x9E3779B97F4A7C15));
        return (Mix(mixed + ((ulong)number * 0xD1B54A32D192ED03)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>FNV-1a, so that a text's draws depend on its key and not on its place in a file.</summary>
    private static long Fold(string key)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in key)
        {
            hash = (hash ^ unit) * 1099511628211UL;
        }

        return (long)(hash >> 2);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
