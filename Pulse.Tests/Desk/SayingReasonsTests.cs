using System.Text.RegularExpressions;
using NUnit.Framework;
using Pulse.Language.Calling;
using Pulse.Publishing;
using Pulse.Web.Pages;

namespace Pulse.Tests.Desk;

/// <summary>Why something waits is said in the reader's language, and says as much as the worker wrote down.</summary>
[TestFixture]
public sealed partial class SayingReasonsTests
{
    private static readonly string[] _checks = ["Language/Verifying", "Language/Editing", "Language/Prompting"];

    private static readonly string[] _failures =
        ["Pulse.Core/Language/Calling", "Pulse.Core/Analysing", "Pulse.Core/Work", "Pulse.Worker/Jobs", "Pulse.Worker/Models"];

    // Made of pieces in the code, so that no search finds them
    private static readonly string[] _pieced =
    [
        "This dialogue's budget for 2026-05 has no room for the next call: 880 of 900 tokens and 0.10 of any number of US dollars are used or reserved.",
        "A message of about 21000 tokens and a reply of up to 2048 do not fit into Pulse:Model:ContextTokens (16384); nothing was sent.",
        "The database refused (23503 a_name_of_ours).",
        "The database could not be reached.",
        "InvalidOperationException in EditingRuns.Write.",
        "The model's server asked for a pause. It is worth trying again in 20 s.",
        "The model's server failed (500, engine_error). It is worth trying again in 4 s.",
        "sentences[2]: it has more than 30 words",
        "reply.sentences[0].text must be a string",
        "S3 is neither used nor set aside",
    ];

    private static IEnumerable<string> OfServers() =>
        Enum.GetValues<FailureKind>().Where(kind => kind != FailureKind.Status).Select(kind => new ServerFailureException(kind).Message)
            .Concat(new[] { 301, 400, 401, 403, 404, 429, 500, 503 }.Select(status => new ServerFailureException(FailureKind.Status, status, "a_code").Message));

    [Test]
    public void Every_sentence_that_the_code_writes_down_has_words_in_three_languages()
    {
        var checks = _checks.SelectMany(folder => Sources(Path.Combine("Pulse.Core", folder))).SelectMany(text => Check().Matches(text).Select(match => match.Groups[1].Value));
        var failures = _failures.SelectMany(Sources).SelectMany(text => Thrown().Matches(text).Select(match => match.Groups[1].Value));
        string[] all = [.. checks.Concat(failures).Select(text => Hole().Replace(text, "7")).Concat(OfServers()).Concat(_pieced).Distinct()];
        Assert.That(all, Has.Length.GreaterThan(75));
        Assert.That(all.Where(text => !SayingReasons.IsKnown(text)), Is.Empty);
    }

    [Test]
    public void What_it_says_in_another_language_keeps_every_figure_and_nothing_of_the_English()
    {
        foreach (var text in _pieced.Concat(OfServers()))
        {
            Assert.That(Plain(SayingReasons.Say(text, "en")), Is.EqualTo(text));
            foreach (var language in new[] { "he", "ar" })
            {
                var said = Plain(SayingReasons.Say(text, language));
                Assert.That(Figures().Matches(text).Select(match => match.Value).Where(figure => !said.Contains(figure, StringComparison.Ordinal)), Is.Empty, said);
                Assert.That(said, Does.Not.Contain(" the ").And.Not.Contain(" is ").And.Not.Contain("It is worth"), said);
            }
        }
        Assert.That(Plain(SayingReasons.Say("The model's server failed (500, engine_error). It is worth trying again in 4 s.", "he")),
            Is.EqualTo("שרת המודל נכשל (500, engine_error). כדאי לנסות שוב בעוד 4 שניות."));
    }

    [Test]
    public void A_sentence_that_nobody_knows_stands_as_it_was_written() =>
        Assert.That(Plain(SayingReasons.Say("Something that happened in a house.", "ar")), Is.EqualTo("Something that happened in a house."));

    private static string Plain(Sentence sentence) => string.Concat(sentence.Spans.Select(span => span.Text));

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);

    // Lists of words to look for stand beside them; these begin as sentences about a text or a reply do
    [GeneratedRegex(@"""((?:it|its|a|the|what|little|there|no model) (?!occupied|fewer|above|two|West)[^""]{6,})""")]
    private static partial Regex Check();

    [GeneratedRegex(@"(?:Unavailable|Rejected|Spent|Forbidden|PermanentFailure)Exception\(\s*\$?""([^""]+[.)])""")]
    private static partial Regex Thrown();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"[0-9][0-9.,-]*[0-9]|[0-9]|a_code|a_name_of_ours|engine_error")]
    private static partial Regex Figures();
}
