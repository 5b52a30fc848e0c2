using System.Text;

namespace Pulse.Bench.Reading;

/// <summary>Which columns of a file hold what is wanted; found by their names where there is a header.</summary>
/// <param name="Roles">Per column which of the wanted values it holds, −1 for none; up to the last wanted one.</param>
/// <param name="HasHeader">Whether the first row names the columns.</param>
internal sealed record Columns(int[] Roles, bool HasHeader)
{
    /// <summary>One wanted value: the words in which an error speaks of it, and the names by which a header may call it.</summary>
    internal sealed record Wanted(string Word, string[] Names);

    private static readonly Wanted _participant =
        new("participant", ["participant", "participant_id", "participant-id", "voter-id", "voter_id", "voter"]);

    public static readonly Wanted[] Votes =
    [
        _participant,
        new("statement", ["statement", "statement_id", "statement-id", "comment-id", "comment_id", "comment"]),
        new("vote", ["vote"]),
    ];

    public static readonly Wanted[] Groups = [_participant, new("group", ["group", "group-id", "group_id"])];

    public static readonly Wanted[] Segments = [_participant, new("segment", ["segment", "group", "group-id", "group_id"])];

    /// <summary>
    /// A first row is a header if one of its fields is a known name. Without one the first columns are taken in order.
    /// </summary>
    /// <exception cref="BadInputException">There is a header and a wanted column is missing, or stands there twice.</exception>
    public static Columns Of(string file, IReadOnlyList<byte[]> firstRow, Wanted[] wanted)
    {
        var names = firstRow.Select(field => Encoding.UTF8.GetString(field).Trim().ToLowerInvariant()).ToArray();
        if (!names.Any(name => wanted.Any(one => one.Names.Contains(name))))
        {
            return new Columns(Enumerable.Range(0, wanted.Length).ToArray(), false);
        }
        var roles = Enumerable.Repeat(-1, names.Length).ToArray();
        for (var role = 0; role < wanted.Length; role++)
        {
            // An earlier name is the better one: a file may have both segment and group
            var name = wanted[role].Names.FirstOrDefault(names.Contains) ?? throw new BadInputException(
                $"{file}:1: no column is called {wanted[role].Word}; there are {string.Join(", ", names)}. "
                + $"Call it one of: {string.Join(", ", wanted[role].Names)}.");
            var places = Enumerable.Range(0, names.Length).Where(i => names[i] == name).ToArray();
            if (places.Length > 1)
            {
                throw new BadInputException($"{file}:1: {places.Length} columns are called {name}; rename those that are not meant.");
            }
            roles[places[0]] = role;
        }
        return new Columns(roles[..(Array.FindLastIndex(roles, role => role >= 0) + 1)], true);
    }
}
