using NUnit.Framework;
using Pulse.Convening;
using Pulse.Migrating;

namespace Pulse.Tests.Convening;

[TestFixture]
public sealed class ConveningDialogueTests
{
    [Test]
    public async Task A_dialogue_is_convened_once_with_all_its_rows_and_its_key()
    {
        await using var database = await Postgres.Database();
        using var keyring = database.Keyring();
        await using var connection = await database.Connect(Roles.Web);
        var definition = ReadingDefinition.Read("small.yaml", ReadingDefinitionTests.Small);

        var first = await ConveningDialogue.Convene(connection, keyring, definition, "small.yaml", default);
        var again = await ConveningDialogue.Convene(connection, keyring, definition, "small.yaml", default);
        Assert.That((first.Created, again.Created), Is.EqualTo((true, false)));
        Assert.That(again.Dialogue.Id, Is.EqualTo(first.Dialogue.Id));

        var stored = await Dialogues.FindBySlug(connection, "small", default);
        Assert.That(Dialogues.HashOf(stored!), Is.EqualTo(Dialogues.HashOf(definition)), "nothing is lost on the way");
        var rows = await Sql.One<long>(
            connection,
            """
            select (select count(*) from convening.segments) * 100 + (select count(*) from convening.items) * 10
              + (select count(*) from convening.phases)
            """, null, default);
        Assert.That(rows, Is.EqualTo(332));
        var key = await keyring.Of(connection, first.Dialogue.Id, default);
        Assert.That(key.Open(key.Seal("א", "a.b", Guid.Empty), "a.b", Guid.Empty), Is.EqualTo("א"));
    }

    [Test]
    public async Task Another_definition_under_a_taken_name_is_refused_and_nothing_is_written()
    {
        await using var database = await Postgres.Database();
        using var keyring = database.Keyring();
        await using var connection = await database.Connect(Roles.Web);
        var definition = ReadingDefinition.Read("small.yaml", ReadingDefinitionTests.Small);
        await ConveningDialogue.Convene(connection, keyring, definition, "small.yaml", default);
        await Assert.ThrowsAsync<DefinitionException>(() => ConveningDialogue.Convene(
            connection, keyring, definition with { MinimumCell = 12 }, "other.yaml", default));
        Assert.That(await Sql.One<long>(connection, "select count(*) from convening.dialogues", null, default), Is.EqualTo(1));
    }

    [Test]
    public async Task Staff_open_and_close_phases()
    {
        await using var database = await Postgres.Database();
        using var keyring = database.Keyring();
        await using var connection = await database.Connect(Roles.Web);
        var definition = ReadingDefinition.Read("small.yaml", ReadingDefinitionTests.Small);
        var id = (await ConveningDialogue.Convene(connection, keyring, definition, "small.yaml", default)).Dialogue.Id;
        var before = new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);
        var during = before.AddMonths(2);

        Assert.That(await Phases.Open(connection, id, before, default), Is.Null);
        Assert.That(await Phases.Open(connection, id, during, default), Is.EqualTo("listening"));
        Assert.That(await Phases.CloseFrom(connection, id, "listening", during, default), Is.True);
        Assert.That(await Phases.OpenFrom(connection, id, "voting", during, default), Is.True);
        Assert.That(await Phases.Open(connection, id, during, default), Is.EqualTo("voting"));
        Assert.That(await Phases.OpenFrom(connection, id, "no-such-phase", during, default), Is.False);
    }
}
