using NUnit.Framework;
using Pulse.Worker.Importing;

namespace Pulse.Tests.Importing;

[TestFixture]
public sealed class ReadingCsvTests
{
    [Test]
    public void Quotes_commas_and_line_breaks_belong_to_their_cell_and_lines_are_counted()
    {
        var (records, problems) = Read("a,\"b \"\"c\"\", d\"\r\n\"e\r\nf\",\n\n\"\"\ng,h");
        Assert.That(problems, Is.Empty);
        Assert.That(records.Select(record => record.Cells), Is.EqualTo(new[]
        {
            new[] { "a", "b \"c\", d" }, ["e\r\nf", ""], ["g", "h"],
        }));
        Assert.That(records.Select(record => record.Line), Is.EqualTo(new[] { 1, 2, 6 }));
    }

    [TestCase("a,b\nc,\"d\ne,f\n", "x.csv, line 4, column 2: expected a closing quotation mark for the cell that begins on line 2")]
    [TestCase("a,b\nc,d\"e\n", "x.csv, line 2, column 2: expected a cell that holds quotation marks to be quoted")]
    [TestCase("a,\"b\"c\n", "x.csv, line 1, column 2: expected a comma or the end of the line")]
    public void A_quoting_fault_is_named_with_its_place(string text, string message)
    {
        var (_, problems) = Read(text);
        Assert.That(problems, Has.Length.EqualTo(1));
        Assert.That(problems[0], Does.StartWith(message));
    }

    [Test]
    public void Text_that_is_not_UTF_8_is_refused_with_the_line()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, [.. "a,b\nc,"u8, 0xE9, .. "\n"u8]);
            var problems = new Problems();
            Assert.That(ReadingCsv.Records(path, problems).Count(), Is.LessThan(2));
            Assert.That(problems.Listed.Single().ToString(), Does.Contain("expected UTF-8 text"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void A_long_file_is_read_across_its_buffers()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, Enumerable.Range(0, 40_000).Select(row => $"{row},\"שלום\r\nעולם\""));
            var problems = new Problems();
            var records = ReadingCsv.Records(path, problems).ToList();
            Assert.That(problems.Any, Is.False);
            Assert.That(records, Has.Count.EqualTo(40_000));
            Assert.That(records[^1].Line, Is.EqualTo((2 * 39_999) + 1));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static (List<CsvRecord> Records, string[] Problems) Read(string text)
    {
        var problems = new Problems();
        var records = ReadingCsv.Records(new StringReader(text), "x.csv", problems).ToList();
        return (records, [.. problems.Listed.Select(problem => problem.ToString())]);
    }
}
