using Npgsql;
using NUnit.Framework;
using Pulse.Worker.Importing;

namespace Pulse.Tests.Importing;

/// <summary>Public exports beside the repository: every stored count against a direct count of the files' lines.</summary>
[TestFixture]
public sealed class RealExportTests
{
    private const string Counts = """
        select statement_id, segment, agree, disagree, pass from voting.counts
        """;

    [Test]
    public async Task Campus_protests_equals_its_files_statement_by_statement_and_party_by_party()
    {
        var folder = ExportFiles.Real("campus-protests");
        var people = Lines(folder, "campus_protests_participants.csv", "Participant Id");
        var binary = Lines(folder, "campus_protests_binary.csv", "Thought ID");
        var pairs = Lines(folder, "campus_protests_preference.csv", "Thought A ID");
        var texts = Lines(folder, "campus_protests_verbatim_map.csv", "Thought ID");
        var experiences = people.Count(row => row["Can you describe any ways the campus protests have affected you?"] != "--");

        await using var database = await Postgres.Database();
        await using var connection = await database.Connect();
        var done = (ImportOutcome.Done)await ImportingStories.Import(database, connection, "remesh", folder);

        var voted = binary.Select(row => row["Thought ID"]).ToHashSet();
        var withText = texts.Select(row => row["Thought ID"]).ToHashSet();
        Assert.Multiple(() =>
        {
            Assert.That((people.Count, texts.Count, voted.Count, binary.Count, pairs.Count, experiences),
                Is.EqualTo((315, 1225, 1021, 6067, 6065, 307)), "the files are those these figures were written for");
            Assert.That(done.Import.Participants, Has.Count.EqualTo(people.Count));
            Assert.That(done.Import.Votes, Has.Count.EqualTo(binary.Count));
            Assert.That(done.Import.Preferences, Has.Count.EqualTo(pairs.Count));
            // 1,225 texts, 307 experiences, and the one thought that was voted on but has no text in the map
            Assert.That(voted.Except(withText).Count(), Is.EqualTo(1));
            Assert.That(done.Import.Statements, Has.Count.EqualTo(texts.Count + experiences + 1));
            Assert.That(done.Import.Statements.Count(statement => statement.WithoutText), Is.EqualTo(1));
        });
        var party = people.ToDictionary(
            row => row["Participant Id"],
            row => done.Import.Segments.Single(segment => segment.Name == row["What is your political affiliation?"]).Slug);
        var expected = binary
            .GroupBy(row => (row["Thought ID"], party[row["Participant ID"]]))
            .ToDictionary(
                group => group.Key,
                group => (Agree: group.Count(row => row["Vote"] == "Agree"), Disagree: group.Count(row => row["Vote"] == "Disagree"), Pass: 0));
        Assert.That(await Stored(database, connection, done), Is.EquivalentTo(expected));
        Assert.That(expected.Values.Sum(cell => cell.Agree + cell.Disagree), Is.EqualTo(6067));
    }

    [TestCase("brexit-consensus", 204, 50, 0, 5303, 0)]
    [TestCase("scoop-biodiversity", 536, 154, 162, 29719, 531)]
    [TestCase("vtaiwan-uberx", 1921, 119, 78, 49443, 95)]
    public async Task A_Polis_set_equals_its_files_statement_by_statement_and_group_by_group(
        string name, int participants, int statements, int exclusions, int votes, int votesOnExclusions)
    {
        var folder = ExportFiles.Real(name);
        var matrix = Lines(folder, "participants-votes.csv", "participant");
        var moderatedOut = Lines(folder, "comments.csv", "comment-id")
            .Where(row => row["moderated"] == "-1").Select(row => row["comment-id"]).ToHashSet();

        await using var database = await Postgres.Database();
        await using var connection = await database.Connect();
        var done = (ImportOutcome.Done)await ImportingStories.Import(database, connection, "polis", folder);

        Assert.Multiple(() =>
        {
            Assert.That(done.Import.Participants, Has.Count.EqualTo(participants).And.Count.EqualTo(matrix.Count));
            Assert.That(done.Import.Statements.Count(statement => statement.Exclusion is null), Is.EqualTo(statements));
            Assert.That(done.Import.Statements.Count(statement => statement.Exclusion is not null), Is.EqualTo(exclusions));
            Assert.That(done.Import.Votes, Has.Count.EqualTo(votes - votesOnExclusions));
        });
        var expected = matrix
            .SelectMany(row => row.Where(cell => char.IsAsciiDigit(cell.Key[0]) && cell.Value.Length > 0 && !moderatedOut.Contains(cell.Key))
                .Select(cell => (Key: (cell.Key, Group(row["group-id"])), Vote: cell.Value)))
            .GroupBy(cell => cell.Key)
            .ToDictionary(
                group => group.Key,
                group => (Agree: group.Count(cell => cell.Vote == "1"), Disagree: group.Count(cell => cell.Vote == "-1"),
                    Pass: group.Count(cell => cell.Vote == "0")));
        Assert.That(await Stored(database, connection, done), Is.EquivalentTo(expected));

        static string Group(string id) => id switch { "" => "(none)", "0" => "group-a", "1" => "group-b", _ => "group-c" };
    }

    private static async Task<Dictionary<(string, string), (int Agree, int Disagree, int Pass)>> Stored(
        TestDatabase database, NpgsqlConnection connection, ImportOutcome.Done done)
    {
        using var keyring = database.Keyring();
        var key = await keyring.Of(connection, done.Dialogue.Id, CancellationToken.None);
        var source = done.Import.Statements.ToDictionary(statement => key.IdOf($"statement|{statement.Source}"), statement => statement.Source);
        return (await Sql.Rows<CountRow>(connection, Counts, null, CancellationToken.None))
            .ToDictionary(row => (source[row.StatementId], row.Segment), row => (row.Agree, row.Disagree, row.Pass));
    }

    /// <summary>A reader of its own, so that the importer's is not tested against itself.</summary>
    private static List<Dictionary<string, string>> Lines(string folder, string file, string inHeader)
    {
        using var text = new StreamReader(Path.Combine(folder, file));
        using var parser = new CsvHelper.CsvParser(text, new CsvHelper.Configuration.CsvConfiguration(System.Globalization.CultureInfo.InvariantCulture)
        {
            HasHeaderRecord = false,
        });
        string[]? header = null;
        var rows = new List<Dictionary<string, string>>();
        while (parser.Read())
        {
            if (header is null)
            {
                header = parser.Record!.Contains(inHeader) ? parser.Record : null;
                continue;
            }

            var row = new Dictionary<string, string>();
            foreach (var (column, cell) in header.Zip(parser.Record!))
            {
                row.TryAdd(column, cell);
            }

            rows.Add(row);
        }

        return rows;
    }

    private sealed record CountRow(Guid StatementId, string Segment, int Agree, int Disagree, int Pass);
}
