using NUnit.Framework;
using Pulse.Analysing.Themes;
using Pulse.Language;

namespace Pulse.Tests.Analysing.Themes;

[TestFixture]
public sealed class ThemingTests
{
    [Test]
    public void Three_bundles_of_directions_are_three_themes_and_a_stray_is_none()
    {
        var chance = new Chance(4);
        var vectors = Enumerable.Range(0, 60).Select(i => Near(i % 3, ref chance)).Append(TextVector.Empty)
            .Append(TextVector.Dense([-1, -1, -1, 0])).ToArray();
        var themes = Theming.Of(vectors, null, 1);
        Assert.That(themes.Of.Select(theme => theme.Members), Is.EqualTo(
            Enumerable.Range(0, 3).Select(k => Enumerable.Range(0, 20).Select(i => 3 * i + k))));
        Assert.That(themes.WithoutTheme, Is.EqualTo(new[] { 60, 61 }));
    }

    [Test]
    public void Every_answer_is_accounted_for_once([Values(0, 1, 2, 3, 17)] int answers, [Values(null, 1, 4)] int? count)
    {
        var chance = new Chance(9);
        var vectors = Enumerable.Range(0, answers).Select(i => i % 5 == 4 ? TextVector.Empty : Near(i % 2, ref chance)).ToArray();
        var themes = Theming.Of(vectors, count, 1);
        Assert.That(themes.Of.SelectMany(theme => theme.Members).Concat(themes.WithoutTheme).Order(), Is.EqualTo(Enumerable.Range(0, answers)));
        Assert.That(themes.Of, Is.All.Matches<Theme>(theme => theme!.Representative.Order().SequenceEqual(theme.Members)));
    }

    [Test]
    public void The_most_typical_answer_comes_first_and_copies_of_it_last()
    {
        TextVector[] vectors = [TextVector.Dense([1, 0.1]), TextVector.Dense([1, 0.1]), TextVector.Dense([1, 0.6]), TextVector.Dense([1, -0.4])];
        Assert.That(Theming.Of(vectors, 1, 1).Of.Single().Representative, Is.EqualTo(new[] { 0, 3, 2, 1 }).Or.EqualTo(new[] { 0, 2, 3, 1 }));
    }

    [Test]
    public void Only_copies_are_one_theme() =>
        Assert.That(Theming.Of(Enumerable.Repeat(TextVector.Dense([1, 2]), 9).ToArray(), null, 1).Of.Single().Members, Has.Count.EqualTo(9));

    [Test]
    public void Less_than_one_theme_is_refused() =>
        Assert.That(() => Theming.Of([], 0, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static TextVector Near(int axis, ref Chance chance)
    {
        var values = Enumerable.Range(0, 4).Select(_ => 0.0).ToArray();
        for (var i = 0; i < 4; i++)
        {
            values[i] = (i == axis ? 1 : 0) + 0.1 * chance.Uniform();
        }
        return TextVector.Dense(values);
    }
}
