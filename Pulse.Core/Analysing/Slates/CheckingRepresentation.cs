using System.Numerics;

namespace Pulse.Analysing.Slates;

/// <summary>Checks whether a slate leaves out a group that is large and united enough to claim more.</summary>
public static class CheckingRepresentation
{
    /// <summary>
    /// EJR+ (Brill and Peters, EC 2023, arXiv 2302.01989): no statement outside the slate has ℓ·n/k supporters who each
    /// approve fewer than ℓ chosen ones. It implies EJR, PJR and JR, and is checked in time linear in the approvals.
    /// </summary>
    /// <param name="approvals">Who approves what.</param>
    /// <param name="slate">The chosen statements.</param>
    /// <param name="seats">k: the seats asked for, of which n people own k/n each.</param>
    /// <param name="isDemand">Which statements a group may demand; null for all.</param>
    public static Verdict ExtendedPlus(Approvals approvals, IReadOnlyCollection<int> slate, int seats, Func<int, bool>? isDemand = null) =>
        Check("EJR+", approvals, slate, seats, seats, isDemand);

    /// <summary>JR (Aziz et al., Social Choice and Welfare 48, 2017, 461–485): the same for ℓ = 1 only.</summary>
    public static Verdict Justified(Approvals approvals, IReadOnlyCollection<int> slate, int seats, Func<int, bool>? isDemand = null) =>
        Check("JR", approvals, slate, seats, 1, isDemand);

    private static Verdict Check(
        string property, Approvals approvals, IReadOnlyCollection<int> slate, int seats, int most, Func<int, bool>? isDemand)
    {
        ArgumentNullException.ThrowIfNull(approvals);
        ArgumentNullException.ThrowIfNull(slate);
        ArgumentOutOfRangeException.ThrowIfLessThan(seats, 1);
        var has = Has(approvals, slate);
        var claims = 0;
        (ViolatedGroup Group, long Surplus)? worst = null;
        for (var statement = 0; statement < approvals.Statements; statement++)
        {
            var supporters = approvals.Supporters(statement).Length;
            if (supporters == 0 || (long)supporters * seats < approvals.People
                || slate.Contains(statement) || isDemand?.Invoke(statement) == false)
            {
                continue;
            }
            claims++;
            if (Surplus(approvals, statement, has, seats, most) is { } left && (worst is null || left.Surplus > worst.Value.Surplus))
            {
                var needed = (int)(((long)left.Earned * approvals.People + seats - 1) / seats);
                worst = (new ViolatedGroup([statement], left.Earned, left.People, needed), left.Surplus);
            }
        }
        return new Verdict(property, claims, worst?.Group);
    }

    /// <summary>
    /// The group among one statement's supporters that is left out furthest: ℓ, how many they are, and by how much they
    /// exceed ℓ·n/k (times k). Null where none is left out.
    /// </summary>
    /// <param name="has">How many chosen statements each person approves.</param>
    /// <param name="most">The largest ℓ to look at.</param>
    internal static (int Earned, int People, long Surplus)? Surplus(Approvals approvals, int statement, int[] has, int seats, int most)
    {
        var supporters = approvals.Supporters(statement);
        if (supporters.Length == 0 || (long)supporters.Length * seats < approvals.People)
        {
            return null;
        }
        var withFewer = new int[most + 1];
        foreach (var person in supporters)
        {
            withFewer[Math.Min(has[person], most)]++;
        }
        (int Earned, int People, long Surplus)? worst = null;
        var people = 0;
        for (var earned = 1; earned <= most; earned++)
        {
            people += withFewer[earned - 1];
            var surplus = (long)people * seats - (long)earned * approvals.People;
            if (people > 0 && surplus >= 0 && (worst is null || surplus > worst.Value.Surplus))
            {
                worst = (earned, people, surplus);
            }
        }
        return worst;
    }

    /// <summary>
    /// PJR (Sánchez-Fernández et al., AAAI 2017): no ℓ·n/k people agree on ℓ statements and together on fewer than ℓ chosen
    /// ones. Tries all sets, for small instances only: EJR+ implies it, so large ones need not ask.
    /// </summary>
    /// <exception cref="ArgumentException">More than 20 statements.</exception>
    public static Verdict Proportional(Approvals approvals, IReadOnlyCollection<int> slate, int seats)
    {
        ArgumentNullException.ThrowIfNull(approvals);
        ArgumentNullException.ThrowIfNull(slate);
        ArgumentOutOfRangeException.ThrowIfLessThan(seats, 1);
        if (approvals.Statements > 20)
        {
            throw new ArgumentException("PJR is checked by trying all sets of statements: at most 20.", nameof(approvals));
        }
        var approved = new int[approvals.People];
        for (var statement = 0; statement < approvals.Statements; statement++)
        {
            foreach (var person in approvals.Supporters(statement))
            {
                approved[person] |= 1 << statement;
            }
        }
        var chosen = slate.Distinct().Sum(statement => 1 << statement);
        for (var common = 1; common < 1 << approvals.Statements; common++)
        {
            var earned = BitOperations.PopCount((uint)common);
            var group = approved.Where(set => (set & common) == common).ToArray();
            if (earned > seats || (long)group.Length * seats < (long)earned * approvals.People)
            {
                continue;
            }
            // The largest group whose chosen statements all lie within a given set of ℓ − 1 of them.
            for (var within = chosen; ; within = (within - 1) & chosen)
            {
                var people = group.Count(set => (set & chosen & ~within) == 0);
                if (BitOperations.PopCount((uint)within) < earned && people > 0 && (long)people * seats >= (long)earned * approvals.People)
                {
                    var needed = (int)(((long)earned * approvals.People + seats - 1) / seats);
                    return new Verdict("PJR", 0, new ViolatedGroup(
                        Enumerable.Range(0, approvals.Statements).Where(i => (common >> i & 1) == 1).ToArray(), earned, people, needed));
                }
                if (within == 0)
                {
                    break;
                }
            }
        }
        return new Verdict("PJR", 0, null);
    }

    private static int[] Has(Approvals approvals, IEnumerable<int> slate)
    {
        var has = new int[approvals.People];
        foreach (var statement in slate)
        {
            foreach (var person in approvals.Supporters(statement))
            {
                has[person]++;
            }
        }
        return has;
    }
}
