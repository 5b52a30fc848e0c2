using System.Globalization;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Pulse.Tests.Desk;

/// <summary>The desk's colours by the WCAG 2.2 formula: 4.5 : 1 for text, 3 : 1 for marks, in both themes.</summary>
[TestFixture]
public sealed partial class ContrastTests
{
    private static readonly (string Front, string Back)[] _text =
    [
        ("ink", "paper"), ("ink", "card"), ("ink-2", "paper"), ("ink-2", "card"), ("accent", "paper"), ("accent", "card"),
        ("accent", "accent-soft"), ("ink-2", "accent-soft"), ("on-accent", "accent"), ("warn", "warn-soft"),
    ];

    private static readonly (string Front, string Back)[] _marks =
    [
        ("agree", "card"), ("disagree", "card"), ("segment-1", "card"), ("segment-2", "card"), ("segment-3", "card"),
        ("segment-4", "card"), ("segment-5", "card"), ("segment-6", "card"), ("line-strong", "card"), ("ink-3", "card"),
    ];

    [TestCase(0)]
    [TestCase(1)]
    public void Everything_can_be_read(int theme)
    {
        var css = File.ReadAllText(Path.Combine(Repository.Root, "Pulse.Web", "Desk", "desk.css"));
        var root = Root().Matches(css)[theme].Groups[1].Value;
        var colours = Token().Matches(root).ToDictionary(token => token.Groups[1].Value, token => token.Groups[2].Value);
        Assert.Multiple(() =>
        {
            foreach (var (front, back) in _text)
            {
                Assert.That(Contrast(colours[front], colours[back]), Is.GreaterThanOrEqualTo(4.5), $"{front} on {back}");
            }

            foreach (var (front, back) in _marks)
            {
                Assert.That(Contrast(colours[front], colours[back]), Is.GreaterThanOrEqualTo(3), $"{front} on {back}");
            }
        });
    }

    [Test]
    public void Black_on_white_is_21_to_1() => Assert.That(Contrast("000000", "ffffff"), Is.EqualTo(21).Within(1e-9));

    private static double Contrast(string one, string other)
    {
        var (light, dark) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double Luminance(string colour) =>
        (0.2126 * Linear(colour[..2])) + (0.7152 * Linear(colour[2..4])) + (0.0722 * Linear(colour[4..]));

    private static double Linear(string channel)
    {
        var value = int.Parse(channel, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex(@":root \{([^}]*)\}")]
    private static partial Regex Root();

    [GeneratedRegex(@"--([a-z0-9-]+): #([0-9a-f]{6});")]
    private static partial Regex Token();
}
