using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Pulse.Tests;

/// <summary>
/// A model's expectation is a help in deciding what to look at. What leaves the house, what people ratify and what a
/// phone is given name none: an expectation that reaches one of them would soon be read as agreement.
/// </summary>
[TestFixture]
public sealed partial class ExpectationsStayAtTheDeskTests
{
    [GeneratedRegex("expected_?least|expected_?shares?|Agreement_?Estimates?|Bridging_?Estimates?|Doubly_?Robust", RegexOptions.IgnoreCase)]
    private static partial Regex Expectation();

    private static IEnumerable<string> Outward =>
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "Pulse.Core", "Publishing"), "Brief*.cs"),
        .. Sources("Pulse.Worker", "Exporting"),
        .. Sources("Pulse.Core", "Ratifying"),
        .. Sources("Pulse.Api"),
    ];

    [Test]
    public void Nothing_that_leaves_the_house_names_an_expectation() =>
        Assert.That(
            Outward.Where(file => Expectation().IsMatch(File.ReadAllText(file)))
                .Select(file => Path.GetRelativePath(Repository.Root, file)),
            Is.Empty);

    [Test]
    public void The_bar_can_fail()
    {
        Assert.That(
            Outward.Select(Path.GetFileName), Is.SupersetOf(new[] { "Briefs.cs", "ApiHost.cs" }), "the files are looked at");
        Assert.That(
            Expectation().IsMatch(File.ReadAllText(Path.Combine(Repository.Root, "Pulse.Core", "Publishing", "StatementResults.cs"))),
            "the desk's own reading names it");
        foreach (var name in new[] { "expected_least", "ExpectedLeastLow", "expected_shares", "AgreementEstimate", "DoublyRobust" })
        {
            Assert.That(Expectation().IsMatch($"select {name} from x"), name);
        }
    }

    private static IEnumerable<string> Sources(params string[] folder) =>
        Directory.GetFiles(Path.Combine([Repository.Root, .. folder]), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));
}
