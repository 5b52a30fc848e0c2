using NUnit.Framework;
using Pulse.Publishing;

namespace Pulse.Tests.Publishing;

[TestFixture]
public sealed class FigureTextTests
{
    [TestCase(0.719, "71 %")]
    [TestCase(0.29, "29 %")]
    [TestCase(1, "100 %")]
    public void A_floor_is_rounded_down(double floor, string text) => Assert.That(FigureText.AtLeast(floor), Is.EqualTo(text));

    [Test]
    public void An_interval_is_rounded_outwards() => Assert.That(FigureText.Range(0.714, 0.832), Is.EqualTo("71–84 %"));

    [Test]
    public void Figures_and_names_are_isolated_in_plain_text()
    {
        var sentence = Sentence.Of("{0}: לפחות {1}", "Gaza", new Amount("71–84 %"));
        Assert.That(sentence.ToString(), Is.EqualTo("\u2068Gaza\u2069: לפחות \u206671–84 %\u2069"));
    }
}
