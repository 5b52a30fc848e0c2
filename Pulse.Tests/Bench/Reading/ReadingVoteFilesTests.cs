using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using NUnit.Framework;
using Pulse.Analysing.Matrices;
using Pulse.Bench;
using Pulse.Bench.Reading;

namespace Pulse.Tests.Bench.Reading;

[TestFixture]
public sealed class ReadingVoteFilesTests
{
    private static readonly string[] _participantNames = ["participant", "participant_id", "voter-id", "Voter_ID"];
    private static readonly string[] _statementNames = ["statement", "statement_id", "comment-id", "comment_id"];

    private static readonly string[] _oddIds =
    [
        "007", "7", "0", "123456789", "99999999", "9999999999999", "4194304", "4194303", "-1", "a b", "Ünlü", "שלום", "ab\"c", "x,y", "1\n2",
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301", " 5",
    ];

    [Test]
    public void Random_files_read_as_a_naive_reader_reads_them()
    {
        using var folder = new Folder();
        var (rows, repeats) = (0L, 0L);
        for (var seed = 1ul; seed <= 120; seed++)
        {
            var text = File(seed);
            var expected = Naive(text);
            var read = ReadingVoteFiles.Csv(folder.File("votes.csv", text), 1);
            Assert.That(Votes(read), Is.EqualTo(expected.Votes), $"seed {seed}:\n{text}");
            Assert.That((read.Rows, read.Repeats), Is.EqualTo((expected.Rows, expected.Rows - expected.Votes.Count)), $"seed {seed}");
            (rows, repeats) = (rows + read.Rows, repeats + read.Repeats);
        }
        TestContext.Out.WriteLine($"120 files, {rows} rows, {repeats} repeated");
        Assert.That(repeats, Is.GreaterThan(50));
    }

    [TestCase(2)]
    [TestCase(3)]
    [TestCase(16)]
    public void Files_read_in_parts_are_read_as_whole(int threads)
    {
        using var folder = new Folder();
        for (var seed = 1ul; seed <= 60; seed++)
        {
            var file = folder.File("votes.csv", File(seed));
            var (whole, parts) = (ReadingVoteFiles.Csv(file, 1), ReadingVoteFiles.Csv(file, threads, smallestPart: 1));
            Assert.That(Votes(parts), Is.EqualTo(Votes(whole)), $"seed {seed}");
            Assert.That((parts.Rows, parts.Repeats), Is.EqualTo((whole.Rows, whole.Repeats)), $"seed {seed}");
            Assert.That(parts.Participants.Arrival, Is.EqualTo(whole.Participants.Arrival), $"seed {seed}");
            Assert.That(parts.Statements.Arrival, Is.EqualTo(whole.Statements.Arrival), $"seed {seed}");
        }
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(64)]
    [TestCase(4096)]
    public void A_row_may_end_anywhere_in_a_block(int block)
    {
        using var folder = new Folder();
        for (var seed = 1ul; seed <= 25; seed++)
        {
            var text = File(seed);
            using var rows = new CsvRows(folder.File("votes.csv", text), block: block);
            var fields = new List<string[]>();
            while (rows.Next())
            {
                fields.Add([.. Enumerable.Range(0, rows.Fields).Select(i => Encoding.UTF8.GetString(rows.Field(i)))]);
            }
            Assert.That(fields, Is.EqualTo(Rows(text)), $"seed {seed}:\n{text}");
        }
    }

    [Test]
    public void Many_blocks_of_plain_rows_are_read_to_the_last_row()
    {
        using var folder = new Folder();
        var text = new StringBuilder("participant,statement,vote\n");
        new Synthetic(2_500, 100, 70_000).Each((p, s, ballot) => text.Append(CultureInfo.InvariantCulture, $"{p},{s},{(int)ballot}\n"));
        Assert.That(text, Has.Length.GreaterThan(1 << 19));
        var read = ReadingVoteFiles.Csv(folder.File("votes.csv", text.ToString()), 2);
        Assert.That(Votes(read), Is.EqualTo(Naive(text.ToString()).Votes));
    }

    [Test]
    public void The_order_of_rows_changes_nothing()
    {
        using var folder = new Folder();
        var rows = new List<string>();
        new Synthetic(100, 40, 1_000).Each((p, s, ballot) => rows.Add(string.Create(CultureInfo.InvariantCulture, $"p{p},{s},{(int)ballot}")));
        var sorted = ReadingVoteFiles.Csv(folder.File("a.csv", string.Join('\n', rows)), 1);
        var order = new Chance(5).Permutation(rows.Count);
        var shuffled = ReadingVoteFiles.Csv(folder.File("b.csv", string.Join('\n', order.Select(i => rows[i]))), 1);
        Assert.That(Votes(shuffled), Is.EqualTo(Votes(sorted)));
        Assert.That(
            Enumerable.Range(0, 100).Select(p => shuffled.Matrix.Row(p).ToArray()),
            Is.EqualTo(Enumerable.Range(0, 100).Select(p => sorted.Matrix.Row(p).ToArray())));
    }

