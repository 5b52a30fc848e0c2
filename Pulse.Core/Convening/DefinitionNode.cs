using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Pulse.Convening;

/// <summary>
/// One mapping of a definition file, read field by field. Every problem is noted with its place and reading goes on,
/// so that a person sees all of them at once; what could not be read comes back as a harmless stand-in.
/// </summary>
internal sealed partial class DefinitionNode
{
    private readonly string _file;
    private readonly YamlNode _node;
    private readonly DefinitionProblems _problems;
    private readonly HashSet<string> _read = [];


    public DefinitionNode(string file, string path, YamlNode node, DefinitionProblems problems)
    {
        (_file, Path, _node, _problems) = (file, path, node, problems);
        if (node is not YamlMappingNode)
        {
            Note(node, path, "a list of 'field: value' lines was expected");
        }
    }

    public string Path { get; }

    /// <summary>A word here could not be read, and which fields belong here may hang on it.</summary>
    public bool Misread { get; private set; }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex SlugShape();

    public bool Has(string field) => Find(field) is not null;

    public string Text(string field) => Scalar(field) is { Length: > 0 } text ? text : Missing(field, "a text");

    public string Slug(string field)
    {
        var text = Text(field);
        if (text.Length > 0 && (text.Length > 60 || !SlugShape().IsMatch(text)))
        {
            Note(Find(field)!, Join(field), $"'{text}' must be made of a–z, 0–9 and single hyphens, 60 at most");
        }

        if (Find(field) is { } node)
        {
            _problems.Places[(field, text)] = node.Start;
        }

        return text;
    }

    public int Number(string field, int least, int most, int? otherwise = null)
    {
        if (otherwise is { } fallback && !Has(field))
        {
            return fallback;
        }

        if (int.TryParse(Text(field), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        Note(Find(field) ?? _node, Join(field), $"a whole number from {least} to {most} was expected");
        return least;
    }

    /// <summary>An amount of money above 0, to the cent.</summary>
    public decimal Amount(string field, int most)
    {
        if (decimal.TryParse(Text(field), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount > 0 && amount <= most && decimal.Round(amount, 2) == amount)
        {
            return amount;
        }

        Note(Find(field) ?? _node, Join(field), $"an amount above 0 and up to {most}, such as 25 or 12.50, was expected");
        return most;
    }

    public bool Flag(string field, bool otherwise = false)
    {
        switch (Scalar(field))
        {
            case null: return otherwise;
            case "true": return true;
            case "false": return false;
            case var other:
                Note(Find(field)!, Join(field), $"'{other}' must be true or false");
                return otherwise;
        }
    }

    /// <summary>One word of an enumeration, written in kebab-case.</summary>
    public T Word<T>(string field, T? otherwise = null) where T : struct, Enum
    {
        if (otherwise is { } fallback && !Has(field))
        {
            return fallback;
        }

        var text = Text(field);
        foreach (var value in Enum.GetValues<T>())
        {
            if (JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()) == text)
            {
                return value;
            }
        }

        Misread = true;
        var words = Enum.GetNames<T>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName);
        Note(Find(field) ?? _node, Join(field), $"'{text}' must be one of: {string.Join(", ", words)}");
        return default;
    }

    /// <summary>A moment: a date (its first minute in UTC) or an RFC 3339 time with its offset.</summary>
    public DateTimeOffset? Moment(string field)
    {
        if (Scalar(field) is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var moment))
        {
            return moment.ToUniversalTime();
        }

        Note(Find(field)!, Join(field), $"'{text}' must be a date (2026-05-01) or a time with its offset (2026-05-01T09:00+03:00)");
        return null;
    }

    /// <summary>A text in every language of the dialogue.</summary>
    public LocalText Local(string field, IReadOnlyList<string> languages)
    {
        var versions = new Dictionary<string, string>();
        if (Find(field) is null)
        {
            Missing(field, "a text in " + string.Join(", ", languages));
            return new LocalText(languages.ToDictionary(language => language, _ => ""));
        }

        var node = Inner(field);
        foreach (var language in languages)
        {
            versions[language] = node.Text(language);
        }

        node.NothingElse();
        return new LocalText(versions);
    }

    public IReadOnlyList<string> Words(string field)
    {
        if (Find(field) is null or YamlScalarNode { Value: "everyone" })
        {
            return [];
        }

        if (Find(field) is YamlSequenceNode sequence && sequence.Children.All(child => child is YamlScalarNode))
        {
            return [.. sequence.Children.Select(child => ((YamlScalarNode)child).Value ?? "")];
        }

        Note(Find(field)!, Join(field), "a list of words was expected, such as [he, ar, en]");
        return [];
    }

    public IReadOnlyList<T> Each<T>(string field, Func<DefinitionNode, T> read, bool required = true)
    {
        if (Find(field) is not YamlSequenceNode { Children.Count: > 0 } sequence)
        {
            if (Has(field) || required)
            {
                Note(Find(field) ?? _node, Join(field), "a list with at least one entry ('- …' lines) was expected");
            }

            return [];
        }

        var results = new List<T>();
        foreach (var (child, index) in sequence.Children.Select((child, index) => (child, index)))
        {
            var node = new DefinitionNode(_file, $"{Join(field)}[{index}]", child, _problems);
            results.Add(read(node));
            node.NothingElse();
        }

        return results;
    }

    public DefinitionNode Inner(string field) => new(_file, Join(field), Find(field) ?? _node, _problems);

    /// <summary>Refuses every field that was not asked for: a misspelt option must not be silently ignored.</summary>
    public void NothingElse()
    {
        if (Misread || _node is not YamlMappingNode mapping)
        {
            return;
        }

        foreach (var key in mapping.Children.Keys.OfType<YamlScalarNode>())
        {
            if (!_read.Contains(key.Value ?? ""))
            {
                Note(key, Join(key.Value ?? ""), $"there is no such field here; known are: {string.Join(", ", _read.Order())}");
            }
        }
    }

    public void Refuse(string field, string message) => Note(Find(field) ?? _node, Join(field), message);

    /// <summary>Notes a problem of a named part, such as the item "hope", at the place where it was named last.</summary>
    public void RefuseNamed(string field, string slug, string message)
    {
        var mark = _problems.Places.GetValueOrDefault((field, slug), _node.Start);
        _problems.Add(new DefinitionProblem(_file, (int)mark.Line, (int)mark.Column, field, message));
    }

    private string? Scalar(string field)
    {
        switch (Find(field))
        {
            case null: return null;
            case YamlScalarNode scalar: return scalar.Value ?? "";
            case var other:
                Note(other, Join(field), "a single value was expected");
                return "";
        }
    }

    private YamlNode? Find(string field)
    {
        _read.Add(field);
        return _node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(field), out var found)
            ? found : null;
    }

    private string Missing(string field, string expected)
    {
        Note(Find(field) ?? _node, Join(field), $"is missing: {expected} was expected");
        return "";
    }

    private string Join(string field) => Path.Length == 0 ? field : $"{Path}.{field}";

    private void Note(YamlNode at, string field, string message)
    {
        Mark mark = at.Start;
        _problems.Add(new DefinitionProblem(_file, (int)mark.Line, (int)mark.Column, field, message));
    }
}

/// <summary>The problems found so far, and where each named part stands.</summary>
internal sealed class DefinitionProblems : List<DefinitionProblem>
{
    public Dictionary<(string Field, string Slug), Mark> Places { get; } = [];
}
