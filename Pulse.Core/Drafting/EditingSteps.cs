namespace Pulse.Drafting;

/// <summary>All steps of editing a run, in their order: a working group's summary is made of its themes' summaries.</summary>
public static class EditingSteps
{
    public static IReadOnlyList<EditingStep> Of(EditingMaterial material)
    {
        ArgumentNullException.ThrowIfNull(material);
        return [.. Writing(material), .. material.Groups.SelectMany(group => EditingBackTranslations.Steps(material, group))];
    }

    /// <summary>Those that write something out of the run's statements.</summary>
    public static IReadOnlyList<EditingStep> Writing(EditingMaterial material)
    {
        ArgumentNullException.ThrowIfNull(material);
        return
        [
            .. material.Groups.SelectMany(group => EditingThemes.Steps(material, group)),
            .. material.Groups.SelectMany(group => EditingDrafts.Steps(material, group)),
            .. material.Groups.SelectMany(group => EditingReasons.Steps(material, group)),
            .. material.Groups.SelectMany(group => EditingSummaries.Steps(material, group)),
        ];
    }
}
