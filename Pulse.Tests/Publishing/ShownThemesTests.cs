using NUnit.Framework;
using Pulse.Publishing;

namespace Pulse.Tests.Publishing;

/// <summary>Themes where a reader knows how many answers there are in all.</summary>
[TestFixture]
public sealed class ShownThemesTests
{
    private const int Minimum = Disclosure.StaffMinimum;

    [Test]
    public void A_theme_of_too_few_is_counted_with_those_that_fit_none()
    {
        var shown = Of(7, Theme(20), Theme(3), Theme(9));
        Assert.That(shown.Of.Select(one => one.Answers), Is.EqualTo(new int?[] { 20, 9 }));
        Assert.That(shown.Elsewhere, Is.EqualTo(10));
        Assert.That(shown.Found, Is.EqualTo(3));
    }

    [Test]
    public void No_statement_is_said_to_be_in_a_theme_that_is_not_shown_or_not_counted()
    {
        var (large, small) = (Theme(20), Theme(3));
        var shown = Of(7, large, small);
        Assert.That(shown.ThemeOf(large.Statements[0]), Is.SameAs(large));
        Assert.That(shown.ThemeOf(small.Statements[0]), Is.Null);
        Assert.That(Of(0, large, small).ThemeOf(large.Statements[0]), Is.Null, "its rows would count it");
    }

    [Test]
    public void Where_too_few_are_left_no_subtraction_finds_them([Range(1, 4)] int left)
    {
        ThemeResult[] themes = [Theme(20), Theme(9), Theme(14)];
        var shown = Of(left, themes);
        Assert.That(shown.Elsewhere, Is.Null);
        Assert.That(shown.Of, Has.Count.EqualTo(3), "named, with typical answers");
        Assert.That(shown.Of.Count(one => one.Answers is null), Is.GreaterThan(0));
        Assert.That(shown.Of.Where(one => one.Answers is null).SelectMany(one => one.SubThemes), Is.Empty);
        Assert.That(shown.Of.Select(one => one.Answers), Is.EqualTo(Of(left == 4 ? 1 : left + 1, themes).Of.Select(one => one.Answers)),
            "how few makes no difference");
    }

    [Test]
    public void Nobody_left_is_no_small_number() =>
        Assert.That(Of(0, Theme(20), Theme(9)), Has.Property("Elsewhere").Zero.And.Property("Of").All.Property("Answers").Not.Null);

    [Test]
    public void Parts_of_a_theme_follow_the_same_rule()
    {
        var counted = Of(0, Theme(30, 12, 11, 3)).Of.Single().SubThemes;
        Assert.That(counted.Select(part => part.Answers), Is.EqualTo(new int?[] { 12, 11 }), "7 are elsewhere");
        var betraying = Of(0, Theme(26, 12, 11, 3)).Of.Single().SubThemes;
        Assert.That(betraying, Has.Count.EqualTo(2));
        Assert.That(betraying.Count(part => part.Answers is null), Is.GreaterThan(0));
    }

    private static ShownThemes Of(int without, params ThemeResult[] themes) => ShownThemes.From(new GroupThemes(themes, without), Minimum);

    // Ids that do not follow the sizes, the same every time
    private static ThemeResult Theme(int answers, params int[] parts) => new()
    {
        ThemeId = new Guid(answers * 7919 % 101, 0, 0, new byte[8]),
        Answers = answers,
        Terms = new Dictionary<string, IReadOnlyList<string>>(),
        Statements = [.. Enumerable.Range(0, answers).Select(i => new Guid(answers, (short)i, 0, new byte[8]))],
        SubThemes = [.. parts.Select(part => Theme(part))],
    };
}
