namespace Pulse;

/// <summary>
/// The order in which an answer travels through the house, and who may read whom. A room may use the namespaces and
/// the schemas of the rooms it reads; a test holds every <c>using</c> and every schema name in SQL against this map.
/// </summary>
public static class Flow
{
    public sealed record Room(string Name, params string[] Reads)
    {
        public string Schema => Name.ToLowerInvariant();
    }

    public static readonly IReadOnlyList<Room> Rooms =
    [
        new("Convening"),
        new("Collecting", "Convening"),
        new("Moderating", "Convening", "Collecting"),
        new("Voting", "Convening", "Collecting", "Moderating"),
        new("Analysing", "Convening", "Collecting", "Moderating", "Voting"),
        new("Drafting", "Convening", "Moderating", "Analysing"),
        new("Reviewing", "Convening", "Moderating", "Analysing", "Drafting"),
        new("Ratifying", "Convening", "Collecting", "Reviewing"),
        new("Publishing", "Convening", "Collecting", "Moderating", "Analysing", "Drafting", "Reviewing", "Ratifying"),
    ];

    /// <summary>Doors are used by every room and know none.</summary>
    public static readonly IReadOnlyList<string> Doors = ["People", "Language", "Work"];
}
