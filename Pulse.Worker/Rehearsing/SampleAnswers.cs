using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Pulse.Worker.Rehearsing;

/// <summary>Reads the answers/*.yaml files of a sample; the format is described in the sample's README.</summary>
public static class SampleAnswers
{
    /// <param name="folder">The sample's folder.</param>
    /// <exception cref="FormatException">A file is not as described; the message names file, line and field.</exception>
    public static IReadOnlyList<SampleAnswer> Read(string folder) =>
        [.. Directory.GetFiles(Path.Combine(folder, "answers"), "*.yaml").Order(StringComparer.Ordinal).SelectMany(ReadFile)];

    private static IEnumerable<SampleAnswer> ReadFile(string file)
    {
        using var reader = new StreamReader(file);
        var stream = new YamlStream();
        stream.Load(reader);
        var root = Mapping(file, stream.Documents[0].RootNode);
        var question = Text(file, root, "question");
        return [.. Sequence(file, root, "answers").Select(node => ReadAnswer(file, question, Mapping(file, node)))];
    }

    private static SampleAnswer ReadAnswer(string file, string question, YamlMappingNode node) => new(
        Text(file, node, "answer"),
        question,
        Text(file, node, "segment"),
        Text(file, node, "language"),
        Text(file, node, "text"),
        Optional(node, "quoting") ?? "none",
        Optional(node, "stopped"),
        Pairs(file, node, "translations").ToDictionary(pair => pair.Key, pair => pair.Value),
        Pairs(file, node, "support").ToDictionary(pair => pair.Key, pair => Number(file, node, pair.Value)),
        Number(file, node, Optional(node, "pass") ?? "0"),
        Number(file, node, Optional(node, "lean") ?? "0"));

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string file, YamlMappingNode node, string field) =>
        node.Children.TryGetValue(new YamlScalarNode(field), out var found)
            ? Mapping(file, found).Children.Select(pair => KeyValuePair.Create(
                ((YamlScalarNode)pair.Key).Value!, ((YamlScalarNode)pair.Value).Value!))
            : [];

    private static double Number(string file, YamlNode at, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Fault(file, at, $"'{text}' should be a number");

    private static string Text(string file, YamlMappingNode node, string field) =>
        Optional(node, field) is { Length: > 0 } text ? text : throw Fault(file, node, $"'{field}' is missing");

    private static string? Optional(YamlMappingNode node, string field) =>
        node.Children.TryGetValue(new YamlScalarNode(field), out var found) ? (found as YamlScalarNode)?.Value : null;

    private static YamlMappingNode Mapping(string file, YamlNode node) =>
        node as YamlMappingNode ?? throw Fault(file, node, "'field: value' lines were expected");

    private static YamlSequenceNode Sequence(string file, YamlMappingNode node, string field) =>
        node.Children.TryGetValue(new YamlScalarNode(field), out var found) && found is YamlSequenceNode list
            ? list
            : throw Fault(file, node, $"the list '{field}' is missing");

    private static FormatException Fault(string file, YamlNode at, string message) =>
        new($"{file}:{at.Start.Line}:{at.Start.Column}: {message}");
}
