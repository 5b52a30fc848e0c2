using Pulse.Analysing.OpinionGroups;

namespace Pulse.Analysing;

/// <summary>The opinion map with ids, and how far it can be trusted.</summary>
/// <param name="Positions">By participant id.</param>
/// <param name="Groups">Largest first.</param>
/// <param name="Silhouettes">Per number of groups tried.</param>
/// <param name="Explained">Share of all variance along each axis.</param>
/// <param name="Stability">What repeating the grouping on halves of the votes says.</param>
/// <param name="Discoveries">What tells groups apart, on votes that did not form them; statements by index.</param>
public sealed record OpinionResult(
    IReadOnlyList<PlacedParticipant> Positions,
    IReadOnlyList<OpinionGroup> Groups,
    IReadOnlyList<Separation> Silhouettes,
    IReadOnlyList<double> Explained,
    MapStability Stability,
    Discoveries Discoveries);

/// <param name="Stays">Share of the repetitions in which they stay with their group; null for who has none.</param>
public sealed record PlacedParticipant(Guid Id, double X, double Y, int? Group, double? Stays);

/// <summary>A map's <see cref="Stability"/> without its people, who stand with their positions.</summary>
public sealed record MapStability(
    int Resamples, int People, double AdjustedRand, double SameNumber, IReadOnlyList<GroupStability> Groups, StabilityVerdict Verdict);
