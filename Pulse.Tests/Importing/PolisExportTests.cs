using NUnit.Framework;
using Pulse.Worker.Importing;

namespace Pulse.Tests.Importing;

[TestFixture]
public sealed class PolisExportTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void A_good_export_is_read_under_new_and_old_file_names(bool oldNames)
    {
        using var files = ExportFiles.Polis(oldNames);
        var import = Read(files.Folder);
        Assert.That((import.Title, import.Introduction), Is.EqualTo(("The river", "Who, and when?")));
        Assert.That(
            import.Participants.Select(participant => (participant.Source, participant.Segment, participant.Joined.Day)),
            Is.EqualTo(new[] { ("0", "group-a", 14), ("1", "group-a", 14), ("2", "group-b", 14), ("7", null, 14) }));
        Assert.That(
            import.Segments.Select(segment => (segment.Slug, segment.Name, segment.People)),
            Is.EqualTo(new[] { ("group-a", "Group A", 2), ("group-b", "Group B", 1) }));
        Assert.That(
            import.Statements.Select(statement => (statement.Source, statement.Language, statement.Exclusion)),
            Is.EqualTo(new[] { ("0", "en", null), ("1", "ar", null), ("3", "en", "moderated-out-before-import"), ("4", "en", null) }));
        Assert.That(
            import.Votes.Select(vote => (vote.Participant, vote.Statement, (int)vote.Vote)),
            Is.EquivalentTo(new[] { (0, 0, 1), (1, 0, 1), (2, 1, -1), (0, 1, 1), (2, 0, 0) }));
        Assert.That(import.Notes, Is.EquivalentTo(new[]
        {
            "1 of 4 comments were moderated out in the export and stand as exclusions.",
            "1 votes were followed by a later one of the same person on the same statement; the latest counts.",
            "1 votes on comments that were moderated out are left out with them.",
        }));
    }

    [Test]
    public void Votes_of_Polis_own_database_have_their_sign_turned_round()
    {
        using var files = ExportFiles.Polis();
        var votes = File.ReadAllText(Path.Combine(files.Folder, "votes.csv"));
        files.Write("votes.csv", votes.Replace(",1\n", ",?\n", StringComparison.Ordinal)
            .Replace(",-1\n", ",1\n", StringComparison.Ordinal).Replace(",?\n", ",-1\n", StringComparison.Ordinal));
        Assert.That(Problems(files.Folder, new ImportOptions()), Is.EqualTo(new[]
        {
            "votes.csv: expected the same signs as in participant-votes.csv, found every sign turned round; "
            + "use --agree-is -1 for a file of Polis' own database",
        }));
        Assert.That(
            Read(files.Folder, new ImportOptions { AgreeIs = -1 }).Votes.Select(vote => (vote.Participant, vote.Statement, (int)vote.Vote)),
            Is.EquivalentTo(new[] { (0, 0, 1), (1, 0, 1), (2, 1, -1), (0, 1, 1), (2, 0, 0) }));
    }

    [TestCase("votes.csv", "0,0,1\n", "0,0,yes\n", "votes.csv, line 2, column 5 (vote): expected 1, 0 or -1, found \"yes\"")]
    [TestCase("votes.csv", "1,2,-1", "9,2,-1", "votes.csv, line 5, column 3 (comment-id): expected a comment of comments.csv, found \"9\"")]
    [TestCase("votes.csv", "1,2,-1", "1,9,-1",
        "votes.csv, line 5, column 4 (voter-id): expected a participant of participant-votes.csv, found \"9\"")]
    [TestCase("votes.csv", "1700090000", "yesterday",
        "votes.csv, line 5, column 1 (timestamp): expected seconds or milliseconds since 1970, found \"yesterday\"")]
    [TestCase("votes.csv", "1700000006,x,0,2,0\n", "",
        "participant-votes.csv, line 4, column 7 (0): expected nothing, since votes.csv has no such vote, found \"0\"")]
    [TestCase("comments.csv", "1700000000,x,4,2,0,0,1,Nobody voted on this", "1700000000,x,4,2,0",
        "comments.csv, line 5: expected 8 cells, as in the header on line 1, found 5; the line may be cut off")]
    [TestCase("comments.csv", "moderated,", "mod,", "comments.csv, line 1: expected a header with the column 'moderated'")]
    [TestCase("comments.csv", "0,1,-1,spam", "0,1,2,spam", "comments.csv, line 4, column 7 (moderated): expected -1, 0 or 1, found \"2\"")]
    [TestCase("participant-votes.csv", "2,1,2,2,0,1", "2,north,2,2,0,1",
        "participant-votes.csv, line 4, column 2 (group-id): expected the number of a group, or nothing, found \"north\"")]
    [TestCase("participant-votes.csv", ",3,4\n", ",3,5\n",
        "participant-votes.csv, line 1, column 10: expected columns for comments of comments.csv, found \"5\"")]
    [TestCase("summary.csv", "topic,The river", "topic,The,river", "summary.csv, line 1: expected a name and a value, found 3 cells")]
    public void A_fault_is_named_with_file_line_and_column(string file, string from, string to, string message)
    {
        using var files = ExportFiles.Polis();
        files.Replace(file, from, to);
        Assert.That(Problems(files.Folder, new ImportOptions()), Has.Some.StartsWith(message));
    }

    [Test]
    public void A_missing_file_is_named_with_both_its_names()
    {
        using var files = ExportFiles.Polis();
        File.Delete(Path.Combine(files.Folder, "participant-votes.csv"));
        Assert.That(Problems(files.Folder, new ImportOptions()), Is.EqualTo(new[]
        {
            "participant-votes.csv or participants-votes.csv: expected one such file in the folder, found none",
        }));
    }

    private static List<string> Problems(string folder, ImportOptions options)
    {
        var problems = new Problems();
        Assert.That(PolisExport.Read(folder, options, problems), Is.Null);
        return [.. problems.Lines()];
    }

    private static ImportedDialogue Read(string folder, ImportOptions? options = null)
    {
        var problems = new Problems();
        var import = PolisExport.Read(folder, options ?? new ImportOptions(), problems);
        Assert.That(problems.Lines(), Is.Empty);
        return import!;
    }
}
