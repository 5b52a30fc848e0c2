using System.Globalization;
using System.Text.Json;
using NUnit.Framework;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;
using Pulse.Analysing.Segments;
using Pulse.Bench;

namespace Pulse.Tests.Bench.Cases;

/// <summary>The command itself, in this process.</summary>
[TestFixture]
[NonParallelizable]
public sealed class VoteCaseTests
{
    private const int Participants = 300;
    private const int Statements = 40;

    private Folder _folder = null!;
    private string _votes = "";
    private string _segments = "";

    [SetUp]
    public void Files()
    {
        _folder = new Folder();
        Assert.That(Run("votes", "--participants", "300", "--statements", "40", "--votes", "5000", "--write", _folder.At("made")).Code, Is.Zero);
        (_votes, _segments) = (_folder.At("made/votes.csv"), _folder.At("made/segments.csv"));
    }

    [TearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public void What_is_written_is_what_the_library_says()
    {
        Assert.That(Run("votes", "--csv", _votes, "--segments", _segments, "--seed", "3", "--out", _folder.At("out")).Code, Is.Zero);
        var synthetic = new Synthetic(Participants, Statements, 5000);
        var votes = new List<IndexedVote>();
        synthetic.Each((p, s, ballot) => votes.Add(new IndexedVote(p, s, ballot)));
        var matrix = VoteMatrix.From(Participants, Statements, votes.ToArray());
        var map = OpinionGrouping.Of(matrix, 3);
        var tallies = Tallying.Of(matrix, map.Labels(), map.Groups.Count);

        Assert.That(Rows("group-labels").Select(row => row["group"]), Is.EqualTo(
            map.Labels().Select(label => label < 0 ? "" : label.ToString(CultureInfo.InvariantCulture))));
        Assert.That(Rows("positions").Select(row => (Real(row["x"]), Real(row["y"]))), Is.EqualTo(map.Positions.Select(at => (at.X, at.Y))));
        Assert.That(Rows("silhouettes").Select(row => Real(row["silhouette"])), Is.EqualTo(map.Silhouettes.Select(one => one.Silhouette)));
        Assert.That(Rows("components").Select(row => Real(row["eigenvalue"])), Is.EqualTo(map.Components.Eigenvalues));
        Assert.That(Rows("statements").Select(row => (Real(row["center"]), Real(row["pc1"]), Real(row["pc2"]))), Is.EqualTo(
            Enumerable.Range(0, Statements).Select(s => (map.Components.Means[s], map.Components.First[s], map.Components.Second[s]))));
        Assert.That(Rows("statements").Select(row => Real(row["group_aware_consensus"])), Is.EqualTo(tallies.Select(row => Representing.GroupAwareConsensus(row))));

        var counts = SegmentCounting.Of(matrix, [.. synthetic.GroupLabels().Select(g => g.ToString(CultureInfo.InvariantCulture))]);
        foreach (var row in Rows("segment-counts"))
        {
            var one = counts[Whole(row["statement"])].Single(count => count.Segment == row["segment"]);
            Assert.That((Whole(row["agree"]), Whole(row["disagree"]), Whole(row["pass"])), Is.EqualTo((one.Agree, one.Disagree, one.Pass)));
            Assert.That((Real(row["low"]), Real(row["high"])), Is.EqualTo((one.Interval.Low, one.Interval.High)));
        }
        Assert.That(Rows("headlines").Select(row => Real(row["floor"])), Is.EqualTo(
            counts.Select(one => Bridging.Of(one, ["0", "1", "2", "3"]).Floor)));

        foreach (var row in Rows("group-statistics"))
        {
            var one = Representing.Compare(tallies[Whole(row["statement"])])[Whole(row["group"])];
            Assert.That(
                new[] { "na", "nd", "ns", "pa", "pd", "pat", "pdt", "ra", "rd", "rat", "rdt" }.Select(name => Real(row[name])),
                Is.EqualTo(new[]
                {
                    one.Votes.Agree, one.Votes.Disagree, one.Votes.Seen, one.AgreeShare, one.DisagreeShare, one.AgreeTest,
                    one.DisagreeTest, one.AgreeRatio, one.DisagreeRatio, one.AgreeRatioTest, one.DisagreeRatioTest,
                }));
        }
        var representative = Representing.Of(tallies, map.Groups.Count, _ => true);
        Assert.That(Rows("representative").Select(row => (row["group"], Whole(row["statement"]), row["direction"])), Is.EqualTo(
            representative.SelectMany((list, g) => list.Select(one =>
                (g.ToString(CultureInfo.InvariantCulture), one.Statement, one.Agrees ? "agree" : "disagree")))));
        var (agree, disagree) = Representing.Consensus(matrix, _ => true);
        Assert.That(Rows("consensus").Select(row => Whole(row["statement"])), Is.EqualTo(agree.Concat(disagree).Select(one => one.Statement)));
        TestContext.Out.WriteLine($"{map.Groups.Count} groups, {representative.Sum(list => list.Count)} representative statements compared");
    }

    [Test]
    public void Repeated_runs_any_thread_count_and_any_order_of_rows_write_the_same_bytes()
    {
        var rows = File.ReadAllLines(_votes);
        var order = new Chance(9).Permutation(rows.Length - 1);
        var shuffled = _folder.File("shuffled.csv", string.Join('\n', order.Select(i => rows[i + 1]).Prepend(rows[0])));
        (string Name, string[] Words)[] runs =
        [
            ("first", ["--csv", _votes]), ("again", ["--csv", _votes]), ("two", ["--csv", _votes, "--threads", "2"]),
            ("three", ["--csv", _votes, "--threads", "3"]), ("shuffled", ["--csv", shuffled]), ("binary", ["--binary", _folder.At("made/votes.bin")]),
        ];
        foreach (var (name, words) in runs)
        {
            Assert.That(Run(["votes", .. words, "--segments", _segments, "--out", _folder.At(name)]).Code, Is.Zero, name);
        }
        var files = Directory.GetFiles(_folder.At("first")).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal).ToArray();
        Assert.That(files, Does.Contain("summary.json").And.Contain("group-labels.csv").And.Contain("group-labels.json"));
        foreach (var (name, _) in runs.Skip(1))
        {
            foreach (var file in files)
            {
                Assert.That(Content(name, file), Is.EqualTo(Content("first", file)), $"{name}/{file}");
            }
        }
        TestContext.Out.WriteLine($"{runs.Length} runs, {files.Length} files each");

        // time and memory stand apart in the summary; everything else in it is held to the same bytes
        string Content(string run, string file)
        {
            var text = File.ReadAllText(Path.Combine(_folder.At(run), file));
            return file == "summary.json" ? text[..text.IndexOf("\"run\"", StringComparison.Ordinal)] : text;
        }
    }

