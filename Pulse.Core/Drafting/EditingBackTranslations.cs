using Pulse.Language.Editing;
using Pulse.Language.Prompting;

namespace Pulse.Drafting;

/// <summary>
/// Has machine translations of a working group translated back, one step per pair of languages: a statement that comes or
/// goes in one group or language costs nothing in the others.
/// </summary>
public static class EditingBackTranslations
{
    public static IEnumerable<EditingStep> Steps(EditingMaterial material, MaterialGroup group)
    {
        ArgumentNullException.ThrowIfNull(material);
        ArgumentNullException.ThrowIfNull(group);
        // Back into a language without a prompt of its own there is no asking
        return group.Machine.Where(version => ReadingPrompts.All.Any(prompt => prompt.Task == PromptTasks.BackTranslate && prompt.Language == version.Original.Language))
            .GroupBy(version => (Through: version.Translation.Language, Into: version.Original.Language))
            .OrderBy(pair => pair.Key.Through, StringComparer.Ordinal).ThenBy(pair => pair.Key.Into, StringComparer.Ordinal)
            .Select(pair => new EditingStep(
                PromptTasks.BackTranslate, $"{group.Slug}:{pair.Key.Through}", pair.Key.Into,
                (tools, stop) => Back(material.In(pair.Key.Into), group.Slug, [.. pair], tools, stop)));
    }

    private static async Task<EditedStep> Back(
        EditingContext context, string group, IReadOnlyList<MachineVersion> versions, EditingTools tools, CancellationToken stop)
    {
        var (made, counts) = await TranslatingBack.Translate(
            tools.Client, context, [.. versions.Select(version => new TextToTranslate(version.Statement, version.Translation))], stop);
        return new EditedStep(
            [
                new Edit
                {
                    Task = PromptTasks.BackTranslate, Subject = $"{group}:{versions[0].Translation.Language}", Language = context.Language,
                    Counts = counts, Reason = made.FirstOrDefault(one => one.Text is null)?.Origin.Reason,
                    PromptHash = context.Prompt(PromptTasks.BackTranslate).Hash,
                },
            ])
        {
            BackTranslations =
            [
                .. versions.Zip(made, (version, back) => new BackTranslation(
                    version.Statement, version.Translation, back.Text, back.Unsure,
                    [.. back.Flags.Select(finding => Edit.NameOf(finding.Rule)).Distinct()], back.Origin)),
            ],
        };
    }
}
