using Npgsql;
using NUnit.Framework;
using Pulse.Convening;
using Pulse.Worker.Importing;

namespace Pulse.Tests.Importing;

[TestFixture]
public sealed class ImportingStories
{
    private const string Everything = """
        select
          (select count(*) from convening.dialogues) + (select count(*) from people.dialogue_keys) as dialogues,
          (select count(*) from collecting.participants) as participants,
          (select count(*) from collecting.answers) as answers,
          (select count(*) from moderating.statements) as statements,
          (select count(*) from moderating.exclusions) as exclusions,
          (select count(*) from moderating.rulings) as rulings,
          (select count(*) from voting.votes) as votes,
          (select coalesce(sum(agree + disagree + pass), 0) from voting.counts) as counted,
          (select count(*) from voting.preferences) as preferences
        """;

    private sealed record Filled(
        long Dialogues, long Participants, long Answers, long Statements, long Exclusions, long Rulings, long Votes,
        long Counted, long Preferences);

    [Test]
    public async Task An_import_fills_every_room_and_a_second_one_changes_nothing()
    {
        await using var database = await Postgres.Database();
        await using var connection = await database.Connect();
        using var files = ExportFiles.Remesh();
        var first = await Import(database, connection, "remesh", files.Folder);
        Assert.That(first, Is.InstanceOf<ImportOutcome.Done>());
        var filled = await Count(connection);
        Assert.That(filled, Is.EqualTo(new Filled(2, 3, 4, 4, 0, 4, 4, 4, 2)));
        var before = await Versions(connection);

        var second = await Import(database, connection, "remesh", files.Folder);

        Assert.That(second, Is.InstanceOf<ImportOutcome.AlreadyThere>());
        Assert.That(await Versions(connection), Is.EqualTo(before), "not one row was written again");
        Assert.That(await Count(connection), Is.EqualTo(filled));
    }

    [Test]
    public async Task Texts_are_sealed_where_they_stand_and_open_again()
    {
        await using var database = await Postgres.Database();
        await using var connection = await database.Connect();
        using var files = ExportFiles.Remesh();
        var done = (ImportOutcome.Done)await Import(database, connection, "remesh", files.Folder);
        using var keyring = database.Keyring();
        var key = await keyring.Of(connection, done.Dialogue.Id, CancellationToken.None);
        var rows = await Sql.Rows<SealedRow>(
            connection, "select statement_id, answer_id, text_sealed from moderating.statements", null, CancellationToken.None);
        Assert.That(
            rows.Select(row => key.Open(row.TextSealed, "moderating.statements.text", row.StatementId)),
            Is.EquivalentTo(done.Import.Statements.Select(statement => statement.Text)));
        var answers = await Sql.Rows<AnswerRow>(
            connection, "select answer_id, text_sealed from collecting.answers", null, CancellationToken.None);
        Assert.That(
            answers.Select(row => key.Open(row.TextSealed, "collecting.answers.text", row.AnswerId)),
            Is.EquivalentTo(done.Import.Statements.Select(statement => statement.Text)));
    }

    [Test]
    public async Task A_changed_export_under_the_same_name_is_refused_and_says_what_differs()
    {
        await using var database = await Postgres.Database();
        await using var connection = await database.Connect();
        using var files = ExportFiles.Polis();
        await Import(database, connection, "polis", files.Folder);
        var before = await Versions(connection);
        files.Replace("votes.csv", "1700090000,x,1,2,-1", "1700090000,x,1,2,1");
        files.Replace("participant-votes.csv", "2,1,2,2,0,1,0,-1", "2,1,2,2,0,1,0,1");
        files.Replace("comments.csv", "Nobody voted on this", "Nobody has voted on this");

        var refused = (ImportOutcome.Refused)await Import(database, connection, "polis", files.Folder);

        Assert.That(refused.Reasons, Is.EqualTo(new[]
        {
            "statements: 0 of the files are not here, 1 differ, 0 here are not in the files",
            "votes: 0 of the files are not here, 1 differ, 0 here are not in the files",
        }));
        Assert.That(await Versions(connection), Is.EqualTo(before));
    }

