using Pulse.Publishing;

namespace Pulse.Web.Pages;

/// <summary>A dialogue's runs, newest first.</summary>
public sealed record RunsModel(DialogueNames Names, IReadOnlyList<RunRecord> Runs);

/// <summary>One run as it works, or as it ended.</summary>
public sealed record RunModel(DialogueNames Names, RunRecord Run);
