using NUnit.Framework;

namespace Pulse.Tests;

[TestFixture]
public sealed class FlowTests
{
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
}
