using Pulse.Publishing;

namespace Pulse.Web.Pages;

/// <summary>A dialogue's runs, newest first.</summary>
/// <param name="Editing">How a model's work on the newest finished run stands; null before there is one.</param>
/// <param name="Used">Tokens and millionths of a US dollar that the dialogue's calls used this month.</param>
public sealed record RunsModel(
    DialogueNames Names, IReadOnlyList<RunRecord> Runs, RunEditing? Editing, (long Tokens, long MicroUsd) Used);

/// <summary>One run as it works, or as it ended.</summary>
public sealed record RunModel(DialogueNames Names, RunRecord Run, RunEditing Editing, LanguagesModel Languages)
{
    /// <summary>A repetition that somebody asked for and nobody has made yet.</summary>
    public bool Repeating => Run.State == "finished" && Languages.Repetitions.Any(one => one is { Requested: true, Report: null });
}