    [TestCase("participant,statement,vote\n1,2,1\n1,3,5\n", ":3: field 3 (vote) is '5'")]
    [TestCase("participant,statement,vote\n1,2,1\n1,3\n", ":3: field 3 (vote) is missing")]
    [TestCase("vote,participant,statement\n1,,4\n", ":2: field 2 (participant) is missing")]
    [TestCase("1,2,1\n\n1,3,\n", ":3: field 3 (vote) is missing")]
    [TestCase("1,2,agree\n", ":1: field 3 (vote) is 'agree'; a vote is 1 for agree, 0 for pass or -1 for disagree")]
    [TestCase("participant,text,vote\n", ":1: no column is called statement; there are participant, text, vote")]
    [TestCase("participant,statement,statement,vote\n", ":1: 2 columns are called statement")]
    [TestCase("participant,statement,vote\n1,\"2,1\n1,3,1\n", ":2: a quotation mark opens a field and none closes it")]
    [TestCase("participant,statement,vote\n1,\"2\"x,1\n", ":2: after the closing quotation mark of field 2")]
    [TestCase("note,participant,statement,vote\n\"two\nlines\",1,2,1\n,1,2,x\n", ":4: field 4 (vote) is 'x'")]
    [TestCase("", " is empty")]
    public void A_bad_file_is_told_with_its_line_and_field(string text, string expected)
    {
        using var folder = new Folder();
        var file = folder.File("votes.csv", text);
        var told = Assert.Throws<BadInputException>(() => ReadingVoteFiles.Csv(file, 1))!.Message;
        Assert.That(told, Does.StartWith(file).And.Contain(expected));
        Assert.That(() => ReadingVoteFiles.Csv(file, 4, smallestPart: 1), Throws.TypeOf<BadInputException>().With.Message.EqualTo(told));
    }

    [Test]
    public void A_file_that_is_not_there_is_told()
    {
        Assert.That(() => ReadingVoteFiles.Csv("nowhere.csv", 1), Throws.TypeOf<BadInputException>().With.Message.StartsWith("nowhere.csv: cannot be read"));
        Assert.That(() => ReadingVoteFiles.Binary("nowhere.bin", 1), Throws.TypeOf<BadInputException>().With.Message.StartsWith("nowhere.bin: cannot be read"));
    }

    [Test]
    public void A_header_alone_is_no_votes()
    {
        using var folder = new Folder();
        var read = ReadingVoteFiles.Csv(folder.File("votes.csv", "voter-id,comment-id,vote"), 1);
        Assert.That((read.Matrix.Votes, read.Participants.Count, read.Statements.Count), Is.EqualTo((0, 0, 0)));
    }

    [Test]
    public void Binary_records_are_the_same_votes()
    {
        using var folder = new Folder();
        var (bytes, text) = (new List<byte>(), new StringBuilder());
        var record = new byte[9];
        new Synthetic(200, 50, 3_000).Each((p, s, ballot) =>
        {
            BinaryPrimitives.WriteInt32LittleEndian(record, p * 40_000);
            BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(4), s);
            record[8] = (byte)(sbyte)ballot;
            bytes.AddRange(record);
            text.Append(CultureInfo.InvariantCulture, $"{p * 40_000},{s},{(int)ballot}\n");
        });
        System.IO.File.WriteAllBytes(folder.At("votes.bin"), [.. bytes]);
        var binary = ReadingVoteFiles.Binary(folder.At("votes.bin"), 1);
        Assert.That(Votes(binary), Is.EqualTo(Votes(ReadingVoteFiles.Csv(folder.File("votes.csv", text.ToString()), 1))));

        Assert.That(Votes(ReadingVoteFiles.Binary(folder.At("votes.bin"), 5, smallestPart: 1)), Is.EqualTo(Votes(binary)));

