using System.Globalization;
using Pulse.Voting;

namespace Pulse.Bench.Replaying;

/// <summary>Reads what is replayed, from a folder with <c>votes.canonical.csv</c> and the participants' groups.</summary>
internal static class ReplaySets
{
    /// <summary>
    /// Keeps participants with a group and statements with at least <paramref name="least"/> votes in every group:
    /// what has fewer has no truth to be found.
    /// </summary>
    public static ReplaySet Read(string folder, int least = 20)
    {
        var declared = Path.Combine(folder, "declared-groups.csv");
        var groups = Rows(File.Exists(declared) ? declared : Path.Combine(folder, "polis.group-labels.csv"))
            .Where(row => row[1].Length > 0).ToDictionary(row => Number(row[0]), row => row[1]);
        var names = groups.Values.Distinct().Order(StringComparer.Ordinal).ToList();
        var votes = Rows(Path.Combine(folder, "votes.canonical.csv"))
            .Select(row => (Participant: Number(row[0]), Statement: Number(row[1]), Ballot: (Ballot)Number(row[2])))
            .Where(vote => groups.ContainsKey(vote.Participant)).ToArray();
        var kept = votes.GroupBy(vote => vote.Statement)
            .Where(votes => names.TrueForAll(name => votes.Count(vote => groups[vote.Participant] == name) >= least))
            .Select(votes => votes.Key).Order().ToList();
        var people = votes.Where(vote => kept.BinarySearch(vote.Statement) >= 0).OrderBy(vote => vote.Participant)
            .ThenBy(vote => vote.Statement).GroupBy(vote => vote.Participant).ToArray();
        return new ReplaySet(
            Path.GetFileName(folder.TrimEnd('/')), names.Count, kept.Count,
            [.. people.Select(person => names.IndexOf(groups[person.Key]))],
            [.. people.Select(person => person.Select(vote => kept.BinarySearch(vote.Statement)).ToArray())],
            [.. people.Select(person => person.Select(vote => vote.Ballot).ToArray())],
            [.. people.Select(person => person.Count())]);
    }

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(file).Skip(1).Where(line => line.Length > 0).Select(line => line.Split(','));

    private static int Number(string text) => (int)double.Parse(text, CultureInfo.InvariantCulture);
}
