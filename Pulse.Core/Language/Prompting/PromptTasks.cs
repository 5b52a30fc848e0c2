namespace Pulse.Language.Prompting;

/// <summary>What a model is asked to do; each has a prompt per language.</summary>
public static class PromptTasks
{
    public const string Translate = "translate";
    public const string Flag = "flag";
    public const string LabelThemes = "label-themes";
    public const string SuggestWorkingGroup = "suggest-working-group";
    public const string DraftStatement = "draft-statement";
    public const string CombineDrafts = "combine-drafts";
    public const string Reasons = "reasons";
    public const string SummariseWorkingGroup = "summarise-working-group";
    public const string BriefNarrative = "brief-narrative";
    public const string BackTranslate = "back-translate";

    public static readonly IReadOnlyList<string> All =
    [
        Translate, Flag, LabelThemes, SuggestWorkingGroup, DraftStatement, CombineDrafts, Reasons, SummariseWorkingGroup,
        BriefNarrative, BackTranslate,
    ];
}
