using System.Text.RegularExpressions;
using NUnit.Framework;
using Pulse.Publishing;
using Pulse.Web;

namespace Pulse.Tests.Publishing;

/// <summary>What we say is complete in three languages, and every key the pages use exists.</summary>
[TestFixture]
public sealed partial class WordingTests
{
    private static IEnumerable<TestCaseData> Files =>
    [
        new(Wording.Read(typeof(WebHost).Assembly, "desk")) { TestName = "desk" },
        new(Wording.Read(typeof(WebHost).Assembly, "reason")) { TestName = "reason" },
        new(Wording.Read(typeof(Brief).Assembly, "brief")) { TestName = "brief" },
        new(Wording.Read(typeof(Brief).Assembly, "verdict")) { TestName = "verdict" },
    ];

    [TestCaseSource(nameof(Files))]
    public void Every_key_is_there_in_every_language_with_the_same_arguments(IReadOnlyDictionary<string, Wording> wordings)
    {
        foreach (var language in Wording.Languages)
        {
            Assert.That(wordings[language].Templates.Keys, Is.EquivalentTo(wordings["en"].Templates.Keys), language);
            foreach (var (key, template) in wordings[language].Templates)
            {
                Assert.That(Arguments(template), Is.EquivalentTo(Arguments(wordings["en"][key])), $"{language} {key}");
                Assert.That(template, Is.Not.Empty, $"{language} {key}");
            }
        }
    }

    [TestCaseSource(nameof(Files))]
    public void Hebrew_and_Arabic_are_written_in_their_own_letters(IReadOnlyDictionary<string, Wording> wordings)
    {
        Assert.Multiple(() =>
        {
            Assert.That(wordings["he"].Templates.Values.Count(text => Hebrew().IsMatch(text)), Is.GreaterThan(wordings["he"].Templates.Count * 0.9));
            Assert.That(wordings["ar"].Templates.Values.Count(text => Arabic().IsMatch(text)), Is.GreaterThan(wordings["ar"].Templates.Count * 0.9));
        });
    }

    [Test]
    public void Every_key_a_page_names_exists()
    {
        var known = Wording.Read(typeof(WebHost).Assembly, "desk")["en"].Templates.Keys.ToHashSet();
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "Pulse.Web"), "*.razor", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        var named = files.SelectMany(file => Named().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToHashSet();
        Assert.That(named, Has.Count.GreaterThan(100));
        Assert.That(named.Except(known), Is.Empty);
    }

    private static IEnumerable<string> Arguments(string template) => Argument().Matches(template).Select(match => match.Value).Distinct();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Argument();

    [GeneratedRegex(@"\p{IsHebrew}")]
    private static partial Regex Hebrew();

    [GeneratedRegex(@"\p{IsArabic}")]
    private static partial Regex Arabic();

    [GeneratedRegex(@"(?<![\w.])W(?:\.Say\(|\[)""([a-z0-9.-]+)""")]
    private static partial Regex Named();
}