    [Test]
    public async Task A_moderated_out_comment_is_an_exclusion_with_its_reason_and_its_words()
    {
        await using var database = await Postgres.Database();
        await using var connection = await database.Connect();
        using var files = ExportFiles.Polis();
        await Import(database, connection, "polis", files.Folder);
        // two authors wrote two comments each on the one question, so two comments have no answer row
        Assert.That(await Count(connection), Is.EqualTo(new Filled(2, 4, 2, 3, 1, 2, 5, 5, 0)));
        Assert.That(
            await Sql.One<string>(connection, """
                select exclusion.reason || ' ' || ruling.outcome || ' ' || exclusion.segment
                from moderating.exclusions exclusion join moderating.rulings ruling using (answer_id)
                """, null, CancellationToken.None),
            Is.EqualTo("moderated-out-before-import excluded group-b"));
    }

    [Test]
    public async Task A_bad_file_leaves_nothing_behind()
    {
        await using var database = await Postgres.Database();
        await using var connection = await database.Connect();
        using var files = ExportFiles.Remesh();
        files.Replace("x_binary.csv", "\"Disagree\"", "\"Nope\"");
        var refused = (ImportOutcome.Refused)await Import(database, connection, "remesh", files.Folder);
        Assert.That(refused.Reasons, Has.Count.EqualTo(2), "both votes of that word are named");
        Assert.That(await Count(connection), Is.EqualTo(new Filled(0, 0, 0, 0, 0, 0, 0, 0, 0)));
    }

    [Test]
    public async Task A_failure_of_the_database_in_the_last_room_takes_back_the_first()
    {
        await using var database = await Postgres.Database();
        await using var connection = await database.Connect();
        await Sql.Run(
            connection, "alter table voting.preferences add constraint fails_in_the_test check (preferred <> 'unsure')", null,
            CancellationToken.None);
        using var files = ExportFiles.Remesh();
        await Assert.ThatAsync(() => Import(database, connection, "remesh", files.Folder), Throws.InstanceOf<PostgresException>());
        Assert.That(await Count(connection), Is.EqualTo(new Filled(0, 0, 0, 0, 0, 0, 0, 0, 0)));
    }

    [Test]
    public async Task The_same_export_in_two_dialogues_shares_no_id()
    {
        await using var database = await Postgres.Database();
        await using var connection = await database.Connect();
        using var files = ExportFiles.Polis();
        await Import(database, connection, "polis", files.Folder);
        await Import(database, connection, "polis", files.Folder, new ImportOptions { Slug = "river-again" });
        Assert.That((await Count(connection)).Participants, Is.EqualTo(8));
        Assert.That(
            (await Dialogues.All(connection, CancellationToken.None)).Select(dialogue => dialogue.Slug),
            Is.EquivalentTo(new[] { "river-talks", "river-again" }));
    }

    internal static async Task<ImportOutcome> Import(
        TestDatabase database, NpgsqlConnection connection, string platform, string folder, ImportOptions? options = null)
    {
        using var keyring = database.Keyring();
        return await ImportingDialogue.Import(
            connection, keyring, platform, folder, options ?? new ImportOptions(), CancellationToken.None);
    }

    private static Task<Filled> Count(NpgsqlConnection connection) =>
        Sql.One<Filled>(connection, Everything, null, CancellationToken.None);

    // xmin is the transaction that wrote a row: any update or insert would show
    private static Task<string> Versions(NpgsqlConnection connection) => Sql.One<string>(connection, """
        select string_agg(version, ' ' order by version) from (
          select 'p' || participant_id || xmin::text as version from collecting.participants
          union all select 'a' || answer_id || xmin::text from collecting.answers
          union all select 's' || statement_id || xmin::text from moderating.statements
          union all select 'v' || participant_id || statement_id || xmin::text from voting.votes
          union all select 'c' || statement_id || segment || xmin::text from voting.counts
          union all select 'd' || dialogue_id || xmin::text from convening.dialogues
        ) versions
        """, null, CancellationToken.None);

    private sealed record SealedRow(Guid StatementId, Guid? AnswerId, byte[] TextSealed);

    private sealed record AnswerRow(Guid AnswerId, byte[] TextSealed);
}
