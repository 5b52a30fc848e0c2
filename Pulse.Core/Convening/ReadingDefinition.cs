using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Pulse.Convening;

/// <summary>Reads a dialogue's definition from YAML (or JSON, which is YAML); the format is documented in docs/operations.md.</summary>
public static partial class ReadingDefinition
{
    // the participants' pages speak a language as soon as there is a file of strings for it, which this room cannot know
    [GeneratedRegex("^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]
    private static partial Regex LanguageTag();

    /// <param name="file">The name to show in messages.</param>
    /// <exception cref="DefinitionException">Something is wrong; every problem found is named with file, line and column.</exception>
    public static Dialogue Read(string file, string text)
    {
        var problems = new DefinitionProblems();
        var root = Parse(file, text);
        var node = new DefinitionNode(file, "", root, problems);
        var dialogue = ReadDialogue(node);
        node.NothingElse();
        if (problems.Count == 0)
        {
            CheckingDefinition.Check(dialogue, node);
        }

        return problems.Count == 0 ? dialogue : throw new DefinitionException(problems);
    }

    private static YamlNode Parse(string file, string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 1
                ? stream.Documents[0].RootNode
                : throw new DefinitionException([new(file, 1, 1, "", "exactly one YAML document was expected")]);
        }
        catch (YamlException error)
        {
            throw new DefinitionException(
                [new(file, (int)error.Start.Line, (int)error.Start.Column, "", $"this is not valid YAML: {error.Message}")]);
        }
    }

    private static Dialogue ReadDialogue(DefinitionNode node)
    {
        var languages = ReadLanguages(node);
        return new Dialogue
        {
            Id = Guid.Empty,
            Slug = node.Slug("dialogue"),
            Synthetic = node.Flag("synthetic"),
            Languages = languages,
            Title = node.Local("title", languages),
            Introduction = node.Local("introduction", languages),
            Consent = ReadConsent(node, languages),
            MinimumCell = node.Number("minimum-cell", 5, 1000, 10),
            Provider = node.Word<ModelProvider>("provider", ModelProvider.None),
            OutsideModels = node.Flag("outside-models"),
            Budget = ReadBudget(node),
            Quoting = node.Word<QuotingPolicy>("quoting", QuotingPolicy.Ask),
            Moderation = node.Word<ModerationPolicy>("moderation", ModerationPolicy.APersonRules),
            ShowsStanding = node.Flag("show-standing"),
            Opens = node.Moment("opens"),
            Closes = node.Moment("closes"),
            Segments = node.Each("segments", segment => ReadSegment(segment, languages)),
            WorkingGroups = node.Each("working-groups", group => new WorkingGroup(
                group.Slug("group"), group.Local("name", languages), group.Local("summary", languages))),
            Glossary = node.Each("glossary", entry => ReadGlossary(entry, languages), required: false),
            Phases = node.Each("phases", phase => ReadPhase(phase, languages)),
        };
    }

    private static IReadOnlyList<string> ReadLanguages(DefinitionNode node)
    {
        var languages = node.Words("languages");
        if (languages.Count == 0 || !languages.All(LanguageTag().IsMatch) || languages.Distinct().Count() != languages.Count)
        {
            node.Refuse("languages", "a list of one or more languages, such as he, ar, en, was expected");
        }

        return languages;
    }

    private static Consent ReadConsent(DefinitionNode node, IReadOnlyList<string> languages)
    {
        var consent = node.Inner("consent");
        if (!node.Has("consent"))
        {
            node.Refuse("consent", "is missing: 'version' and 'text' were expected");
            return new Consent(0, new LocalText(new Dictionary<string, string>()));
        }

        var read = new Consent(consent.Number("version", 1, 10_000), consent.Local("text", languages));
        consent.NothingElse();
        return read;
    }

    private static ModelBudget? ReadBudget(DefinitionNode node)
    {
        if (!node.Has("budget"))
        {
            return null;
        }

        var budget = node.Inner("budget");
        var read = new ModelBudget(
            budget.Has("tokens-per-month") ? budget.Number("tokens-per-month", 1, int.MaxValue) : null,
            budget.Has("usd-per-month") ? budget.Amount("usd-per-month", 1_000_000) : null);
        budget.NothingElse();
        if (read is { TokensPerMonth: null, UsdPerMonth: null })
        {
            node.Refuse("budget", "'tokens-per-month', 'usd-per-month' or both were expected");
        }

        return read;
    }

    private static Segment ReadSegment(DefinitionNode node, IReadOnlyList<string> languages) => new(
        node.Slug("segment"),
        node.Local("name", languages),
        node.Flag("bridging"),
        node.Each("segments", part => ReadSegment(part, languages), required: false));

    private static GlossaryEntry ReadGlossary(DefinitionNode node, IReadOnlyList<string> languages) => new(
        node.Local("neutral", languages),
        node.Each("sides", side => new SideTerm(side.Slug("segment"), side.Local("term", languages))));

    private static Phase ReadPhase(DefinitionNode node, IReadOnlyList<string> languages) => new(
        node.Slug("phase"),
        node.Local("name", languages),
        node.Words("audience"),
        node.Flag("separate"),
        node.Moment("opens"),
        node.Moment("closes"),
        node.Each("items", item => ReadItem(item, languages)));

    private static Item ReadItem(DefinitionNode node, IReadOnlyList<string> languages)
    {
        var kind = node.Word<ItemKind>("kind");
        var item = new Item
        {
            Slug = node.Slug("item"),
            Kind = kind,
            Text = node.Local("text", languages),
            Help = node.Has("help") ? node.Local("help", languages) : null,
        };
        if (node.Misread)
        {
            return item;
        }

        return kind switch
        {
            ItemKind.OpenQuestion => item with { WorkingGroup = node.Slug("group") },
            ItemKind.StatementVoting => item with
            {
                WorkingGroup = node.Slug("group"),
                Questions = node.Words("questions"),
                SetSize = node.Number("set-size", 1, 50, 5),
                WithoutImportance = !node.Flag("importance", otherwise: true),
            },
            ItemKind.Ratification => item with
            {
                Scale = node.Word<RatificationScale>("scale", RatificationScale.Agreement),
            },
            ItemKind.Single or ItemKind.Rank => item with { Options = Options() },
            ItemKind.Multiple => item with { Options = Options(), AtMost = node.Number("at-most", 1, 100, 100) },
            ItemKind.Scale => item with
            {
                From = node.Number("from", 0, 10),
                To = node.Number("to", 1, 11),
                Low = node.Local("low", languages),
                High = node.Local("high", languages),
            },
        };

        IReadOnlyList<Option> Options() =>
            node.Each("options", option => new Option(option.Slug("option"), option.Local("name", languages)));
    }
}
