using System.Runtime.Intrinsics;

namespace Pulse.Analysing.Estimates;

/// <summary>Symmetric positive definite matrices, row by row in one array.</summary>
internal static class SmallMatrix
{
    /// <summary>The same value along the diagonal, another everywhere else.</summary>
    public static double[] Uniform(int size, double along, double beside)
    {
        var matrix = new double[size * size];
        for (var i = 0; i < matrix.Length; i++)
        {
            matrix[i] = i % (size + 1) == 0 ? along : beside;
        }
        return matrix;
    }

    public static double[] Inverse(ReadOnlySpan<double> matrix, int size)
    {
        var factor = matrix.ToArray();
        Factor(factor, size);
        var inverse = new double[size * size];
        Invert(factor, size, inverse);
        return inverse;
    }

    public static void ClearAbove(Span<double> factor, int size)
    {
        for (var i = 0; i < size; i++)
        {
            factor.Slice(i * size + i + 1, size - i - 1).Clear();
        }
    }

    /// <summary>The lower Cholesky factor, in place; what lies above the diagonal is left alone.</summary>
    public static void Factor(Span<double> matrix, int size)
    {
        for (var j = 0; j < size; j++)
        {
            var row = matrix.Slice(j * size, j + 1);
            for (var i = 0; i < j; i++)
            {
                row[i] = (row[i] - Dot(row[..i], matrix.Slice(i * size, i))) / matrix[i * size + i];
            }
            var left = row[j] - Dot(row[..j], row[..j]);
            if (!(left > 0))
            {
                throw new ArgumentException("The matrix is not positive definite.", nameof(matrix));
            }
            row[j] = Math.Sqrt(left);
        }
    }

    /// <summary>The inverse of L·Lᵀ from <see cref="Factor"/>, into <paramref name="inverse"/>.</summary>
    public static void Invert(ReadOnlySpan<double> factor, int size, Span<double> inverse)
    {
        // Row j of the transposed inverse of L, so that inner products run along rows.
        var half = new double[size * size];
        for (var j = 0; j < size; j++)
        {
            var row = half.AsSpan(j * size, size);
            row[j] = 1 / factor[j * size + j];
            for (var i = j + 1; i < size; i++)
            {
                row[i] = -Dot(factor.Slice(i * size + j, i - j), row[j..i]) / factor[i * size + i];
            }
        }
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                inverse[i * size + j] = inverse[j * size + i] = Dot(half.AsSpan(i * size + i, size - i), half.AsSpan(j * size + i, size - i));
            }
        }
    }

    /// <summary>Four sums side by side on every machine: a wider register must not change the last digit.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sums = Vector256<double>.Zero;
        var i = 0;
        for (; i <= a.Length - 4; i += 4)
        {
            sums += Vector256.Create(a.Slice(i, 4)) * Vector256.Create(b.Slice(i, 4));
        }
        var sum = sums[0] + sums[1] + (sums[2] + sums[3]);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// <summary>target += factor · source.</summary>
    public static void Add(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        var wide = Vector256.Create(factor);
        var i = 0;
        for (; i <= target.Length - 4; i += 4)
        {
            (Vector256.Create<double>(target.Slice(i, 4)) + wide * Vector256.Create(source.Slice(i, 4))).CopyTo(target[i..]);
        }
        for (; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }

    /// <summary>a · b for square matrices of the same size.</summary>
    public static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int size, Span<double> product)
    {
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < size; k++)
                {
                    sum += a[i * size + k] * b[k * size + j];
                }
                product[i * size + j] = sum;
            }
        }
    }

    /// <summary>a · b · aᵀ, symmetric where b is; <paramref name="scratch"/> is overwritten.</summary>
    public static void Sandwich(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int size, Span<double> scratch, Span<double> product)
    {
        Multiply(a, b, size, scratch);
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                product[i * size + j] = Dot(scratch.Slice(i * size, size), a.Slice(j * size, size));
            }
        }
    }
}
