using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pulse.Analysing.OpinionGroups;

/// <summary>
/// Exact two-component PCA of the mean-filled vote matrix without ever forming it: a restarted block Krylov
/// iteration with Rayleigh–Ritz on RᵀR, R the sparse residual matrix. O(votes) per pass.
/// </summary>
internal static class Decomposing
{
    private const int Wanted = 2;
    private const int LargestBasis = 64;
    private const int Kept = 12;
    private const int MostPasses = 400;
    private const int FewestPasses = 4;

    public static PrincipalComponents Of(ResidualMatrix matrix, int statements, ulong seed)
    {
        var weights = matrix.SquaredNorms();
        var total = weights.Sum();
        var basis = new List<double[]>();
        var images = new List<double[]>();
        var inner = new List<double[]>();
        var chance = new Chance(seed);
        var fresh = new List<double[]>();
        for (var i = 0; i < ResidualMatrix.Width; i++)
        {
            fresh.Add(Random(weights, ref chance));
        }
        var found = Array.Empty<Ritz>();
        var passes = 0;
        while (total > 0 && passes < MostPasses)
        {
            var added = Orthonormal(fresh, basis);
            if (added.Count > 0)
            {
                passes++;
                Extend(basis, images, inner, added, Apply(matrix, added, statements));
            }
            // What the last block became spans, with the basis, the same space as the residuals of its best vectors
            fresh.Clear();
            for (var i = images.Count - added.Count; i < images.Count; i++)
            {
                fresh.Add((double[])images[i].Clone());
            }
            // A few passes cannot be enough, unless nothing is left to be found
            var complete = added.Count < ResidualMatrix.Width || basis.Count >= statements;
            if (complete || passes >= FewestPasses)
            {
                var (values, vectors) = Diagonalising.Symmetric(Square(inner));
                found = new Ritz[Math.Min(Wanted + 1, values.Length)];
                for (var i = 0; i < found.Length; i++)
                {
                    found[i] = new Ritz(values[i], Combine(basis, vectors[i]), Combine(images, vectors[i]));
                }
                if (added.Count == 0 || basis.Count >= statements || Converged(found))
                {
                    break;
                }
                if (basis.Count + ResidualMatrix.Width > LargestBasis)
                {
                    Restart(basis, images, inner, values, vectors);
                }
            }
        }

        var kept = new Ritz?[Wanted];
        for (var i = 0; i < Wanted && i < found.Length; i++)
        {
            kept[i] = found[i].Value > 1e-12 * found[0].Value ? found[i] : null;
        }
        return new PrincipalComponents(
            matrix.Means, Signed(kept[0], statements), Signed(kept[1], statements),
            [kept[0]?.Value ?? 0, kept[1]?.Value ?? 0], total,
            [kept[0]?.Distance ?? 0, kept[1]?.Distance ?? 0], passes);
    }

    private sealed record Ritz(double Value, double[] Vector, double[] Image)
    {
        public double Distance { get; } = Norm(Difference(Image, Vector, Value));

