using NUnit.Framework;
using Pulse.Worker.Importing;

namespace Pulse.Tests.Importing;

[TestFixture]
public sealed class RemeshExportTests
{
    [Test]
    public void A_good_export_becomes_people_statements_votes_and_preferences()
    {
        using var files = ExportFiles.Remesh();
        var import = Read(files.Folder);
        Assert.That(import.Title, Is.EqualTo("Harbour talks"));
        Assert.That(import.Questions.Select(question => question.Text), Is.EqualTo(new[] { "What now?", "Who pays?", "What have you seen?" }));
        Assert.That(import.Participants.Select(participant => participant.Segment), Is.EqualTo(new[] { "blue", "green", null }));
        Assert.That(import.Statements.Select(statement => (statement.Text, statement.Language, statement.Author)), Is.EqualTo(new[]
        {
            ("Open \"the\" harbour,\nto all", "en", (int?)0), ("=Close it", "en", 1), ("כולם", "he", 1), ("Boats,\nmany", "en", 0),
        }));
        Assert.That(
            import.Votes.Select(vote => (vote.Participant, vote.Statement, (int)vote.Vote, vote.Day.Day)),
            Is.EquivalentTo(new[] { (0, 1, -1, 2), (1, 0, 1, 2), (2, 0, -1, 2), (0, 2, 1, 3) }));
        Assert.That(
            import.Preferences.Select(preference => (preference.StatementA, preference.StatementB, preference.Preferred)),
            Is.EqualTo(new[] { (0, 1, "a"), (0, 1, "unsure") }));
        Assert.That(import.Notes, Has.Some.StartsWith("1 votes were followed by a later one"));
        Assert.That(import.Notes, Has.Some.Contains("Your age?"));
    }

    [Test]
    public void Another_column_can_become_the_segments()
    {
        using var files = ExportFiles.Remesh();
        var import = Read(files.Folder, new ImportOptions { SegmentColumn = "Your age?" });
        Assert.That(
            import.Segments.Select(segment => (segment.Slug, segment.People)), Is.EqualTo(new[] { ("30", 1), ("31", 2) }));
    }

    [Test]
    public void Segments_in_other_letters_are_named_by_position()
    {
        using var files = ExportFiles.Remesh();
        files.Replace("x_participants.csv", "\"Blue\"", "\"ירוק\"");
        files.Replace("x_participants.csv", "\"Green\"", "\"أخضر\"");
        Assert.That(
            Read(files.Folder).Segments.Select(segment => (segment.Slug, segment.Name)),
            Is.EqualTo(new[] { ("segment-1", "ירוק"), ("segment-2", "أخضر") }));
    }

    [TestCase("x_binary.csv", "\"Disagree\"", "\"Nope\"",
        "x_binary.csv, line 6, column 4 (Vote): expected Agree or Disagree, found \"Nope\"")]
    [TestCase("x_binary.csv", "\"t2\"", "\"t9\"",
        "x_binary.csv, line 6, column 3 (Thought ID): expected the id of a text in the verbatim map, found \"t9\"")]
    [TestCase("x_binary.csv", "\"q1\",\"p1\"", "\"q1\",\"p8\"",
        "x_binary.csv, line 6, column 2 (Participant ID): expected the id of a row in the participants' file, found \"p8\"")]
    [TestCase("x_binary.csv", "May 3, 2026 at 3:49 PM (GMT)", "May 33",
        "x_binary.csv, line 9, column 5 (Timestamp): expected a time such as \"June 25, 2024 at 3:47 PM (GMT)\", found \"May 33\"")]
    [TestCase("x_binary.csv", "\"Thought ID\"", "\"Thought\"",
        "x_binary.csv, line 5: expected a header with the column 'Thought ID'")]
    [TestCase("x_binary.csv", "\"p3\",\"t1\",\"Disagree\",\"May 2, 2026 at 3:50 PM (GMT)\"\n", "\"p3\",\"t1\"",
        "x_binary.csv, line 10: expected 5 cells, as in the header on line 5, found 3; the line may be cut off")]
    [TestCase("x_binary.csv", "\"May 2, 2026 at 3:50 PM (GMT)\"\n", "\"May 2, 20",
        "x_binary.csv, line 10, column 5: expected a closing quotation mark")]
    [TestCase("x_verbatim_map.csv", "\"t3\"", "\"t1\"",
        "x_verbatim_map.csv, line 10, column 4 (Thought ID): expected an id that no line before has, found \"t1\"")]
    [TestCase("x_verbatim_map.csv", "\"=Close it\"", "\" \"",
        "x_verbatim_map.csv, line 9, column 5 (Thought Text): expected the words of a participant, found \" \"")]
    [TestCase("x_preference.csv", "\"Thought A\"", "\"First\"",
        "x_preference.csv, line 6, column 5 (Vote): expected Thought A, Thought B,")]
    [TestCase("x_participants.csv", "political affiliation?", "party?",
        "x_participants.csv, line 7: expected the column 'What is your political affiliation?', which is to become the segments "
        + "(name another with --segment), found the columns What is your party? · Your age?")]
    [TestCase("x_participants.csv", "\"p2\"", "\"p1\"",
        "x_participants.csv, line 10, column 2 (Participant Id): expected an id that no line before has, found \"p1\"")]
    [TestCase("x_participants.csv", "\"Participants\",\"3\"", "\"Participants\",\"9\"",
        "x_participants.csv, line 4, column 2 (Participants): expected the number of rows below, 3, found 9; the file may be cut off")]
    public void A_fault_is_named_with_file_line_and_column(string file, string from, string to, string message)
    {
        using var files = ExportFiles.Remesh();
        files.Replace(file, from, to);
        var problems = new Problems();
        Assert.That(RemeshExport.Read(files.Folder, new ImportOptions(), problems), Is.Null);
        Assert.That(problems.Listed.Select(problem => problem.ToString()), Has.Some.StartsWith(message));
    }

    [Test]
    public void Missing_files_are_all_named_at_once()
    {
        using var files = ExportFiles.Remesh();
        File.Delete(Path.Combine(files.Folder, "x_binary.csv"));
        File.Delete(Path.Combine(files.Folder, "x_verbatim_map.csv"));
        var problems = new Problems();
        Assert.That(RemeshExport.Read(files.Folder, new ImportOptions(), problems), Is.Null);
        Assert.That(problems.Lines(), Is.EqualTo(new[]
        {
            "*_verbatim_map.csv: expected one such file in the folder, found none",
            "*_binary.csv: expected one such file in the folder, found none",
        }));
    }

    [Test]
    public void Twenty_problems_are_listed_and_the_rest_counted()
    {
        using var files = ExportFiles.Remesh();
        files.Write("x_binary.csv", File.ReadAllText(Path.Combine(files.Folder, "x_binary.csv")) + string.Concat(
            Enumerable.Repeat("\"q1\",\"p1\",\"t2\",\"Maybe\",\"May 2, 2026 at 3:47 PM (GMT)\"\n", 25)));
        var problems = new Problems();
        Assert.That(RemeshExport.Read(files.Folder, new ImportOptions(), problems), Is.Null);
        Assert.That(problems.Count, Is.EqualTo(25));
        Assert.That(problems.Lines().Last(), Is.EqualTo("… and 5 more"));
        Assert.That(problems.Lines().Count(), Is.EqualTo(21));
    }

    private static ImportedDialogue Read(string folder, ImportOptions? options = null)
    {
        var problems = new Problems();
        var import = RemeshExport.Read(folder, options ?? new ImportOptions(), problems);
        Assert.That(problems.Lines(), Is.Empty);
        return import!;
    }
}
