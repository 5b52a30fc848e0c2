using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Pulse.Tests.Phone;

/// <summary>What the phone says is complete in every language, and nothing is kept that it never says.</summary>
[TestFixture]
public sealed partial class StringsTests
{
    private static readonly Dictionary<string, Dictionary<string, string>> _files = ThreeLanguages.All.ToDictionary(
        language => language,
        language => JsonSerializer.Deserialize<Dictionary<string, string>>(
            File.ReadAllText(Path.Combine(PhoneFiles.Folder, "strings", language + ".json")))!);

    private static readonly Dictionary<string, Dictionary<string, string>> _strings = _files.ToDictionary(
        file => file.Key, file => file.Value.Where(one => one.Key[0] != '@').ToDictionary());

    [Test]
    public void There_is_one_file_per_language_and_it_says_its_name_and_direction()
    {
        var files = Directory.GetFiles(Path.Combine(PhoneFiles.Folder, "strings")).Select(Path.GetFileName);
        Assert.That(files, Is.EquivalentTo(ThreeLanguages.All.Select(language => language + ".json")));
        foreach (var (language, file) in _files)
        {
            Assert.That(file["@name"], Is.Not.Empty, language);
            Assert.That(file["@direction"], Is.EqualTo(language == "en" ? "ltr" : "rtl"));
        }
    }

    [TestCaseSource(typeof(ThreeLanguages), nameof(ThreeLanguages.All))]
    public void Every_language_has_the_same_keys_in_the_same_order(string language) =>
        Assert.That(_strings[language].Keys, Is.EqualTo(_strings["en"].Keys));

    [TestCaseSource(typeof(ThreeLanguages), nameof(ThreeLanguages.All))]
    public void No_sentence_is_empty_and_every_placeholder_is_there_once(string language)
    {
        foreach (var (key, english) in _strings["en"])
        {
            var sentence = _strings[language][key];
            Assert.That(sentence.Trim(), Is.EqualTo(sentence).And.Not.Empty, key);
            Assert.That(HolesIn(sentence).Order(), Is.EqualTo(HolesIn(english).Order()), key);
            Assert.That(HolesIn(sentence), Is.Unique, key);
            Assert.That(Hole().Replace(sentence, "").IndexOfAny(['{', '}']), Is.EqualTo(-1), key);
        }
    }

    [TestCase("he", @"[א-ת]")]
    [TestCase("ar", @"[ء-ي]")]
    public void Every_sentence_is_written_in_the_letters_of_its_language(string language, string letter)
    {
        foreach (var (key, sentence) in _strings[language])
        {
            Assert.That(sentence, Does.Match(letter), key);
        }
    }

    [Test]
    public void Nothing_in_the_strings_turns_the_direction_or_is_markup()
    {
        foreach (var (key, sentence) in _strings.Values.SelectMany(all => all))
        {
            Assert.That(sentence, Does.Not.Match(@"[<>\u200e\u200f\u202a-\u202e\u2066-\u2069]"), key);
        }
    }

    [Test]
    public void Every_key_that_the_client_says_is_there()
    {
        var said = SaidKeys();
        Assert.That(said, Has.Count.GreaterThan(60), "the pattern no longer finds what the client says");
        Assert.That(said.Where(key => !_strings["en"].ContainsKey(key)), Is.Empty);
    }

    [Test]
    public void Every_key_that_is_there_is_said_somewhere()
    {
        var script = PhoneFiles.Script;
        var literals = Literal().Matches(script).Select(match => match.Groups[1].Value).ToHashSet();
        var patterns = Template().Matches(script)
            .Select(match => match.Groups[1].Value)
            .Where(template => template.Contains("${", StringComparison.Ordinal))
            .Select(template => Regex.Replace(template, @"\$\{[^}]*\}", "@"))
            .Where(template => KeyTemplate().IsMatch(template))
            .Select(template => new Regex("^" + template.Replace("@", "([a-z]+(?:-[a-z]+)*)", StringComparison.Ordinal) + "$"))
            .ToList();
        // a composed key is said when the part that varies is named in the client or comes from the API by its name
        var named = literals.Concat(_apiWords).ToHashSet();
        var unused = _strings["en"].Keys.Where(key => !literals.Contains(key) && !patterns.Any(pattern =>
            pattern.Match(key) is { Success: true } match && named.Contains(match.Groups[1].Value)));
        Assert.That(unused, Is.Empty);
    }

    [Test]
    public void Placeholders_are_filled_by_the_client()
    {
        var filled = Regex.Matches(PhoneFiles.Script, @"\{ ([a-z]+)(?::|,| \})|, ([a-z]+)(?::|,| \})")
            .SelectMany(match => new[] { match.Groups[1].Value, match.Groups[2].Value }).ToHashSet();
        Assert.That(_strings["en"].Values.SelectMany(HolesIn)
            .Where(hole => !filled.Contains(hole.Trim('{', '}'))).Distinct(), Is.Empty);
    }

    /// <summary>Words that reach the client from the API: types of problems, states of items; and what one module hands another.</summary>
    private static readonly string[] _apiWords =
    [
        "code-not-valid", "segment-already-chosen", "answer-already-read", "contains-code",
        "open", "done", "skipped", "person", "machine", "unsent-kept", "typed-kept", "own", "untold", "all",
        "number", "address", "name", "place",
    ];

    private static HashSet<string> SaidKeys()
    {
        var keys = new HashSet<string>();
        foreach (Match call in Call().Matches(PhoneFiles.Script))
        {
            // Refusal's and tick's first argument is the id of a field
            var arguments = call.Groups["arguments"].Value;
            var first = call.Groups["door"].Value is "say" or "plain" ? 0 : arguments.IndexOf(',', StringComparison.Ordinal);
            foreach (Match literal in Literal().Matches(arguments[first..]))
            {
                keys.Add(literal.Groups[1].Value);
            }
        }

        foreach (Match button in Regex.Matches(PhoneFiles.Script, @"button: '([a-z-]+)'"))
        {
            keys.Add(button.Groups[1].Value);
        }

        return keys;
    }

    private static IEnumerable<string> HolesIn(string sentence) => Hole().Matches(sentence).Select(match => match.Value);

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"'([a-z]+(?:-[a-z]+)*)'")]
    private static partial Regex Literal();

    [GeneratedRegex(@"`([^`]*)`")]
    private static partial Regex Template();

    [GeneratedRegex(@"^(@-[a-z]+|[a-z]+(-[a-z]+)*-@)$")]
    private static partial Regex KeyTemplate();

    [GeneratedRegex(@"\b(?<door>say|plain|Refusal|tick)\((?<arguments>[^(){}]*)")]
    private static partial Regex Call();
}