        private static double[] Difference(double[] image, double[] vector, double value)
        {
            var result = new double[vector.Length];
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = image[i] - value * vector[i];
            }
            return result;
        }
    }

    /// <summary>
    /// The angle between a Ritz vector and the true one is at most residual / gap; 1e-7 leaves |cos| within 1e-14 of 1.
    /// Where the gap itself vanishes only rounding decides, and the residual alone is held to it.
    /// </summary>
    private static bool Converged(Ritz[] found)
    {
        for (var i = 0; i < Math.Min(Wanted, found.Length); i++)
        {
            var gap = double.PositiveInfinity;
            if (i > 0)
            {
                gap = found[i - 1].Value - found[i].Value;
            }
            if (i + 1 < found.Length)
            {
                gap = Math.Min(gap, found[i].Value - found[i + 1].Value);
            }
            if (found[i].Distance > Math.Max(1e-13 * found[0].Value, double.IsFinite(gap) ? 1e-7 * gap : 0))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>A start without weight where no vote differs: such a statement can have no part in any component.</summary>
    private static double[] Random(double[] weights, ref Chance chance)
    {
        var vector = new double[weights.Length];
        for (var i = 0; i < vector.Length; i++)
        {
            var draw = chance.Uniform() - 0.5;
            vector[i] = weights[i] > 0 ? draw : 0;
        }
        return vector;
    }

    private static List<double[]> Orthonormal(List<double[]> vectors, List<double[]> basis)
    {
        var result = new List<double[]>();
        foreach (var vector in vectors)
        {
            var before = Norm(vector);
            // Twice is enough (Kahan and Parlett): the second round removes what rounding left in the first.
            for (var round = 0; round < 2; round++)
            {
                Remove(vector, basis);
                Remove(vector, result);
            }
            var norm = Norm(vector);
            if (before > 0 && norm > 1e-10 * before)
            {
                Scale(vector, 1 / norm);
                result.Add(vector);
            }
        }
        return result;
    }

    private static void Remove(double[] vector, List<double[]> directions)
    {
        foreach (var direction in directions)
        {
            Subtract(vector, direction, Dot(vector, direction));
        }
    }

    private static double[][] Apply(ResidualMatrix matrix, List<double[]> vectors, int statements)
    {
        const int width = ResidualMatrix.Width;
        var block = new double[statements * width];
        for (var j = 0; j < vectors.Count; j++)
        {
            for (var i = 0; i < statements; i++)
            {
                block[i * width + j] = vectors[j][i];
            }
        }
        var square = matrix.Square(block);
        var images = new double[vectors.Count][];
        for (var j = 0; j < images.Length; j++)
        {
            images[j] = new double[statements];
            for (var i = 0; i < statements; i++)
            {
                images[j][i] = square[i * width + j];
            }
        }
        return images;
    }

    /// <summary>Adds vectors and their images; <paramref name="inner"/> is the lower triangle of basisᵀ·image.</summary>
    private static void Extend(
        List<double[]> basis, List<double[]> images, List<double[]> inner, List<double[]> added, double[][] addedImages)
    {
        for (var j = 0; j < added.Count; j++)
        {
            basis.Add(added[j]);
            images.Add(addedImages[j]);
            var row = new double[basis.Count];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = Dot(basis[i], addedImages[j]);
            }
            inner.Add(row);
        }
    }

    /// <summary>Shrinks the basis to its best Ritz vectors, whose images are known without reading a vote.</summary>
    private static void Restart(
        List<double[]> basis, List<double[]> images, List<double[]> inner, double[] values, double[][] vectors)
    {
        var newBasis = new double[Kept][];
        var newImages = new double[Kept][];
        for (var j = 0; j < Kept; j++)
        {
            newBasis[j] = Combine(basis, vectors[j]);
            newImages[j] = Combine(images, vectors[j]);
        }
        basis.Clear();
        images.Clear();
        inner.Clear();
        for (var j = 0; j < Kept; j++)
        {
            basis.Add(newBasis[j]);
            images.Add(newImages[j]);
            var row = new double[j + 1];
            row[j] = values[j];
            inner.Add(row);
        }
    }

    private static double[,] Square(List<double[]> lower)
    {
        var square = new double[lower.Count, lower.Count];
        for (var i = 0; i < lower.Count; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                square[i, j] = square[j, i] = lower[i][j];
            }
        }
        return square;
    }

    private static double[] Combine(List<double[]> vectors, double[] weights)
    {
        var result = new double[vectors[0].Length];
        for (var j = 0; j < vectors.Count; j++)
        {
            Subtract(result, vectors[j], -weights[j]);
        }
        return result;
    }

    private static double[] Signed(Ritz? ritz, int statements)
    {
        if (ritz is null)
        {
            return new double[statements];
        }
        var vector = (double[])ritz.Vector.Clone();
        var largest = 0;
        for (var i = 1; i < vector.Length; i++)
        {
            // Entries of equal size but for rounding must not flip the sign between runs: the first one decides.
            if (Math.Abs(vector[i]) > Math.Abs(vector[largest]) * (1 + 1e-9))
            {
                largest = i;
            }
        }
        Scale(vector, (vector[largest] < 0 ? -1 : 1) / Norm(vector));
        return vector;
    }

    /// <summary>Sixteen sums side by side, added up in a fixed order.</summary>
    private static double Dot(double[] a, double[] b)
    {
        var (s0, s1, s2, s3) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        ref var left = ref MemoryMarshal.GetArrayDataReference(a);
        ref var right = ref MemoryMarshal.GetReference(b.AsSpan(0, a.Length));
        var i = 0;
        for (; i + 16 <= a.Length; i += 16)
        {
            s0 += Vector256.LoadUnsafe(ref left, (nuint)i) * Vector256.LoadUnsafe(ref right, (nuint)i);
            s1 += Vector256.LoadUnsafe(ref left, (nuint)i + 4) * Vector256.LoadUnsafe(ref right, (nuint)i + 4);
            s2 += Vector256.LoadUnsafe(ref left, (nuint)i + 8) * Vector256.LoadUnsafe(ref right, (nuint)i + 8);
            s3 += Vector256.LoadUnsafe(ref left, (nuint)i + 12) * Vector256.LoadUnsafe(ref right, (nuint)i + 12);
        }
        var sum = Vector256.Sum(s0 + s1 + (s2 + s3));
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double Norm(double[] a) => Math.Sqrt(Dot(a, a));

    private static void Subtract(double[] target, double[] vector, double weight)
    {
        ref var to = ref MemoryMarshal.GetArrayDataReference(target);
        ref var from = ref MemoryMarshal.GetReference(vector.AsSpan(0, target.Length));
        var i = 0;
        for (; i + 4 <= target.Length; i += 4)
        {
            (Vector256.LoadUnsafe(ref to, (nuint)i) - Vector256.LoadUnsafe(ref from, (nuint)i) * weight).StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < target.Length; i++)
        {
            target[i] -= weight * vector[i];
        }
    }

    private static void Scale(double[] vector, double factor)
    {
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] *= factor;
        }
    }
}
