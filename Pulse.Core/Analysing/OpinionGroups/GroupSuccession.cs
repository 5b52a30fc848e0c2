namespace Pulse.Analysing.OpinionGroups;

/// <summary>
/// A run's opinion groups seen from the run before it: which keep their number, which are new, what split and merged.
/// Overlaps count only people who have a group in both runs, so that newcomers break no group.
/// </summary>
/// <param name="Groups">One per group of the present run, by its index there.</param>
/// <param name="Gone">Numbers of the previous run that no present group carries on.</param>
/// <param name="Splits">Previous groups of which at least two present groups hold a quarter or more each.</param>
/// <param name="Merges">Present groups to which at least two previous groups gave more than half of themselves.</param>
/// <param name="NextNumber">The first number never used yet; give it to the next run, so that no number means two groups.</param>
public sealed record GroupSuccession(
    IReadOnlyList<SucceedingGroup> Groups,
    IReadOnlyList<int> Gone,
    IReadOnlyList<GroupSplit> Splits,
    IReadOnlyList<GroupMerge> Merges,
    int NextNumber);

/// <summary>One group of the present run.</summary>
/// <param name="Group">Its index in the present run.</param>
/// <param name="Number">The number to show it under: the previous group's if it carries one on, else a new one.</param>
/// <param name="CarriesOn">Whether it carries on a previous group.</param>
/// <param name="Shared">People it shares with that group; 0 if it is new.</param>
/// <param name="Jaccard">Shared over all in either; 0 if it is new.</param>
public sealed record SucceedingGroup(int Group, int Number, bool CarriesOn, int Shared, double Jaccard);

/// <summary>A previous group that came apart.</summary>
/// <param name="From">Its number in the previous run.</param>
/// <param name="Into">Numbers of the present run that hold a quarter of it or more, the largest part first.</param>
public sealed record GroupSplit(int From, IReadOnlyList<int> Into);

/// <summary>Previous groups that came together.</summary>
/// <param name="From">Their numbers in the previous run, the one that gave most people first.</param>
/// <param name="Into">The number in the present run.</param>
public sealed record GroupMerge(IReadOnlyList<int> From, int Into);
