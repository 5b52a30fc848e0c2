namespace Pulse.Analysing.Themes;

/// <summary>Unit vectors in one array.</summary>
/// <param name="Values">Row by row.</param>
/// <param name="Dimensions">Length of a row.</param>
/// <param name="Count">Number of rows.</param>
/// <param name="Few">Whether they are, or were taken from, fewer answers than statistics can be made with.</param>
internal sealed record Points(double[] Values, int Dimensions, int Count, bool Few)
{
    public ReadOnlySpan<double> Row(int i) => Values.AsSpan(i * Dimensions, Dimensions);

    /// <summary>Some of the rows, in the order asked for.</summary>
    public Points Only(ReadOnlySpan<int> rows)
    {
        var values = new double[rows.Length * Dimensions];
        for (var i = 0; i < rows.Length; i++)
        {
            Row(rows[i]).CopyTo(values.AsSpan(i * Dimensions, Dimensions));
        }
        return new Points(values, Dimensions, rows.Length, Few);
    }
}
