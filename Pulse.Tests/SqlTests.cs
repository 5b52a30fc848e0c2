using System.Reflection;
using System.Text.RegularExpressions;
using Npgsql;
using NUnit.Framework;

namespace Pulse.Tests;

/// <summary>Every SQL constant of the house is prepared by a migrated server, so that a renamed column fails here and not at night.</summary>
[TestFixture]
public sealed partial class SqlTests
{
    private static readonly Assembly[] _assemblies =
        [typeof(Flow).Assembly, typeof(Api.ApiHost).Assembly, typeof(Web.WebHost).Assembly, typeof(Worker.WorkerHost).Assembly];

    [GeneratedRegex(@"^\s*(select|insert|update|delete|with)\b")]
    private static partial Regex Preparable();

    [GeneratedRegex(@"(?<![@:\w])@(\w+)")]
    private static partial Regex Parameter();

    [Test]
    public async Task Every_constant_is_accepted_by_the_migrated_schema()
    {
        await using var database = await Postgres.Database();
        await using var connection = await database.Connect();
        var refused = new List<string>();
        var prepared = 0;
        foreach (var (name, sql) in Constants())
        {
            foreach (var statement in sql.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (await Refusal(connection, statement) is { } message)
                {
                    refused.Add($"{name}: {message}");
                }

                prepared++;
            }
        }

        await TestContext.Out.WriteLineAsync($"{prepared} statements prepared");
        Assert.That(refused, Is.Empty);
        Assert.That(prepared, Is.GreaterThan(10));
    }

    [Test]
    public async Task A_renamed_column_would_be_refused()
    {
        await using var database = await Postgres.Database();
        await using var connection = await database.Connect();
        Assert.That(await Refusal(connection, "select no_such_column from convening.dialogues"), Is.Not.Null);
    }

    private static IEnumerable<(string Name, string Sql)> Constants() =>
        from assembly in _assemblies
        from type in assembly.GetTypes()
        from field in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
        where field is { IsLiteral: true } && field.FieldType == typeof(string)
        let sql = (string)field.GetRawConstantValue()!
        where Preparable().IsMatch(sql) && sql.Contains('.', StringComparison.Ordinal)
            && !sql.Contains("do $$", StringComparison.Ordinal)
        select ($"{type.FullName}.{field.Name}", sql);

#pragma warning disable CA2100 // the constants of this very program, rewritten from named to numbered parameters
    private static async Task<string?> Refusal(NpgsqlConnection connection, string sql)
    {
        var names = Parameter().Matches(sql).Select(match => match.Groups[1].Value).Distinct().ToList();
        var numbered = Parameter().Replace(sql, match => $"${names.IndexOf(match.Groups[1].Value) + 1}");
        try
        {
            await using var prepare = new NpgsqlCommand($"prepare checked as {numbered}", connection);
            await prepare.ExecuteNonQueryAsync();
            await using var forget = new NpgsqlCommand("deallocate checked", connection);
            await forget.ExecuteNonQueryAsync();
            return null;
        }
        // 42P18: the server cannot tell a parameter's type without a value; columns and tables were resolved by then
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.IndeterminateDatatype)
        {
            return null;
        }
        catch (PostgresException error)
        {
            return error.MessageText;
        }
    }
#pragma warning restore CA2100
}
