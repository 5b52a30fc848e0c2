namespace Pulse.Publishing;

/// <summary>
/// Where people stand to each other by how they voted: a density of people, never a dot that is somebody.
/// Coordinates are 0–1 over the extent of the whole, x to the right, y upwards.
/// </summary>
/// <param name="GridSize">Squares per side.</param>
public sealed record OpinionMap(
    int GridSize, IReadOnlyList<MapSquare> Squares, IReadOnlyList<MapPlace> Segments, IReadOnlyList<MapGroup> Groups)
{
    public bool Empty => Squares.Count == 0;
}

/// <param name="Density">1 to 4: a shade, not a count, so that nothing can be subtracted.</param>
public sealed record MapSquare(int Column, int Row, int Density);

/// <summary>The mean place of a declared segment's people.</summary>
public sealed record MapPlace(string Segment, double X, double Y);

/// <summary>An opinion group found from the votes, with the statements that mark it.</summary>
/// <param name="Statements">What its people agree or disagree with more than others do, the most telling first.</param>
public sealed record MapGroup(int Number, int Participants, double X, double Y, IReadOnlyList<MapStatement> Statements);

public sealed record MapStatement(Guid StatementId, int Agree, int Pass, int Disagree);
