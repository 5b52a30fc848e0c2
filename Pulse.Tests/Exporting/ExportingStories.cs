using Npgsql;
using NUnit.Framework;
using Pulse.Convening;
using Pulse.Migrating;
using Pulse.Tests.Importing;
using Pulse.Worker.Exporting;
using Pulse.Worker.Importing;

namespace Pulse.Tests.Exporting;

[TestFixture]
public sealed class ExportingStories
{
    private string _folder = "";

    [SetUp]
    public void Make_a_folder() => _folder = Path.Combine(Directory.CreateTempSubdirectory("pulse-exported-").FullName, "out");

    [TearDown]
    public void Remove_the_folder() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Test]
    public async Task A_dialogue_exported_and_imported_again_keeps_every_vote_text_and_group()
    {
        await using var database = await Postgres.Database();
        await using var owner = await database.Connect();
        using var files = Crowd();
        await ImportingStories.Import(database, owner, "polis", files.Folder);
        var exported = await Export(database, "river-talks", GroupLabels.Segments);
        Assert.That(exported, Is.InstanceOf<ExportOutcome.Done>());

        var again = (ImportOutcome.Done)await ImportingStories.Import(
            database, owner, "polis", _folder, new ImportOptions { Slug = "again" });

        Assert.That(await Profile(database, owner, again.Dialogue.Slug), Is.EqualTo(await Profile(database, owner, "river-talks")));
        Assert.That(again.Import.Votes, Has.Count.EqualTo(28));
        Assert.That(again.Import.Segments.Select(segment => segment.People), Is.EqualTo(new[] { 11, 12 }));
        Assert.That(again.Import.Statements.Select(statement => statement.Text), Does.Contain("=1+1 \"sum\",\nis two"));
    }

    [Test]
    public async Task Numbers_for_people_are_drawn_anew_and_no_id_or_time_is_written()
    {
        await using var database = await Postgres.Database();
        await using var owner = await database.Connect();
        using var files = Crowd();
        await ImportingStories.Import(database, owner, "polis", files.Folder);
        await Export(database, "river-talks", GroupLabels.OpinionGroups);
        var first = Texts();
        await Export(database, "river-talks", GroupLabels.OpinionGroups, overwrite: true);
        Assert.That(Texts()["votes.csv"], Is.Not.EqualTo(first["votes.csv"]), "the same people got other numbers");

        var ids = await Sql.Rows<string>(owner, """
            select participant_id::text from collecting.participants
            union all select statement_id::text from moderating.statements
            """, null, CancellationToken.None);
        Assert.That(ids.Where(id => first.Values.Any(text => text.Contains(id, StringComparison.Ordinal))), Is.Empty);
        Assert.That(
            first["votes.csv"].Split('\n')[1..^1].Select(line => long.Parse(line.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture) % 86_400),
            Is.All.Zero);
    }

    [Test]
    public async Task Closed_questions_come_out_one_line_per_chosen_option_with_its_rank()
    {
        await using var database = await Postgres.Database();
        await using var owner = await database.Connect();
        await ConveneWithClosedQuestions(database, owner);
        await Export(database, "harbour", GroupLabels.OpinionGroups);
        var lines = Texts()["choices.csv"].Split('\n');
        Assert.That(lines[0], Is.EqualTo("\uFEFFparticipant,segment,item,kind,option,rank,day"));
        Assert.That(lines[1..^1], Is.EqualTo(new[]
        {
            "0,,order,rank,boats,1,2026-05-02", "0,,order,rank,fish,2,2026-05-02", "0,,order,rank,pier,3,2026-05-02",
            "0,,sure,scale,4,,2026-05-02", "0,,uses,multiple,fish,,2026-05-02", "0,,uses,multiple,pier,,2026-05-02",
            "0,,wish,single,pier,,2026-05-02",
        }), "the only person of a segment has no segment told");
        Assert.That(Texts()["data-dictionary.csv"], Does.Contain("choices.csv,rank,"));
    }

    [Test]
    public async Task A_folder_with_something_in_it_is_refused_unless_told()
    {
        await using var database = await Postgres.Database();
        await using var owner = await database.Connect();
        using var files = ExportFiles.Polis();
        await ImportingStories.Import(database, owner, "polis", files.Folder);
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, "mine.txt"), "mine");
        Assert.That(await Export(database, "river-talks", GroupLabels.OpinionGroups), Is.InstanceOf<ExportOutcome.Refused>());
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(1));
        Assert.That(await Export(database, "river-talks", GroupLabels.OpinionGroups, overwrite: true), Is.InstanceOf<ExportOutcome.Done>());
        Assert.That(await File.ReadAllTextAsync(Path.Combine(_folder, "mine.txt")), Is.EqualTo("mine"));
        Assert.That(Directory.GetFiles(_folder, "*.part"), Is.Empty);
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(Path.Combine(_folder, "votes.csv")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [Test]
    public async Task Opinion_groups_of_the_current_run_become_group_ids_and_small_ones_are_not_told()
    {
        await using var database = await Postgres.Database();
        await using var owner = await database.Connect();
        using var files = Crowd();
        await ImportingStories.Import(database, owner, "polis", files.Folder);
        await Sql.Run(owner, GroupPeople, null, CancellationToken.None);
        var done = (ExportOutcome.Done)await Export(database, "river-talks", GroupLabels.OpinionGroups);
        var rows = Texts()["participant-votes.csv"].Split('\n')[1..^1].Select(line => line.Split(',')[1]).ToList();
        Assert.That((rows.Count(group => group == "0"), rows.Count(group => group.Length == 0)), Is.EqualTo((15, 8)));
        Assert.That(Texts()["comment-groups.csv"].Split('\n')[0], Does.EndWith("group-a-votes,group-a-agrees,group-a-disagrees,group-a-passes"));
        Assert.That(done.Notes, Has.Some.Contains("fewer than 10"));
    }

    // fifteen people in group 0, the others in group 1, which is smaller than the minimum cell
    private const string GroupPeople = """
        with run as (
          insert into analysing.runs (run_id, dialogue_id, seed, parameters)
          select gen_random_uuid(), dialogue_id, 1, '{}' from convening.dialogues
          returning run_id, dialogue_id
        ), current as (
          insert into analysing.current_runs (dialogue_id, run_id) select dialogue_id, run_id from run
        )
        insert into analysing.positions (run_id, participant_id, x, y, opinion_group)
        select run.run_id, participant_id, 0, 0, case when row_number() over (order by participant_id) <= 15 then 0 else 1 end
        from run join collecting.participants using (dialogue_id)
        """;

    private async Task<ExportOutcome> Export(
        TestDatabase database, string slug, GroupLabels labels, bool overwrite = false)
    {
        using var keyring = database.Keyring();
        await using var connection = await database.Connect(Roles.Worker);
        return await ExportingDialogue.Export(connection, keyring, slug, _folder, labels, overwrite, CancellationToken.None);
    }

    private Dictionary<string, string> Texts() => Directory.GetFiles(_folder, "*.csv").ToDictionary(
        path => Path.GetFileName(path), path => System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(path)));

    /// <summary>Eleven people in one group, twelve in another; 28 votes on two statements, one of which looks like a formula.</summary>
    private static ExportFiles Crowd()
    {
        var files = ExportFiles.Polis();
        files.Write("comments.csv", "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
            + "1700000000,x,0,0,2,0,1,\"=1+1 \"\"sum\"\",\nis two\"\n1700000000,x,1,0,1,1,1,נתחלק במים\n");
        var cells = Enumerable.Range(0, 23).SelectMany(person => new[] { (person, 0, (person % 3) - 1) }
            .Concat(person < 5 ? [(person, 1, 1)] : [])).ToList();
        files.Write("votes.csv", "timestamp,datetime,comment-id,voter-id,vote\n" + string.Concat(
            cells.Select(cell => $"170000{1000 + cell.person},x,{cell.Item2},{cell.person},{cell.Item3}\n")));
        files.Write("participant-votes.csv", "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1\n" + string.Concat(
            Enumerable.Range(0, 23).Select(person =>
                $"{person},{(person < 11 ? 0 : 1)},0,0,0,0,{(person % 3) - 1},{(person < 5 ? "1" : "")}\n")));
        return files;
    }

    /// <summary>What a dialogue says, without saying who: each person's group and votes by the statement's words.</summary>
    private static async Task<string[]> Profile(TestDatabase database, NpgsqlConnection connection, string slug)
    {
        var dialogue = await Dialogues.FindBySlug(connection, slug, CancellationToken.None);
        using var keyring = database.Keyring();
        var key = await keyring.Of(connection, dialogue!.Id, CancellationToken.None);
        var rows = await Sql.Rows<ProfileRow>(connection, """
            select participant.participant_id, participant.segment, statement.statement_id, statement.text_sealed, vote.vote, vote.cast_on
            from voting.votes vote
            join collecting.participants participant using (participant_id)
            join moderating.statements statement using (statement_id)
            where participant.dialogue_id = @Id
            """, new { dialogue.Id }, CancellationToken.None);
        return [.. rows.GroupBy(row => row.ParticipantId)
            .Select(person => person.First().Segment + ": " + string.Join(" | ", person
                .Select(row => $"{key.Open(row.TextSealed, "moderating.statements.text", row.StatementId)} {row.Vote} {row.CastOn:O}")
                .Order(StringComparer.Ordinal)))
            .Order(StringComparer.Ordinal)];
    }

    private static async Task ConveneWithClosedQuestions(TestDatabase database, NpgsqlConnection owner)
    {
        using var keyring = database.Keyring();
        var definition = ReadingDefinition.Read("harbour.yaml", """
            dialogue: harbour
            languages: [en]
            title: { en: Harbour }
            introduction: { en: About the harbour }
            consent: { version: 1, text: { en: I take part } }
            segments:
              - { segment: north, name: { en: North }, bridging: true }
              - { segment: south, name: { en: South }, bridging: true }
            working-groups:
              - { group: harbour, name: { en: Harbour }, summary: { en: Harbour } }
            phases:
              - phase: poll
                name: { en: Poll }
                items:
                  - { item: wish, kind: single, text: { en: Wish }, options: &options [
                      { option: boats, name: { en: Boats } }, { option: fish, name: { en: Fish } }, { option: pier, name: { en: Pier } }] }
                  - { item: uses, kind: multiple, text: { en: Uses }, options: *options }
                  - { item: sure, kind: scale, text: { en: Sure }, from: 1, to: 5, low: { en: no }, high: { en: yes } }
                  - { item: order, kind: rank, text: { en: Order }, options: *options }
            """);
        await ConveningDialogue.Convene(owner, keyring, definition, "harbour.yaml", CancellationToken.None);
        await Sql.Run(owner, """
            with somebody as (
              insert into collecting.participants (participant_id, dialogue_id, segment, language, consent_version, joined_on)
              select gen_random_uuid(), dialogue_id, 'north', 'en', 1, date '2026-05-02' from convening.dialogues
              returning participant_id, dialogue_id
            )
            insert into collecting.choices (participant_id, dialogue_id, item, chosen, answered_on)
            select participant_id, dialogue_id, item, chosen, date '2026-05-02'
            from somebody, (values ('wish', array['pier']), ('uses', array['fish', 'pier']), ('sure', array['4']),
              ('order', array['boats', 'fish', 'pier'])) as given (item, chosen)
            """, null, CancellationToken.None);
    }

    private sealed record ProfileRow(
        Guid ParticipantId, string? Segment, Guid StatementId, byte[] TextSealed, short Vote, DateOnly CastOn);
}
