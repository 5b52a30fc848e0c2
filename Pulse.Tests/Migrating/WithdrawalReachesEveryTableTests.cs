using NUnit.Framework;

namespace Pulse.Tests.Migrating;

/// <summary>A table that refers to a person's rows without letting them go would make a withdrawal fail, or leave a trace.</summary>
[TestFixture]
public sealed class WithdrawalReachesEveryTableTests
{
    private const string Holding = """
        select c.conrelid::regclass || '.' || c.conname
        from pg_constraint c
        where c.contype = 'f'
          and c.confrelid in ('collecting.participants'::regclass, 'collecting.answers'::regclass,
            'moderating.statements'::regclass)
          and c.confdeltype not in ('c', 'n')
        order by 1
        """;

    // people.writes may precede the participant's row, so the withdrawal forgets its rows itself
    private const string Unbound = """
        select a.attrelid::regclass || '.' || a.attname
        from pg_attribute a join pg_class t on t.oid = a.attrelid and t.relkind = 'r'
        where a.attname in ('participant_id', 'answer_id', 'statement_id') and not a.attisdropped
          and t.oid <> 'people.writes'::regclass
          and not exists (
            select from pg_constraint c
            where c.conrelid = a.attrelid and a.attnum = any(c.conkey) and (c.contype = 'f' or
              (c.contype = 'p' and a.attrelid in ('collecting.participants'::regclass, 'collecting.answers'::regclass,
                'moderating.statements'::regclass))))
        order by 1
        """;

    [Test]
    public async Task Every_reference_to_a_person_an_answer_or_a_statement_lets_it_go()
    {
        await using var database = await Postgres.Database();
        await using var connection = await database.Connect();
        Assert.That(await Sql.Rows<string>(connection, Holding, null, default), Is.Empty);
    }

    [Test]
    public async Task No_column_names_a_person_without_a_reference_to_them()
    {
        await using var database = await Postgres.Database();
        await using var connection = await database.Connect();
        Assert.That(await Sql.Rows<string>(connection, Unbound, null, default), Is.Empty);
    }
}
