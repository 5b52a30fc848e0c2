namespace Pulse.Analysing.Matrices;

/// <summary>Cast votes on one statement by some set of people. Passes count as cast: who passed has seen it.</summary>
public readonly record struct Tally(int Agree, int Disagree, int Pass)
{
    public int Seen => Agree + Disagree + Pass;

    public static Tally operator +(Tally a, Tally b) =>
        new(a.Agree + b.Agree, a.Disagree + b.Disagree, a.Pass + b.Pass);

    public static Tally Add(Tally left, Tally right) => left + right;
}
