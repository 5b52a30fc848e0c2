using NUnit.Framework;
using Pulse.Analysing.Themes;
using Pulse.Language;
using Pulse.Tests.Analysing;

namespace Pulse.Tests.Language;

[TestFixture]
public sealed class BuiltInEngineTests
{
    private static readonly IReadOnlyList<TextVersion>[] _texts = Trilingual.Answers.Select(answer => answer.Versions).ToArray();
    private static readonly int[] _truth = Trilingual.Answers.Select(answer => answer.Theme == "water" ? 0 : 1).ToArray();

    [Test]
    public void Answers_of_three_languages_meet_in_their_theme_through_translations()
    {
        var themes = Theming.Of(BuiltInEngine.Vectors(_texts, 1), 2, 1);
        var found = Enumerable.Repeat(-1, _texts.Length).ToArray();
        foreach (var theme in themes.Of)
        {
            foreach (var member in theme.Members)
            {
                found[member] = theme.Number;
            }
        }
        var right = Math.Max(
            Enumerable.Range(0, found.Length).Count(i => found[i] == _truth[i]),
            Enumerable.Range(0, found.Length).Count(i => found[i] == 1 - _truth[i]));
        TestContext.Out.WriteLine($"{right} of {_texts.Length} answers in the theme they were written for, {themes.WithoutTheme.Count} in none; {string.Join("", found.Select(f => f < 0 ? "-" : f.ToString("D", null)))}");
        Assert.That(right, Is.GreaterThanOrEqualTo(16));
    }

    [Test]
    public void The_same_seed_gives_the_same_numbers_and_unit_length()
    {
        var (one, two) = (BuiltInEngine.Vectors(_texts, 5), BuiltInEngine.Vectors(_texts, 5));
        Assert.That(one.Select(v => v.Values), Is.EqualTo(two.Select(v => v.Values)));
        Assert.That(one.Where(v => !v.IsEmpty).Select(v => v.Values.Sum(x => x * x)), Is.All.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void A_text_that_shares_nothing_is_empty_and_so_is_an_empty_text()
    {
        var vectors = BuiltInEngine.Vectors(
            [[new("en", "water for villages")], [new("en", "villages need water")], [new("en", "xylophone")], [new("en", "")], []], 1);
        Assert.That(vectors.Select(vector => vector.IsEmpty), Is.EqualTo(new[] { false, false, true, true, true }));
    }

    [Test]
    public void No_texts_no_vectors() => Assert.That(BuiltInEngine.Vectors([], 1), Is.Empty);

    [Test]
    public void Terms_are_what_people_wrote_in_each_language_and_mark_their_theme()
    {
        var terms = DistinctiveTerms.Of(_texts, _truth, 2);
        foreach (var theme in new[] { 0, 1 })
        {
            TestContext.Out.WriteLine(string.Join(" · ", terms[theme].Select(term => $"{term.Text} ({term.Language} {term.Inside}:{term.Outside})")));
        }
        Assert.That(terms[0].Where(term => term.Language == "en").Select(term => term.Text).First(), Is.EqualTo("water"));
        Assert.That(terms[0].Where(term => term.Language == "ar").Select(term => term.Text).First(), Is.EqualTo("المياه"));
        Assert.That(terms[1].Where(term => term.Language == "en").Select(term => term.Text), Does.Contain("school").Or.Contain("teachers"));
        Assert.That(terms[0].Select(term => term.Language).Distinct(), Is.EquivalentTo(new[] { "ar", "en", "he" }));
        var everything = string.Join(' ', _texts.SelectMany(v => v).Select(v => v.Text)).ToLowerInvariant();
        Assert.That(terms.SelectMany(list => list), Is.All.Matches<Term>(term => everything.Contains(term!.Text, StringComparison.Ordinal)));
    }

    [Test]
    public void Reduction_keeps_the_angles_of_a_matrix_of_low_rank()
    {
        var chance = new Chance(2);
        var basis = Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 40).Select(_ => chance.Uniform() - 0.5).ToArray()).ToArray();
        var vectors = Enumerable.Range(0, 25).Select(_ =>
        {
            var weights = Enumerable.Range(0, 3).Select(_ => chance.Uniform() - 0.5).ToArray();
            return TextVector.Dense(Enumerable.Range(0, 40).Select(j => Enumerable.Range(0, 3).Sum(k => weights[k] * basis[k][j])).ToArray()).Unit();
        }).ToArray();
        var reduced = Reducing.Of(vectors, 10, 1);
        Assert.That(reduced[0].Values, Has.Length.EqualTo(3), "rank three needs three numbers");
        for (var i = 1; i < vectors.Length; i++)
        {
            Assert.That(Dot(reduced[0], reduced[i]), Is.EqualTo(Dot(vectors[0], vectors[i])).Within(1e-9));
        }
    }

    private static double Dot(TextVector a, TextVector b) => a.Values.Zip(b.Values, (x, y) => x * y).Sum();
}
