namespace Pulse.Worker.Exporting;

/// <summary>What the group-id of an export is: the opinion groups of the current run, or the declared segments.</summary>
public enum GroupLabels { OpinionGroups, Segments }
