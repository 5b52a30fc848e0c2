using System.Diagnostics;
using NUnit.Framework;
using Pulse.Analysing.Themes;
using Pulse.Bench;
using Pulse.Language;

namespace Pulse.Tests.Analysing.Themes;

/// <summary>Themes of synthetic answers whose themes are known.</summary>
[TestFixture]
public sealed class ThemesAtScaleTests
{
    [Test]
    public void Known_themes_come_back_from_words_and_answers_about_nothing_stay_out() => Check(700, 1, 0.75, 0.85);

    [Test, Category("Slow")]
    public void Both_levels_come_back_from_ten_thousand_answers_most_of_them_in_one_language()
    {
        var (top, sub) = Check(10_000, 0.2, 0.7, 0.9);
        Assert.That(Math.Min(top, sub), Is.GreaterThan(0.9));
    }

    [Test, Category("Slow")]
    // How many themes are chosen from 3,000 of them: here one of the 20 sub-themes becomes an eighth theme
    public void A_hundred_thousand_answers_keep_both_levels() => Check(100_000, 0.2, 0.8, 0.95);

    [Test]
    public void A_sub_theme_is_named_by_what_tells_it_from_its_theme()
    {
        string[] shared = ["the wells of the valley run dry and pumps stand still", "villages share wells, pumps and water of the valley"];
        string[] topics = ["price", "pipes"];
        var texts = Enumerable.Range(0, 40).Select(i => (IReadOnlyList<TextVersion>)[new TextVersion(
            "en", i < 20 ? $"{shared[i % 2]}; {topics[i / 10]} matter most" : $"teachers and pupils read {(i % 2 == 0 ? "history" : "books")}")]).ToArray();
        SubTheme Part(int number) => new(number, Enumerable.Range(10 * number, 10).ToArray(), Enumerable.Range(10 * number, 10).ToArray(), 1);
        var themed = new ThemedAnswers(
            [
                new Theme(0, Enumerable.Range(0, 20).ToArray(), Enumerable.Range(0, 20).ToArray(), 1, [Part(0), Part(1)], []),
                new Theme(1, Enumerable.Range(20, 20).ToArray(), Enumerable.Range(20, 20).ToArray(), 1, [], Enumerable.Range(20, 20).ToArray()),
            ], [], []);
        var labels = Labelling.Of(texts, themed);
        Assert.That(labels[0].Terms.Select(term => term.Text), Does.Contain("wells").And.Contain("valley").And.Not.Contain("price"));
        Assert.That(labels[0].SubThemes.Select(terms => terms.Select(term => term.Text)), Is.EqualTo(new[] { new[] { "price" }, ["pipes"] }));
        Assert.That(labels[1].SubThemes, Is.Empty);
    }

    private static (double Top, double Sub) Check(int answers, double translated, double leastTop, double leastSub)
    {
        var made = new SyntheticAnswers(answers, translated: translated);
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var themed = Theming.Of(BuiltInEngine.Vectors(made.Texts, 1), null, 1);
        var used = Process.GetCurrentProcess().TotalProcessorTime - before;
        var theme = Enumerable.Repeat(-1, answers).ToArray();
        var part = Enumerable.Repeat(-1, answers).ToArray();
        var parts = 0;
        foreach (var found in themed.Of)
        {
            foreach (var member in found.Members)
            {
                theme[member] = found.Number;
            }
            foreach (var sub in found.SubThemes)
            {
                foreach (var member in sub.Members)
                {
                    part[member] = parts;
                }
                parts++;
            }
        }
        // Both must label an answer: what is in no theme is judged apart.
        var (top, second) = (Reference.AdjustedRand(theme, made.Themes), Reference.AdjustedRand(part, made.SubThemes));
        var none = themed.WithoutTheme.Count(i => made.Themes[i] < 0);
        var about = made.Themes.Count(number => number < 0);
        var kept = (double)(about - none) / (answers - themed.WithoutTheme.Count);
        TestContext.Out.WriteLine(
            $"{answers} answers, {translated:P0} translated: {used.TotalSeconds:F1} s of CPU; {themed.Of.Count} themes (7), {parts} sub-themes (20); "
            + $"adjusted Rand {top:F3} and {second:F3} of those placed; no theme: precision {(double)none / themed.WithoutTheme.Count:F3}, "
            + $"recall {(double)none / about:F3}; share of them kept in themes {kept:F3}, estimated {themed.ChanceShare:F3}");
        Assert.That(themed.Of, Has.Count.LessThanOrEqualTo(12).And.All.Matches<Theme>(found => found!.SubThemes.Count <= 8));
        Assert.That(top, Is.GreaterThan(leastTop));
        Assert.That(second, Is.GreaterThan(leastSub));
        Assert.That(kept, Is.LessThan(MostByChance));
        return (top, second);
    }

    /// <summary>The bound that the no-theme rule promises.</summary>
    private const double MostByChance = 0.05;
}
