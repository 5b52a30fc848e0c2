namespace Pulse.Analysing.OpinionGroups;

/// <summary>
/// Where participants stand relative to each other, found from votes alone, and the groups they form.
/// Shown beside declared segments, never instead of them.
/// </summary>
/// <param name="Components">The two axes of the map.</param>
/// <param name="Positions">One per participant, by index.</param>
/// <param name="Groups">Largest first; empty where nobody voted.</param>
/// <param name="Silhouettes">Mean silhouette per number of groups tried.</param>
public sealed record OpinionMap(
    PrincipalComponents Components,
    IReadOnlyList<Position> Positions,
    IReadOnlyList<OpinionGroup> Groups,
    IReadOnlyList<Separation> Silhouettes)
{
    /// <summary>Group per participant, −1 for none: the form that counting takes.</summary>
    public int[] Labels()
    {
        var labels = new int[Positions.Count];
        for (var participant = 0; participant < labels.Length; participant++)
        {
            labels[participant] = Positions[participant].Group ?? -1;
        }
        return labels;
    }
}

/// <summary>A participant's place; <paramref name="Group"/> is none for who cast too few votes to be placed in one.</summary>
public readonly record struct Position(double X, double Y, int? Group);

/// <summary>A set of people who vote alike, with the centre of their positions.</summary>
public sealed record OpinionGroup(int Number, int People, double X, double Y);

/// <summary>How well <paramref name="Groups"/> groups separate, −1 … 1.</summary>
public readonly record struct Separation(int Groups, double Silhouette);
