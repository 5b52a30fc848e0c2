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
        var withFewer = new int[most + 1];
        for (var statement = 0; statement < approvals.Statements; statement++)
        {
            var supporters = approvals.Supporters(statement);
            if (supporters.Length == 0 || (long)supporters.Length * seats < approvals.People
                || slate.Contains(statement) || isDemand?.Invoke(statement) == false)
            {
                continue;
            }
            claims++;
            Array.Clear(withFewer);
            foreach (var person in supporters)
            {
                withFewer[Math.Min(has[person], most)]++;
            }
            var people = 0;
            for (var earned = 1; earned <= most; earned++)
            {
                people += withFewer[earned - 1];
                var surplus = (long)people * seats - (long)earned * approvals.People;
                if (people > 0 && surplus >= 0 && (worst is null || surplus > worst.Value.Surplus))
                {
                    var needed = (int)(((long)earned * approvals.People + seats - 1) / seats);
                    worst = (new ViolatedGroup([statement], earned, people, needed), surplus);
                }
            }
        }
        return new Verdict(property, claims, worst?.Group);
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