        System.IO.File.WriteAllBytes(folder.At("short.bin"), [.. bytes[..^2]]);
        Assert.That(() => ReadingVoteFiles.Binary(folder.At("short.bin"), 1), Throws.TypeOf<BadInputException>()
            .With.Message.Contains($"record {bytes.Count / 9} has 7 bytes"));
        bytes[8] = 3;
        System.IO.File.WriteAllBytes(folder.At("bad.bin"), [.. bytes]);
        Assert.That(() => ReadingVoteFiles.Binary(folder.At("bad.bin"), 1), Throws.TypeOf<BadInputException>()
            .With.Message.Contains("record 1 is participant 0").And.Message.Contains("vote 3"));
    }

    [Test]
    public void More_statements_than_a_matrix_holds_are_told()
    {
        using var folder = new Folder();
        var text = string.Join('\n', Enumerable.Range(0, VoteMatrix.MostStatements + 1).Select(s => $"1,{s},1"));
        Assert.That(() => ReadingVoteFiles.Csv(folder.File("votes.csv", text), 1), Throws.TypeOf<BadInputException>()
            .With.Message.Contains($"more than {VoteMatrix.MostStatements} statements"));
    }

    /// <summary>A made-up file: quoting, line ends, a mark at its front, a missing last line end, header orders, repeats.</summary>
    private static string File(ulong seed)
    {
        var chance = new Chance(seed);
        string[] Shuffled(IReadOnlyList<string> words, int[] order) => [.. order.Select(i => words[i])];
        var hasHeader = chance.Below(4) > 0;
        var extras = hasHeader ? chance.Below(3) : 0;
        var order = hasHeader ? chance.Permutation(3 + extras) : [0, 1, 2];
        var lineEnd = chance.Below(2) == 0 ? "\n" : "\r\n";
        var odd = chance.Below(3) == 0;
        var lines = new List<string>();
        if (hasHeader)
        {
            lines.Add(string.Join(',', Shuffled(
                [_participantNames[chance.Below(4)], _statementNames[chance.Below(4)], "vote", "text", "time"], order)));
        }
        var rows = chance.Below(60);
        for (var row = 0; row < rows + 1; row++)
        {
            string[] fields =
            [
                Id(ref chance, odd, 12), Id(ref chance, odd, 9), chance.Below(3) switch { 0 => "-1", 1 => "0", _ => chance.Below(9) == 0 ? "+1" : "1" },
                chance.Below(2) == 0 ? "plain text" : "say \"yes\",\nor no", "2026",
            ];
            lines.Add(string.Join(',', Shuffled([.. fields.Select(field => Quoted(ref chance, field))], order)));
            if (chance.Below(20) == 0)
            {
                lines.Add("");
            }
        }
        return (chance.Below(3) == 0 ? "\uFEFF" : "") + string.Join(lineEnd, lines) + (chance.Below(2) == 0 ? lineEnd : "");
    }

    private static string Id(ref Chance chance, bool odd, int most) => odd && chance.Below(3) == 0
        ? _oddIds[chance.Below(_oddIds.Length)]
        : chance.Below(most).ToString(CultureInfo.InvariantCulture);

    private static string Quoted(ref Chance chance, string field) =>
        field.AsSpan().ContainsAny(",\"\r\n") || chance.Below(8) == 0 ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    /// <summary>Character by character, with every field a string: as slow as it is plain.</summary>
    private static List<string[]> Rows(string text)
    {
        var (rows, row, field) = (new List<string[]>(), new List<string>(), new StringBuilder());
        var (quoted, wasQuoted) = (false, false);
        text = text.TrimStart('\uFEFF') + (text.EndsWith('\n') ? "" : "\n");
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted)
            {
                if (text[i] == '"' && text[i + 1] == '"')
                {
                    field.Append(text[i++]);
                }
                else if (text[i] == '"')
                {
                    quoted = false;
                }
                else
                {
                    field.Append(text[i]);
                }
                continue;
            }
            if (text[i] == '"' && field.Length == 0)
            {
                (quoted, wasQuoted) = (true, true);
            }
            else if (text[i] is ',' or '\n')
            {
                row.Add(field.ToString());
                field.Clear();
                if (text[i] == '\n')
                {
                    if (row.Count > 1 || row[0].Length > 0 || wasQuoted)
                    {
                        rows.Add([.. row]);
                    }
                    row.Clear();
                    wasQuoted = false;
                }
            }
            else if (text[i] != '\r' || text[i + 1] != '\n')
            {
                field.Append(text[i]);
            }
        }
        return rows;
    }

    private static (List<(string, string, int)> Votes, long Rows) Naive(string text)
    {
        var rows = Rows(text);
        int Column(string[] names, int otherwise) => Array.FindIndex(
            rows[0], field => names.Contains(field.ToLowerInvariant())) is >= 0 and var at ? at : otherwise;
        var hasHeader = rows[0].Contains("vote");
        var (p, s, v) = (
            Column([.. _participantNames.Select(name => name.ToLowerInvariant())], 0), Column(_statementNames, 1), Column(["vote"], 2));
        var last = new Dictionary<(string, string), int>();
        var data = rows.Skip(hasHeader ? 1 : 0).ToArray();
        foreach (var row in data)
        {
            last[(row[p], row[s])] = int.Parse(row[v], CultureInfo.InvariantCulture);
        }
        return ([.. last.Select(pair => (pair.Key.Item1, pair.Key.Item2, pair.Value)).OrderBy(vote => Key(vote.Item1)).ThenBy(vote => Key(vote.Item2))], data.Length);
    }

    /// <summary>Numbers by size before other ids by their bytes, as one string that sorts so.</summary>
    private static string Key(string id) => id.All(char.IsAsciiDigit) && id.Length > 0 && (id == "0" || id[0] != '0')
        ? "0" + id.PadLeft(40, '0')
        : "1" + Convert.ToHexString(Encoding.UTF8.GetBytes(id));

    private static List<(string, string, int)> Votes(VoteFile file)
    {
        var votes = new List<(string, string, int)>();
        for (var participant = 0; participant < file.Participants.Count; participant++)
        {
            foreach (var entry in file.Matrix.Row(participant))
            {
                votes.Add((file.Participants.Name(participant), file.Statements.Name(VoteMatrix.StatementOf(entry)), VoteMatrix.ValueOf(entry)));
            }
        }
        return votes;
    }
}
