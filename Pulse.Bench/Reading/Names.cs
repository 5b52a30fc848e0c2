using System.Globalization;

namespace Pulse.Bench.Reading;

/// <summary>What each index is called outside: the id in a file, or the index itself where votes were made up.</summary>
internal sealed class Names(int count, Roster? roster)
{
    public int Count => count;

    public string Of(int index) => roster?.Name(index) ?? index.ToString(CultureInfo.InvariantCulture);
}
