namespace Pulse.Analysing.Slates;

/// <summary>Whether a slate leaves out a group that is large and united enough to claim more.</summary>
/// <param name="Property">The property checked: JR, PJR, EJR+.</param>
/// <param name="Claims">
/// Statements outside the slate with which enough people agree to claim a seat. Where votes are so sparse that there are
/// none, the property holds but promises little.
/// </param>
/// <param name="Violation">The group left out furthest, or null where the property holds.</param>
public sealed record Verdict(string Property, int Claims, ViolatedGroup? Violation)
{
    public bool Holds => Violation is null;
}

/// <summary>People who agree with a statement outside the slate and have fewer chosen statements than their number earns.</summary>
/// <param name="Statements">What they agree on: one statement outside the slate (EJR+, JR), or several (PJR).</param>
/// <param name="Earned">ℓ: so many seats their number earns; each of them (PJR: all together) agrees with fewer chosen ones.</param>
/// <param name="People">How many they are.</param>
/// <param name="Needed">ℓ·people/seats, rounded up: how many would have been enough.</param>
public sealed record ViolatedGroup(IReadOnlyList<int> Statements, int Earned, int People, int Needed);
