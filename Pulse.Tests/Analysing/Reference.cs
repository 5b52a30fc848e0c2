using System.Globalization;
using System.Text.Json;
using NUnit.Framework;
using Pulse.Analysing.Matrices;
using Pulse.Voting;

namespace Pulse.Tests.Analysing;

/// <summary>Other programs' numbers on public data, in a folder <c>shared</c> beside the repository or above it.</summary>
internal sealed class Reference
{
    private readonly string _folder;
    private readonly Dictionary<int, int> _participants;
    private readonly Dictionary<int, int> _statements;

    private Reference(string folder)
    {
        _folder = folder;
        var rows = Rows("votes.canonical.csv").Select(row => row.Select(Number).ToArray()).ToArray();
        Participants = rows.Select(row => row[0]).Distinct().Order().ToArray();
        Statements = rows.Select(row => row[1]).Distinct().Order().ToArray();
        _participants = Participants.Select((id, i) => (id, i)).ToDictionary(pair => pair.id, pair => pair.i);
        _statements = Statements.Select((id, i) => (id, i)).ToDictionary(pair => pair.id, pair => pair.i);
        Votes = rows.Select(row => new IndexedVote(_participants[row[0]], _statements[row[1]], (Ballot)row[2])).ToArray();
        Matrix = VoteMatrix.From(Participants.Count, Statements.Count, Votes);
    }

    /// <summary>Original ids by our index.</summary>
    public IReadOnlyList<int> Participants { get; }

    public IReadOnlyList<int> Statements { get; }

    public IndexedVote[] Votes { get; }

    public VoteMatrix Matrix { get; }

    public static Reference Load(string name) => new(Folder("reference", name));

    public static string Folder(params string[] path)
    {
        for (var at = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine([at.FullName, "shared", .. path]);
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }
        Assert.Ignore($"There is no folder shared/{string.Join('/', path)} beside this repository: nothing to compare with.");
        throw new InvalidOperationException();
    }

    public int Statement(int id) => _statements[id];

    public int? Participant(int id) => _participants.TryGetValue(id, out var at) ? at : null;

    public IEnumerable<string[]> Rows(string file) => Csv(Path.Combine(_folder, file)).Skip(1);

    public JsonElement Json(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, file)));
        return document.RootElement.Clone();
    }

    /// <summary>Rows of a file without quoted line breaks.</summary>
    public static IEnumerable<string[]> Csv(string file) =>
        File.ReadLines(file).Where(line => line.Length > 0).Select(line => line.Split(','));

    /// <summary>Labels by our index, −1 for none, from a file participant,group.</summary>
    public int[] Labels(string file, IReadOnlyList<string> names) => Labels(Rows(file).Select(row => (Number(row[0]), row[1])), names);

    public int[] Labels(IEnumerable<(int Id, string Group)> pairs, IReadOnlyList<string> names)
    {
        var labels = Enumerable.Repeat(-1, Participants.Count).ToArray();
        foreach (var (id, group) in pairs)
        {
            if (group.Length > 0 && Participant(id) is { } at)
            {
                labels[at] = names.ToList().IndexOf(group);
                Assert.That(labels[at], Is.GreaterThanOrEqualTo(0), group);
            }
        }
        return labels;
    }

    public HashSet<int> Excluded(string file) =>
        Json(file).EnumerateArray().Select(id => id.GetInt32()).Where(_statements.ContainsKey).Select(Statement).ToHashSet();

    public static int Number(string text) => (int)double.Parse(text, CultureInfo.InvariantCulture);

    public static double Real(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Adjusted Rand index (Hubert and Arabie 1985) over those that both label.</summary>
    public static double AdjustedRand(IReadOnlyList<int> a, IReadOnlyList<int> b)
    {
        var both = Enumerable.Range(0, a.Count).Where(i => a[i] >= 0 && b[i] >= 0).Select(i => (a: a[i], b: b[i])).ToArray();
        static double Pairs(double n) => n * (n - 1) / 2;
        var cells = both.GroupBy(pair => pair).Sum(group => Pairs(group.Count()));
        var rows = both.GroupBy(pair => pair.a).Sum(group => Pairs(group.Count()));
        var columns = both.GroupBy(pair => pair.b).Sum(group => Pairs(group.Count()));
        var expected = rows * columns / Pairs(both.Length);
        var most = (rows + columns) / 2;
        return most == expected ? 1 : (cells - expected) / (most - expected);
    }
}
