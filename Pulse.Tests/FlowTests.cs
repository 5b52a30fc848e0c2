using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Pulse.Tests;

/// <summary>The sign on the wall; the database's grants are the wall itself.</summary>
[TestFixture]
public sealed partial class FlowTests
{
    private static readonly string _core = Path.Combine(Repository.Root, "Pulse.Core");

    private static IEnumerable<string> RoomsAndDoors => Flow.Rooms.Select(room => room.Name).Concat(Flow.Doors);

    [GeneratedRegex(@"(?:using (?:static )?|\b)Pulse\.(\w+)")]
    private static partial Regex NamespaceUse();

    [GeneratedRegex("\"\"\"(.*?)\"\"\"|\"((?:select|insert|update|delete|with|copy|lock|truncate)\\b[^\"]*)\"", RegexOptions.Singleline)]
    private static partial Regex SqlText();

    [Test]
    public void Every_room_reads_only_rooms_before_it()
    {
        var seen = new HashSet<string>();
        foreach (var room in Flow.Rooms)
        {
            Assert.That(room.Reads, Is.SubsetOf(seen), room.Name);
            seen.Add(room.Name);
        }
    }

    [Test]
    public void Every_folder_of_Core_is_a_room_or_a_door() =>
        Assert.That(
            Directory.GetDirectories(_core).Select(Path.GetFileName).Except(["bin", "obj", "Migrating"]),
            Is.SubsetOf(RoomsAndDoors));

    [TestCaseSource(nameof(RoomsAndDoors))]
    public void No_file_uses_a_namespace_that_its_room_does_not_read(string name)
    {
        var forbidden = Forbidden(name);
        var breaches =
            from file in Files(name)
            from Match use in NamespaceUse().Matches(File.ReadAllText(file))
            where forbidden.Contains(use.Groups[1].Value)
            select $"{Path.GetRelativePath(_core, file)} uses Pulse.{use.Groups[1].Value}";
        Assert.That(breaches.Distinct(), Is.Empty);
    }

    [TestCaseSource(nameof(RoomsAndDoors))]
    public void No_SQL_names_a_schema_that_its_room_does_not_read(string name)
    {
        var forbidden = Forbidden(name);
        var breaches =
            from file in Files(name)
            from Match text in SqlText().Matches(File.ReadAllText(file))
            from schema in forbidden
            where Regex.IsMatch(text.Value, $@"\b{schema.ToLowerInvariant()}\.\w")
            select $"{Path.GetRelativePath(_core, file)} names the schema {schema.ToLowerInvariant()}";
        Assert.That(breaches.Distinct(), Is.Empty);
    }

    [Test]
    public void The_wall_can_fail()
    {
        Assert.That(Forbidden("Collecting"), Does.Contain("Analysing"));
        Assert.That(Forbidden("People"), Is.SupersetOf(Flow.Rooms.Select(room => room.Name)));
        Assert.That(
            SqlText().Match("x = \"select a from voting.votes\"").Groups[2].Value, Does.Contain("voting.votes"));
    }

    // Doors may use doors; nobody but the worker's own files needs the migrations
    private static HashSet<string> Forbidden(string name)
    {
        var reads = Flow.Rooms.FirstOrDefault(room => room.Name == name)?.Reads ?? [];
        return [.. Flow.Rooms.Select(room => room.Name).Where(room => room != name).Except(reads)];
    }

    private static string[] Files(string name)
    {
        var folder = Path.Combine(_core, name);
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories) : [];
    }
}
