namespace Pulse.Convening;

/// <summary>What must hold between the parts of a definition, once each part reads well by itself.</summary>
internal static class CheckingDefinition
{
    public static void Check(Dialogue dialogue, DefinitionNode root)
    {
        var segments = Flatten(dialogue.Segments).ToList();
        Unique(segments.Select(segment => segment.Slug), "segment", root);
        Unique(dialogue.WorkingGroups.Select(group => group.Slug), "group", root);
        Unique(dialogue.Phases.Select(phase => phase.Slug), "phase", root);
        Unique(dialogue.Items.Select(item => item.Slug), "item", root);
        if (dialogue.BridgingSegments.Count < 2)
        {
            root.Refuse("segments", "at least two top-level segments must be 'bridging: true', or there is nothing to bridge");
        }

        foreach (var part in dialogue.Segments.SelectMany(segment => Flatten(segment.Parts)).Where(part => part.Bridging))
        {
            root.RefuseNamed("segment", part.Slug, $"'{part.Slug}' stands inside another segment, so it cannot be 'bridging': only top-level ones can");
        }

        foreach (var side in dialogue.Glossary.SelectMany(entry => entry.Sides).Where(side => !dialogue.HasSegment(side.Segment)))
        {
            root.RefuseNamed("segment", side.Segment, $"there is no segment '{side.Segment}'");
        }

        if (dialogue.Closes <= dialogue.Opens)
        {
            root.Refuse("closes", "must be later than 'opens'");
        }

        if (dialogue is { Budget: not null, Provider: ModelProvider.None })
        {
            root.Refuse("budget", "is only of use with a 'provider' other than none");
        }

        foreach (var phase in dialogue.Phases)
        {
            CheckPhase(dialogue, phase, root);
        }
    }

    private static void CheckPhase(Dialogue dialogue, Phase phase, DefinitionNode root)
    {
        if (phase.Closes <= phase.Opens)
        {
            root.RefuseNamed("phase", phase.Slug, $"phase '{phase.Slug}' must close after it opens");
        }

        foreach (var missing in phase.Audience.Where(slug => dialogue.Segments.All(segment => segment.Slug != slug)))
        {
            root.RefuseNamed("phase", phase.Slug, $"the audience of phase '{phase.Slug}' names '{missing}', which is no top-level segment");
        }

        foreach (var item in phase.Items)
        {
            foreach (var problem in Problems(dialogue, item))
            {
                root.RefuseNamed("item", item.Slug, $"item '{item.Slug}' {problem}");
            }
        }
    }

    private static IEnumerable<string> Problems(Dialogue dialogue, Item item)
    {
        if (item.WorkingGroup is { } name && dialogue.WorkingGroups.All(group => group.Slug != name))
        {
            yield return $"belongs to working group '{name}', which is not defined";
        }

        if (item.Kind is ItemKind.StatementVoting && item.Questions.Count == 0)
        {
            yield return "needs 'questions': the open questions whose answers are voted on";
        }

        foreach (var question in item.Questions)
        {
            if (dialogue.FindItem(question) is not { Kind: ItemKind.OpenQuestion })
            {
                yield return $"votes on '{question}', which is no open question of this dialogue";
            }
        }

        if (item.Kind is ItemKind.Single or ItemKind.Multiple or ItemKind.Rank && item.Options.Count < 2)
        {
            yield return "needs at least two options";
        }

        if (item.Options.GroupBy(option => option.Slug).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            yield return $"has the option '{twice.Key}' twice";
        }

        if (item.Kind is ItemKind.Multiple && item.AtMost > item.Options.Count && item.AtMost != 100)
        {
            yield return $"allows {item.AtMost} ticks but has {item.Options.Count} options";
        }

        if (item.Kind is ItemKind.Scale && item.To <= item.From)
        {
            yield return "needs 'to' above 'from'";
        }
    }

    private static IEnumerable<Segment> Flatten(IEnumerable<Segment> segments) =>
        segments.SelectMany(segment => Flatten(segment.Parts).Prepend(segment));

    private static void Unique(IEnumerable<string> slugs, string field, DefinitionNode root)
    {
        foreach (var twice in slugs.GroupBy(slug => slug).Where(group => group.Count() > 1))
        {
            root.RefuseNamed(field, twice.Key, $"'{twice.Key}' is used twice; every name must be its own");
        }
    }
}
