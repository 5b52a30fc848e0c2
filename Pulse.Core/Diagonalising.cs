namespace Pulse;

/// <summary>Eigenvalues and eigenvectors of small dense symmetric matrices, by cyclic Jacobi rotations.</summary>
public static class Diagonalising
{
    private const int MostSweeps = 60;

    /// <summary>
    /// Eigenvalues, largest first, and their unit vectors: <c>vectors[j][i]</c> is entry i of the j-th vector.
    /// The input is left as it was; equal eigenvalues keep the order of the rows they came from.
    /// </summary>
    public static (double[] Values, double[][] Vectors) Symmetric(double[,] matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var size = matrix.GetLength(0);
        if (size != matrix.GetLength(1))
        {
            throw new ArgumentException("The matrix must be square.", nameof(matrix));
        }
        // Rows of `a` converge to the diagonal; rows of `v` to the eigenvectors, so that every rotation walks memory in order.
        var a = new double[size][];
        var v = new double[size][];
        for (var i = 0; i < size; i++)
        {
            a[i] = new double[size];
            v[i] = new double[size];
            v[i][i] = 1;
            for (var j = 0; j < size; j++)
            {
                a[i][j] = matrix[i, j];
            }
        }
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var rotated = false;
            for (var p = 0; p < size - 1; p++)
            {
                for (var q = p + 1; q < size; q++)
                {
                    rotated |= Rotate(a, v, p, q);
                }
            }
            if (!rotated)
            {
                break;
            }
        }
        var order = Enumerable.Range(0, size).OrderByDescending(i => a[i][i]).ToArray();
        return (Array.ConvertAll(order, i => a[i][i]), Array.ConvertAll(order, i => v[i]));
    }

    private static bool Rotate(double[][] a, double[][] v, int p, int q)
    {
        var off = a[p][q];
        if (Math.Abs(off) <= 1e-17 * Math.Sqrt(Math.Abs(a[p][p] * a[q][q])) || Math.Abs(off) < 1e-300)
        {
            return false;
        }
        var theta = (a[q][q] - a[p][p]) / (2 * off);
        var tangent = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        var cosine = 1 / Math.Sqrt(tangent * tangent + 1);
        var sine = tangent * cosine;
        var (rowP, rowQ) = (a[p], a[q]);
        var (app, aqq) = (rowP[p], rowQ[q]);
        for (var i = 0; i < a.Length; i++)
        {
            if (i == p || i == q)
            {
                continue;
            }
            var (x, y) = (rowP[i], rowQ[i]);
            a[i][p] = rowP[i] = cosine * x - sine * y;
            a[i][q] = rowQ[i] = sine * x + cosine * y;
        }
        rowP[p] = app - tangent * off;
        rowQ[q] = aqq + tangent * off;
        rowP[q] = rowQ[p] = 0;
        var (vp, vq) = (v[p], v[q]);
        for (var i = 0; i < vp.Length; i++)
        {
            var (x, y) = (vp[i], vq[i]);
            vp[i] = cosine * x - sine * y;
            vq[i] = sine * x + cosine * y;
        }
        return true;
    }
}
