#pragma warning disable RS0030 // the one place that may touch Dapper: everything else passes constant SQL through here
using System.Data;
using System.Diagnostics.CodeAnalysis;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Pulse;

/// <summary>
/// The only door to PostgreSQL. SQL must be a compile-time constant (CA1857), so no participant's word can become code.
/// A command takes part in whatever transaction is open on its connection.
/// </summary>
public static class Sql
{
    static Sql()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new DayHandler());
    }

    public static async Task<IReadOnlyList<T>> Rows<T>(
        NpgsqlConnection connection, [ConstantExpected] string sql, object? parameters, CancellationToken stop) =>
        (await connection.QueryAsync<T>(Command(sql, parameters, stop))).AsList();

    /// <summary>Exactly one row, or an exception: use it where a missing row is a fault of ours.</summary>
    public static Task<T> One<T>(
        NpgsqlConnection connection, [ConstantExpected] string sql, object? parameters, CancellationToken stop) =>
        connection.QuerySingleAsync<T>(Command(sql, parameters, stop));

    public static Task<T?> OneOrNone<T>(
        NpgsqlConnection connection, [ConstantExpected] string sql, object? parameters, CancellationToken stop) =>
        connection.QuerySingleOrDefaultAsync<T>(Command(sql, parameters, stop));

    /// <summary>Runs a statement and returns the number of rows it touched.</summary>
    public static Task<int> Run(
        NpgsqlConnection connection, [ConstantExpected] string sql, object? parameters, CancellationToken stop) =>
        connection.ExecuteAsync(Command(sql, parameters, stop));

    /// <summary>True if the exception is the violation of exactly this named constraint.</summary>
    public static bool Violates(PostgresException error, string constraint)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error.ConstraintName == constraint;
    }

    /// <summary>
    /// One statement of an <see cref="NpgsqlBatch"/>, which travels to the server in one piece; parameters are $1, $2 ….
    /// </summary>
    public static NpgsqlBatchCommand Step([ConstantExpected] string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var step = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            step.Parameters.Add(parameter);
        }

        return step;
    }

    public static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    private static CommandDefinition Command(string sql, object? parameters, CancellationToken stop) =>
        new(sql, parameters, cancellationToken: stop);

    private sealed class DayHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override DateOnly Parse(object value) => value switch
        {
            DateOnly day => day,
            DateTime moment => DateOnly.FromDateTime(moment),
            _ => throw new DataException($"A date was expected, not {value.GetType().Name}."),
        };

        public override void SetValue(IDbDataParameter parameter, DateOnly value)
        {
            parameter.Value = value;
            ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.Date;
        }
    }
}
