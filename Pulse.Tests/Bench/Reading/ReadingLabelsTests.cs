using NUnit.Framework;
using Pulse.Bench;
using Pulse.Bench.Reading;

namespace Pulse.Tests.Bench.Reading;

[TestFixture]
public sealed class ReadingLabelsTests
{
    private static Roster Roster(Folder folder) =>
        ReadingVoteFiles.Csv(folder.File("votes.csv", "participant,statement,vote\n3,10,1\n1,20,1\nzoe,10,0\n2,30,-1\n"), 1).Participants;

    [Test]
    public void Labels_are_numbered_in_sorted_order_and_strangers_counted()
    {
        using var folder = new Folder();
        var file = folder.File("groups.csv", "group,participant\n10,3\n9,1\n,2\n\"b, c\",zoe\n9,77\n9,1\n");
        var labels = ReadingLabels.Of(file, Columns.Groups, Roster(folder));
        Assert.That(labels.Names, Is.EqualTo(new[] { "9", "10", "b, c" }));
        Assert.That(labels.Of, Is.EqualTo(new[] { 0, -1, 1, 2 }), "1, 2, 3, zoe");
        Assert.That(labels.Strangers, Is.EqualTo(1));
    }

    [Test]
    public void Two_labels_for_one_participant_are_refused()
    {
        using var folder = new Folder();
        var file = folder.File("groups.csv", "participant,group\n1,a\n1,b\n");
        Assert.That(() => ReadingLabels.Of(file, Columns.Groups, Roster(folder)), Throws.TypeOf<BadInputException>()
            .With.Message.StartsWith($"{file}:3: participant 1 already has the group a; b here"));
    }

    [TestCase("[10, 30, 99]")]
    [TestCase("[\"10\", \"30\", 99, 10]")]
    [TestCase("30\n10\r\n\n99\n")]
    public void Excluded_statements_are_a_JSON_array_or_one_a_line(string text)
    {
        using var folder = new Folder();
        var statements = ReadingVoteFiles.Csv(folder.File("votes.csv", "3,10,1\n1,20,1\n2,30,-1\n"), 1).Statements;
        var (excluded, strangers) = ReadingLabels.Excluded(folder.File("out", text), statements);
        Assert.That(excluded, Is.EqualTo(new[] { 0, 2 }));
        Assert.That(strangers, Is.EqualTo(1));
        Assert.That(() => ReadingLabels.Excluded(folder.File("out", "[1,"), statements), Throws.TypeOf<BadInputException>());
    }
}
