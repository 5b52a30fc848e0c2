using NUnit.Framework;
using Pulse.Worker.Commands;

namespace Pulse.Tests.Importing;

[TestFixture]
public sealed class ImportCommandTests
{
    [Test]
    public async Task The_operator_is_told_what_came_in_and_that_a_second_time_changed_nothing()
    {
        await using var database = await Postgres.Database();
        using var files = ExportFiles.Polis();
        var first = await Run(database, "polis", files.Folder);
        var second = await Run(database, "polis", files.Folder);
        Assert.That((first.Code, second.Code), Is.EqualTo((0, 0)));
        Assert.That(first.Lines[..4], Is.EqualTo(new[]
        {
            "Imported as 'river-talks':",
            "  4 participants, 3 statements (2 voted on), 5 votes, 0 pair votes, 1 exclusions",
            "  segments: Group A (group-a) 2 · Group B (group-b) 1",
            "  fewer than two segments have 10 people, so consensus has nothing to bridge",
        }));
        Assert.That(second.Lines[0], Is.EqualTo("Nothing to do: 'river-talks' already holds exactly this export:"));
        Assert.That(second.Lines[1..], Is.EqualTo(first.Lines[1..]));
    }

    [Test]
    public async Task A_bad_file_ends_with_one_and_names_the_place()
    {
        await using var database = await Postgres.Database();
        using var files = ExportFiles.Polis();
        files.Replace("votes.csv", "0,0,1\n", "0,0,yes\n");
        var (code, lines) = await Run(database, "polis", files.Folder);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(lines, Is.EqualTo(new[]
        {
            $"Nothing was imported: 1 problem in {files.Folder}.",
            "  votes.csv, line 2, column 5 (vote): expected 1, 0 or -1, found \"yes\"",
        }));
    }

    [TestCase("Say remesh or polis, and the folder of the export.", "slido", "x")]
    [TestCase("There is no option --sulg; there are --slug, --segment,", "polis", "x", "--sulg", "a")]
    [TestCase("The option --slug needs a value.", "polis", "x", "--slug")]
    [TestCase("--slug takes small letters", "polis", "x", "--slug", "Two Words")]
    [TestCase("--agree-is takes 1 or -1.", "polis", "x", "--agree-is", "2")]
    [TestCase("--minimum-cell takes a number from 5 to 1000.", "polis", "x", "--minimum-cell", "2")]
    [TestCase("--quoting takes none, paraphrase or verbatim.", "polis", "x", "--quoting", "all")]
    public async Task Wrong_words_end_with_two_and_the_help(string sentence, params string[] words)
    {
        await using var database = await Postgres.Database();
        var (code, lines) = await Run(database, words);
        Assert.That(code, Is.EqualTo(2));
        Assert.That(lines[0], Does.StartWith(sentence));
        Assert.That(lines, Does.Contain(Import.Help.Split('\n')[0]));
    }

    private static async Task<(int Code, string[] Lines)> Run(TestDatabase database, params string[] words)
    {
        using var keyring = database.Keyring();
        await using var connection = await database.Connect();
        await using var said = new StringWriter();
        var code = await Import.Run(words, connection, keyring, said, CancellationToken.None);
        return (code, said.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
    }
}
