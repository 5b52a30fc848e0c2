using NUnit.Framework;
using Pulse.Language.Verifying;

namespace Pulse.Tests.Language.Verifying;

[TestFixture]
public sealed class TellingLanguageTests
{
    [TestCase("אנשים רוצים כביש שמוביל אל בית החולים.", ExpectedResult = "he")]
    [TestCase("يريد الناس طريقًا يؤدي إلى المستشفى.", ExpectedResult = "ar")]
    [TestCase("People want a road that leads to the hospital.", ExpectedResult = "en")]
    [TestCase("Les gens veulent une route vers un grand hôpital moderne.", ExpectedResult = null)]
    [TestCase("Menschen wollen eine Straße zum nächsten Krankenhaus bauen", ExpectedResult = null)]
    [TestCase("مردم می خواهند که این راه را برای بیمارستان باز کنند و آن خوب است", ExpectedResult = null)]
    [TestCase("מענטשן ווילן אַז דער וועג איז אָפֿן און די קינדער קענען גיין", ExpectedResult = null)]
    [TestCase("Road to peace", ExpectedResult = "en")]
    [TestCase("71%", ExpectedResult = null)]
    [TestCase("", ExpectedResult = null)]
    [TestCase("Люди хотят дорогу к больнице", ExpectedResult = null)]
    public string? Tells(string text) => TellingLanguage.Of(text);

    [Test]
    public void Every_answer_of_the_sample_and_every_translation_is_told_right()
    {
        var wrong = new List<string>();
        var read = 0;
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "samples", "spring-consultation", "answers")))
        {
            var language = "";
            foreach (var line in File.ReadLines(file).Select(line => line.Trim()))
            {
                if (line.StartsWith("language: ", StringComparison.Ordinal))
                {
                    language = line[10..];
                }
                var (key, text) = line.IndexOf(": \"", StringComparison.Ordinal) is var at && at > 0 ? (line[..at], line[(at + 3)..].TrimEnd('"')) : ("", "");
                var expected = key == "text" ? language : key;
                if (expected is "he" or "ar" or "en")
                {
                    read++;
                    if (!TellingLanguage.Is(text.Replace("\\\"", "\"", StringComparison.Ordinal), expected))
                    {
                        wrong.Add(text);
                    }
                }
            }
        }
        Assert.That(read, Is.GreaterThan(300));
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void A_quotation_in_another_language_does_not_change_the_sentence() =>
        Assert.That(TellingLanguage.Is("אנשים אמרו \"we want a road to the hospital now\" שוב.", "he"), Is.True);
}
