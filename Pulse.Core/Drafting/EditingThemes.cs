using Pulse.Language.Editing;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;

namespace Pulse.Drafting;

/// <summary>Heads and sums up a theme and its sub-themes in one language; which statements they hold was decided by arithmetic.</summary>
public static class EditingThemes
{
    public static IEnumerable<EditingStep> Steps(EditingMaterial material, MaterialGroup group)
    {
        ArgumentNullException.ThrowIfNull(material);
        ArgumentNullException.ThrowIfNull(group);
        return group.Themes.SelectMany(theme => material.Languages.Select(language => new EditingStep(
            PromptTasks.LabelThemes, theme.Id.ToString(), language,
            (tools, stop) => Word(material.In(language), theme, tools, stop))));
    }

    private static async Task<EditedStep> Word(EditingContext context, MaterialTheme theme, EditingTools tools, CancellationToken stop)
    {
        var (labelled, counts) = await LabellingThemes.Label(
            tools.Client, context,
            new ThemeToLabel(
                theme.Members, Label(theme.Terms, context.Language),
                theme.Parts.ToDictionary(part => part.Key, part => Label(part.Value.Terms, context.Language))),
            stop);
        ThemeWording[] wordings =
        [
            Wording(theme.Id, labelled.Theme, theme.Members),
            .. theme.Parts.Select(part => Wording(
                part.Value.Id, labelled.Parts[part.Key], [.. theme.Members.Where(member => member.Part == part.Key)])),
        ];
        if (tools.Rehearsing)
        {
            wordings = [.. wordings.Select(one => one with { Summary = Rehearsed.Sentences(theme.Members, context.Language) })];
        }
        return new EditedStep(
            [
                new Edit
                {
                    Task = PromptTasks.LabelThemes, Subject = theme.Id.ToString(), Language = context.Language, Counts = counts,
                    PromptHash = context.Prompt(PromptTasks.LabelThemes).Hash,
                    Reason = wordings.FirstOrDefault(one => one.Origin.By == MadeBy.BuiltIn)?.Origin.Reason,
                },
            ])
        {
            Themes = wordings,
        };

        // What a model made, it made of all it was shown, whatever it cites
        ThemeWording Wording(Guid id, LabelledPart part, IReadOnlyList<Source> members) => new(
            id, context.Language, part.Label, [.. part.Summary.Select(EditedSentence.Of)], part.Origin,
            part.Origin.By == MadeBy.Model && !tools.Rehearsing
                ? [.. theme.Members.Select(member => member.Id).Except(labelled.Unaccounted)]
                : tools.Rehearsing
                    ? [.. Batching.Fitting([.. theme.Members.Select(member => new RequestItem(member.Id, member.Original.Text))]).Select(item => item.Id)]
                    : [.. members.Select(member => member.Id)]);
    }

    private static string Label(IReadOnlyDictionary<string, string> terms, string language) =>
        terms.GetValueOrDefault(language) is { Length: > 0 } own
            ? own
            : terms.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value).FirstOrDefault(text => text.Length > 0) ?? "…";
}
