using System.Text;
using NUnit.Framework;

namespace Pulse.Tests.Migrating;

/// <summary>migrations/schema.sql: the present state in one page, made from the server's catalogue after all migrations.</summary>
[TestFixture]
public sealed class SchemaTests
{
    private const string Tables = """
        select n.nspname || '.' || c.relname as "table", coalesce(obj_description(c.oid), '') as comment
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname in ('people', 'convening', 'collecting', 'moderating', 'voting', 'analysing',
          'drafting', 'reviewing', 'ratifying', 'publishing', 'work', 'language', 'migrating')
        order by 1
        """;

    private const string Columns = """
        select '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
          || case when a.attnotnull then ' not null' else '' end
          || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = @Table::regclass and a.attnum > 0 and not a.attisdropped
        order by a.attnum
        """;

    // PostgreSQL 18 keeps NOT NULL as constraints too (contype n); they already stand with the columns
    private const string Constraints = """
        select '  constraint ' || conname || ' ' || pg_get_constraintdef(oid)
        from pg_constraint where conrelid = @Table::regclass and contype <> 'n'
        order by contype, conname
        """;

    private const string Indexes = """
        select pg_get_indexdef(i.indexrelid) || ';'
        from pg_index i
        where i.indrelid = @Table::regclass
          and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x'))
        order by 1
        """;

    private const string Grants = """
        select 'grant ' || string_agg(lower(g.privilege_type), ', ' order by g.privilege_type)
          || ' on ' || @Table || ' to ' || g.grantee || ';'
        from information_schema.role_table_grants g
        where g.table_schema = split_part(@Table, '.', 1) and g.table_name = split_part(@Table, '.', 2) and g.grantee in ('pulse_api', 'pulse_web', 'pulse_worker')
        group by g.grantee
        order by g.grantee
        """;

    private const string ColumnGrants = """
        select 'grant ' || lower(g.privilege_type) || ' (' || string_agg(g.column_name, ', ' order by g.column_name)
          || ') on ' || @Table || ' to ' || g.grantee || ';'
        from information_schema.column_privileges g
        where g.table_schema = split_part(@Table, '.', 1) and g.table_name = split_part(@Table, '.', 2) and g.grantee in ('pulse_api', 'pulse_web', 'pulse_worker')
          and not exists (
            select from information_schema.role_table_grants t
            where t.table_schema = g.table_schema and t.table_name = g.table_name and t.grantee = g.grantee
              and t.privilege_type = g.privilege_type)
        group by g.grantee, g.privilege_type
        order by g.grantee, g.privilege_type
        """;

    private const string Functions = """
        select coalesce('-- ' || obj_description(p.oid) || chr(10), '') || pg_get_functiondef(p.oid)
          || coalesce((
            select string_agg('grant execute on function ' || n.nspname || '.' || p.proname || ' to ' || r.rolname || E';\n', '' order by r.rolname)
            from aclexplode(p.proacl) g join pg_roles r on r.oid = g.grantee
            where r.rolname in ('pulse_api', 'pulse_web', 'pulse_worker')), '')
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('people', 'convening', 'collecting', 'moderating', 'voting', 'analysing',
          'drafting', 'reviewing', 'ratifying', 'publishing', 'work', 'language', 'migrating')
        order by n.nspname, p.proname
        """;

    private sealed record Described(string Table, string Comment);

    [Test]
    public async Task The_generated_schema_is_current()
    {
        await using var database = await Postgres.Database();
        await using var connection = await database.Connect();
        var text = new StringBuilder("-- Generated from the migrations by a test; read it, never edit it.\n");
        foreach (var table in await Sql.Rows<Described>(connection, Tables, null, default))
        {
            var of = new { table.Table };
            var parts = (await Sql.Rows<string>(connection, Columns, of, default))
                .Concat(await Sql.Rows<string>(connection, Constraints, of, default));
            text.Append('\n');
            if (table.Comment.Length > 0)
            {
                text.Append("-- ").Append(table.Comment).Append('\n');
            }

            text.Append("create table ").Append(table.Table).Append(" (\n").AppendJoin(",\n", parts).Append("\n);\n");
            foreach (var line in (await Sql.Rows<string>(connection, Indexes, of, default))
                .Concat(await Sql.Rows<string>(connection, Grants, of, default))
                .Concat(await Sql.Rows<string>(connection, ColumnGrants, of, default)))
            {
                text.Append(line).Append('\n');
            }
        }

        foreach (var function in await Sql.Rows<string>(connection, Functions, null, default))
        {
            text.Append('\n').Append(function);
        }

        Repository.Golden("migrations/schema.sql", text.ToString());
    }
}
