using NUnit.Framework;
using Pulse.Worker.Exporting;
using Pulse.Worker.Importing;

namespace Pulse.Tests.Exporting;

[TestFixture]
public sealed class CsvCellTests
{
    [TestCase("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"")]
    [TestCase("+1", "'+1")]
    [TestCase("-1", "'-1")]
    [TestCase("@SUM(A1)", "'@SUM(A1)")]
    [TestCase("\tx", "'\tx")]
    [TestCase("\rx", "\"'\rx\"")]
    [TestCase("＝1", "'＝1")]
    [TestCase("＋1", "'＋1")]
    [TestCase("－1", "'－1")]
    [TestCase("＠a", "'＠a")]
    [TestCase("שלום, עולם", "\"שלום, עולם\"")]
    [TestCase("a = b", "a = b")]
    [TestCase("", "")]
    public void A_text_is_never_a_formula(string text, string cell) => Assert.That(CsvCell.Of(text), Is.EqualTo(cell));

    [Test]
    public void A_number_stays_a_number() => Assert.That(CsvCell.Of(-1), Is.EqualTo("-1"));

    [FsCheck.NUnit.Property]
    public bool Any_text_comes_back_from_the_reader(string? text)
    {
        var written = text ?? "";
        var problems = new Problems();
        var records = ReadingCsv.Records(new StringReader($"x,{CsvCell.Of(written)}\n"), "x.csv", problems).ToList();
        var read = records.Single().Cells[1];
        return !problems.Any && read == (CsvCell.IsFormula(written) ? "'" + written : written);
    }
}
