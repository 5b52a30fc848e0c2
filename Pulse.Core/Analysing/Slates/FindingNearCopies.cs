using Pulse.Language;

namespace Pulse.Analysing.Slates;

/// <summary>Finds pairs of statements that say nearly the same, from vectors of their texts.</summary>
public static class FindingNearCopies
{
    /// <summary>Every pair whose cosine reaches the threshold, by first and second index; a text without a vector is a copy of none.</summary>
    public static IReadOnlyList<NearCopy> Of(IReadOnlyList<TextVector> vectors, double threshold)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        var unit = vectors.Select(vector => vector.Unit()).ToArray();
        var size = unit.Length == 0 ? 0 : unit.Max(vector => vector.IsEmpty ? 0 : vector.Indices[^1] + 1);
        var copies = new List<NearCopy>();
        var dense = new double[size];
        for (var first = 0; first < unit.Length; first++)
        {
            Array.Clear(dense);
            for (var i = 0; i < unit[first].Indices.Length; i++)
            {
                dense[unit[first].Indices[i]] = unit[first].Values[i];
            }
            for (var second = first + 1; second < unit.Length; second++)
            {
                var cosine = 0.0;
                for (var i = 0; i < unit[second].Indices.Length; i++)
                {
                    cosine += dense[unit[second].Indices[i]] * unit[second].Values[i];
                }
                if (cosine >= threshold)
                {
                    copies.Add(new NearCopy(first, second, cosine));
                }
            }
        }
        return copies;
    }
}
