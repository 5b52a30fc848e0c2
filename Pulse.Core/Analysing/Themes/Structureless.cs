using Pulse.Language;

namespace Pulse.Analysing.Themes;

/// <summary>
/// Directions without clusters: normal vectors with the second moments of the points, at length 1. They keep every
/// correlation that the points have, and nothing else; what points do no better than these, they do by chance.
/// </summary>
internal static class Structureless
{
    public static Points Like(Points points, int count, ulong seed)
    {
        var size = points.Dimensions;
        var lower = Orthonormalising.Cholesky(Orthonormalising.Gram(points.Values, size), size);
        var chance = new Chance(seed);
        var (values, normal) = (new double[count * size], new double[size]);
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < size; j++)
            {
                // Twelve uniforms are near enough to normal, and the same on every machine to the last bit.
                normal[j] = -6;
                for (var draw = 0; draw < 12; draw++)
                {
                    normal[j] += chance.Uniform();
                }
            }
            var row = values.AsSpan(i * size, size);
            for (var j = 0; j < size; j++)
            {
                row[j] = Multiplying.Dot(lower[j].AsSpan(0, j + 1), normal);
            }
            Multiplying.Normalise(row);
        }
        return new Points(values, size, count, points.Few);
    }
}