    [Test]
    public void Given_groups_are_counted_instead_of_found_ones()
    {
        var groups = _folder.File("groups.csv", File.ReadAllText(_segments).Replace("segment", "group", StringComparison.Ordinal) + "\n9999,1\n");
        var ran = Run("votes", "--csv", _votes, "--groups", groups, "--excluded", _folder.File("out.json", "[0, 5, 4711]"), "--order", "arrival", "--out", _folder.At("out"));
        Assert.That(ran.Code, Is.Zero, ran.Error);
        Assert.That(Rows("group-labels").Select(row => Whole(row["group"])), Is.EqualTo(new Synthetic(Participants, Statements, 5000).GroupLabels()));
        Assert.That(Rows("statements").Where(row => row["moderated_out"] == "true").Select(row => row["statement"]), Is.EqualTo(new[] { "0", "5" }));
        Assert.That(Rows("representative").Select(row => row["statement"]), Has.None.AnyOf("0", "5"));
        using var summary = JsonDocument.Parse(File.ReadAllText(_folder.At("out/summary.json")));
        Assert.That(summary.RootElement.GetProperty("groups_from").GetString(), Is.EqualTo("file"));
        Assert.That(summary.RootElement.GetProperty("clusters_start").GetString(), Is.EqualTo("arrival"));
        Assert.That(summary.RootElement.GetProperty("group_participants_without_votes").GetInt32(), Is.EqualTo(1));
        Assert.That(summary.RootElement.GetProperty("excluded_without_votes").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public void The_last_of_repeated_rows_counts_and_their_number_is_told()
    {
        var file = _folder.File("repeats.csv", "participant,statement,vote\n1,1,1\n2,1,1\n1,1,-1\n1,2,0\n1,1,0\n");
        var ran = Run("votes", "--csv", file, "--out", _folder.At("out"));
        Assert.That(ran.Output, Does.Contain("2 of 5 rows repeat"));
        Assert.That(Rows("statements").Select(row => (row["agree"], row["disagree"], row["pass"])), Is.EqualTo(new[] { ("1", "0", "1"), ("0", "0", "1") }));
    }

    [Test]
    public void CSV_and_JSON_hold_the_same()
    {
        Run("votes", "--csv", _votes, "--out", _folder.At("out"));
        foreach (var file in Directory.GetFiles(_folder.At("out"), "*.csv"))
        {
            using var json = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(file, "json")));
            var rows = Rows(Path.GetFileNameWithoutExtension(file));
            Assert.That(
                json.RootElement.EnumerateArray().Select(row => row.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.ToString().ToLowerInvariant())),
                Is.EqualTo(rows.Select(row => row.ToDictionary(one => one.Key, one => one.Value.ToLowerInvariant()))), file);
        }
    }

    [Test]
    public void A_bad_file_ends_with_code_2_and_leaves_nothing_half_written()
    {
        var file = _folder.File("bad.csv", "participant,statement,vote\n1,1,1\n1,2,nine\n");
        var ran = Run("votes", "--csv", file, "--out", _folder.At("out"));
        Assert.That((ran.Code, Directory.Exists(_folder.At("out"))), Is.EqualTo((2, false)));
        Assert.That(ran.Error, Does.Contain($"{file}:3: field 3 (vote) is 'nine'"));
        Assert.That(Directory.GetFileSystemEntries(_folder.Path, "*unfinished*"), Is.Empty);
    }

    [Test]
    public void A_folder_of_something_else_is_left_alone_and_earlier_results_are_replaced()
    {
        Directory.CreateDirectory(_folder.At("mine"));
        _folder.File("mine/diary.txt", "dear diary");
        Assert.That(Run("votes", "--csv", _votes, "--out", _folder.At("mine")).Code, Is.EqualTo(2));
        Assert.That(File.ReadAllText(_folder.At("mine/diary.txt")), Is.EqualTo("dear diary"));
        Assert.That(Run("votes", "--csv", _votes, "--out", _folder.At("out")).Code, Is.Zero);
        File.AppendAllText(_folder.At("out/groups.csv"), "stale");
        Assert.That(Run("votes", "--csv", _votes, "--out", _folder.At("out")).Code, Is.Zero);
        Assert.That(File.ReadAllText(_folder.At("out/groups.csv")), Does.Not.Contain("stale"));
        Assert.That(Directory.GetFileSystemEntries(_folder.Path, "*unfinished*"), Is.Empty);
    }

    [TestCase("votes", "one source of votes")]
    [TestCase("votes --csv a --binary b", "one source of votes")]
    [TestCase("votes --votes 10 --statements 2", "--votes needs --participants and --statements")]
    [TestCase("votes --votes ten --participants 1 --statements 1", "--votes must be a whole number")]
    [TestCase("votes --csv", "--csv needs a value")]
    [TestCase("votes --csv a --colour blue", "'--colour' is not known here")]
    [TestCase("votes --csv a --threads 1 --threads 2", "--threads is given twice")]
    [TestCase("votes --votes 10 --participants 2 --statements 2 --groups g", "made-up votes have none")]
    [TestCase("sing", "'sing' is not known")]
    [TestCase("measure nothing", "measure takes one of: freshness")]
    public void A_command_that_makes_no_sense_is_told_so(string command, string expected)
    {
        var ran = Run(command.Split(' '));
        Assert.That((ran.Code, ran.Error), Is.EqualTo((2, ran.Error)));
        Assert.That(ran.Error, Does.StartWith("pulse bench: ").And.Contain(expected));
    }

    private static (int Code, string Output, string Error) Run(params string[] words)
    {
        var (output, error) = (Console.Out, Console.Error);
        using var told = new StringWriter(CultureInfo.InvariantCulture);
        using var wrong = new StringWriter(CultureInfo.InvariantCulture);
        try
        {
            Console.SetOut(told);
            Console.SetError(wrong);
            return (Pulse.Bench.Program.Main(words), told.ToString(), wrong.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }

    private List<Dictionary<string, string>> Rows(string table)
    {
        var lines = File.ReadAllLines(_folder.At($"out/{table}.csv")).Select(line => line.Split(',')).ToArray();
        return [.. lines.Skip(1).Select(row => lines[0].Zip(row).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double Real(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
