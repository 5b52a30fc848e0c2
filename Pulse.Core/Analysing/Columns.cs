namespace Pulse.Analysing;

/// <summary>Rows turned into one array per column, as PostgreSQL's unnest takes them.</summary>
internal static class Columns
{
    public static TValue[] Column<TRow, TValue>(this IReadOnlyList<TRow> rows, Func<TRow, TValue> value)
    {
        var column = new TValue[rows.Count];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = value(rows[i]);
        }
        return column;
    }
}
