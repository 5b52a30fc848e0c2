using NUnit.Framework;
using Pulse.Language.Prompting;

namespace Pulse.Tests.Language.Prompting;

[TestFixture]
public sealed class ReadingRepliesTests
{
    private static readonly Shape _shape = Shape.Object(("text", Shape.Text), ("cites", Shape.List(Shape.Text)), ("note", Shape.Choice("none", "unsure")));

    private const string Good = """{"text":"שלום","cites":["S1"],"note":"none"}""";

    [TestCase(Good)]
    [TestCase("```json\n" + Good + "\n```", TestName = "one fence around it")]
    [TestCase("\r\n" + Good + " \n", TestName = "white space around it")]
    public void Is_read(string text) => Assert.That(ReadingReplies.Read(text, _shape).Value!.Value.GetProperty("text").GetString(), Is.EqualTo("שלום"));

    [TestCase("\uFEFF" + Good, TestName = "a byte order mark")]
    [TestCase("Here it is: " + Good, TestName = "prose before it")]
    [TestCase(Good + "\nI hope this helps.", TestName = "prose after it")]
    [TestCase("```json\n" + Good + "\n```\n```json\n" + Good + "\n```", TestName = "two fences")]
    [TestCase("```\n" + Good + "\n```", TestName = "another fence")]
    [TestCase(Good + Good, TestName = "two documents")]
    [TestCase("""{"text":"a","text":"b","cites":[],"note":"none"}""", TestName = "a key twice")]
    [TestCase("""{"text":NaN,"cites":[],"note":"none"}""", TestName = "not a number")]
    [TestCase("""{"text":"a","cites":[],"note":"none",}""", TestName = "a comma too many")]
    [TestCase("""{"text":"a","cites":[] /* all */,"note":"none"}""", TestName = "a comment")]
    [TestCase("""{"text":"a","cites":[],"note":"none","extra":1}""", TestName = "a property too many")]
    [TestCase("""{"text":"a","cites":[]}""", TestName = "a property missing")]
    [TestCase("""{"text":"a","cites":[],"note":"perhaps"}""", TestName = "another choice")]
    [TestCase("""{"text":"a","cites":["S1",2],"note":"none"}""", TestName = "a number for an id")]
    [TestCase("""{"text":"\ud800","cites":[],"note":"none"}""", TestName = "half a character")]
    [TestCase("""{"text":"a","cites":["S1","note":"none"}""", TestName = "broken off")]
    [TestCase("null")]
    [TestCase("I cannot help with that.", TestName = "no JSON at all")]
    public void Is_refused_with_a_fault(string text)
    {
        var (value, faults) = ReadingReplies.Read(text, _shape);
        Assert.That(value, Is.Null);
        Assert.That(faults, Is.Not.Empty);
    }

    [Test]
    public void Depth_and_length_are_bounded()
    {
        Assert.That(ReadingReplies.Read(new string('[', 3000) + new string(']', 3000), _shape).Value, Is.Null);
        Assert.That(ReadingReplies.Read($$"""{"text":"{{new string('a', Shape.LongestText + 1)}}","cites":[],"note":"none"}""", _shape).Value, Is.Null);
    }

    [Test]
    public void A_fault_does_not_repeat_what_the_model_wrote() =>
        Assert.That(ReadingReplies.Read("""{"SECRET":"SECRET"}""", _shape).Faults, Has.None.Contains("SECRET"));
}
