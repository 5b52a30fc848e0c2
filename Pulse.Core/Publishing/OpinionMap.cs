namespace Pulse.Publishing;

/// <summary>
/// Where people stand to each other by how they voted: a density of people, never a dot that is somebody.
/// Coordinates are 0–1 over the extent of the whole, x to the right, y upwards.
/// </summary>
/// <param name="GridSize">Squares per side.</param>
/// <param name="Trust">How far the groups may be trusted; null for runs that did not measure it.</param>
public sealed record OpinionMap(
    int GridSize, IReadOnlyList<MapSquare> Squares, IReadOnlyList<MapPlace> Segments, IReadOnlyList<MapGroup> Groups,
    MapTrust? Trust)
{
    public bool Empty => Squares.Count == 0;
}

/// <param name="Density">1 to 4: a shade, not a count, so that nothing can be subtracted.</param>
public sealed record MapSquare(int Column, int Row, int Density);

/// <summary>The mean place of a declared segment's people.</summary>
public sealed record MapPlace(string Segment, double X, double Y);

/// <summary>An opinion group found from the votes, with the statements that mark it.</summary>
/// <param name="Number">The same from run to run for a group that carries on.</param>
/// <param name="CarriesOn">Whether it carries on a group of the run before.</param>
/// <param name="Verdict">"stable", "uncertain", "unstable"; null where that was not measured.</param>
/// <param name="Statements">What its people agree or disagree with more than others do, the surest first.</param>
public sealed record MapGroup(
    int Number, int Participants, double X, double Y, bool CarriesOn, string? Verdict, IReadOnlyList<MapStatement> Statements);

/// <param name="Difference">To the other groups, with control over chance findings; null where only Polis' rule names it.</param>
public sealed record MapStatement(Guid StatementId, int Agree, int Pass, int Disagree, MapDifference? Difference = null);

/// <summary>How much more of the group agrees (or disagrees) than of the others, 0–1, with its interval.</summary>
public sealed record MapDifference(bool Agrees, double Value, double Low, double High);

/// <summary>What repeating the grouping on halves of the votes said.</summary>
public sealed record MapTrust
{
    public required string Verdict { get; init; }
    public required int Resamples { get; init; }

    /// <summary>Mean adjusted Rand index of the repetitions to the map.</summary>
    public required double AdjustedRand { get; init; }
    public required int People { get; init; }

    /// <summary>Whether a sample of the people stood for all.</summary>
    public required bool Sampled { get; init; }
}
