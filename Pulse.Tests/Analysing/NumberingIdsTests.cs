using NUnit.Framework;
using Pulse.Analysing;

namespace Pulse.Tests.Analysing;

[TestFixture]
public sealed class NumberingIdsTests
{
    [Test]
    public void Ids_are_numbered_by_first_appearance_and_sorted_like_Guid_itself()
    {
        var chance = new Chance(8);
        var ids = Enumerable.Range(0, 5_000).Select(_ => Id(chance.Next() & 0xFFF, chance.Next())).ToArray();
        var numbering = new NumberingIds();
        var numbers = new Dictionary<Guid, int>();
        foreach (var id in ids.Concat(ids.Reverse()))
        {
            numbers.TryAdd(id, numbers.Count);
            Assert.That(numbering.Number(id), Is.EqualTo(numbers[id]));
        }
        var (sorted, placeOf) = numbering.Sorted();
        Assert.That(sorted, Is.EqualTo(numbers.Keys.Order()));
        Assert.That(ids.Select(id => sorted[placeOf![numbers[id]]]), Is.EqualTo(ids));
    }

    [Test]
    public void Ids_seen_in_rising_order_keep_their_numbers()
    {
        var numbering = new NumberingIds();
        for (var i = 1UL; i <= 3_000; i++)
        {
            Assert.That(numbering.Number(Id(i, 0)), Is.EqualTo((int)i - 1));
        }
        Assert.That(numbering.Sorted().PlaceOf, Is.Null);
        Assert.That(new NumberingIds().Sorted().Sorted, Is.Empty);
    }

    private static Guid Id(ulong high, ulong low) => new(
        (uint)(high >> 32), (ushort)(high >> 16), (ushort)high, (byte)(low >> 56), (byte)(low >> 48), (byte)(low >> 40), (byte)(low >> 32),
        (byte)(low >> 24), (byte)(low >> 16), (byte)(low >> 8), (byte)low);
}
