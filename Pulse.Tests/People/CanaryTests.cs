using System.Text;
using NUnit.Framework;
using Pulse.Tests.Work;

namespace Pulse.Tests.People;

/// <summary>S-07: after an answer went through every job, its words stand nowhere in the server's files: tables, log, write-ahead log.</summary>
[TestFixture]
public sealed class CanaryTests
{
    private const string FilesOfDatabase = """
        select current_setting('data_directory') as folder, oid::text as number from pg_database where datname = current_database()
        """;

    private sealed record Place(string Folder, string Number);

    [Test]
    public async Task What_people_write_stands_nowhere_on_the_server_in_plain_text()
    {
        var canary = Word();
        await using var dialogue = await WorkedDialogue.Voted();
        await dialogue.Answer(await dialogue.Person("east"), $"Every morning the {canary} sings about rain, and nobody writes it down");
        await dialogue.Answer(await dialogue.Person("west"), $"Our children asked whether {canary} could be a name for the new well");
        await dialogue.Answer(await dialogue.Person("east"), $"Without {canary} there is no harvest, so let us measure the pipes together");

        await dialogue.Moderate();
        await dialogue.Analysed();
        await dialogue.Draft();
        await dialogue.NoJobFailed();
        Assert.That(
            await dialogue.Ask<long>("select count(*) from moderating.statements"), Is.GreaterThan(24), "the canary passed");
        Assert.That(await Found(dialogue, canary), Is.Empty);

        // the same search finds a text that was not sealed, so it can fail
        var control = Word();
        await dialogue.Do("create table public.unsealed as select @control as text", new { control });
        Assert.That(await Found(dialogue, control), Is.Not.Empty);
    }

    // letters only, so that no rule takes it for a number of somebody's
    private static string Word() => string.Concat(Guid.NewGuid().ToString("N").Select(
        digit => (char)('א' + Convert.ToInt32(digit.ToString(), 16))));

    private static async Task<IReadOnlyList<string>> Found(WorkedDialogue dialogue, string canary)
    {
        await dialogue.Do("checkpoint;");
        var place = await dialogue.Ask<Place>(FilesOfDatabase);
        byte[][] forms =
        [
            Encoding.UTF8.GetBytes(canary),
            Encoding.Unicode.GetBytes(canary),
            Encoding.BigEndianUnicode.GetBytes(canary),
            // what stays the same wherever the text begins within a run of base64
            Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(canary))[4..^4]),
            Encoding.UTF8.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(canary))),
        ];
        try
        {
            return
            [
                .. Directory.GetFiles(Path.Combine(place.Folder, "base", place.Number))
                    .Concat(Directory.GetFiles(Path.Combine(place.Folder, "pg_wal")))
                    .Concat(Directory.GetFiles(place.Folder, "*.log"))
                    .Where(file => Holds(file, forms)),
            ];
        }
        catch (UnauthorizedAccessException)
        {
            Assert.Ignore("The server's files belong to somebody else here: './pulse test' starts one whose files can be read.");
            throw;
        }
    }

    private static bool Holds(string file, byte[][] forms)
    {
        try
        {
            var bytes = File.ReadAllBytes(file);
            return forms.Any(form => bytes.AsSpan().IndexOf(form) >= 0);
        }
        // a table's file may be dropped, and a write-ahead log recycled, while the list is walked
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
