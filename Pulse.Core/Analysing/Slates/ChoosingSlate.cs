using Pulse.Analysing.Differences;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.Segments;

namespace Pulse.Analysing.Slates;

/// <summary>
/// Chooses statements for a working group. First the Method of Equal Shares, so that every group of people that is large
/// and united enough has its part; then, among slates that satisfy the same check, the one that serves the worst served
/// segment best.
/// </summary>
public static class ChoosingSlate
{
    /// <summary>Stored with every slate.</summary>
    public const string Rule = "equal-shares+phragmen+balance/1";

    /// <summary>
    /// The slate of a working group: at most <see cref="SlateRequest.Seats"/> statements, each agreed with by somebody,
    /// no two of them near copies. Ties are broken by higher floor, higher share in the worst segment, more approvals,
    /// higher estimate, lower index.
    /// </summary>
    /// <exception cref="ArgumentException">A statement is offered twice, or a list has the wrong length.</exception>
    /// <param name="matrix">All cast votes.</param>
    /// <param name="request">What it is chosen from and for whom.</param>
    public static Slate Of(VoteMatrix matrix, SlateRequest request)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfNotEqual(request.SegmentOfParticipant.Count, matrix.Participants, nameof(request));
        var offered = request.Offered.Order().ToArray();
        if (offered.Distinct().Count() != offered.Length || request.Estimate is { } estimate && estimate.Count != matrix.Statements)
        {
            throw new ArgumentException("A statement is offered once, and an estimate has one figure per statement.", nameof(request));
        }
        var segments = request.Segments.Distinct().ToArray();
        var segmentOf = request.SegmentOfParticipant.Select(slug => slug is null ? -1 : Array.IndexOf(segments, slug)).ToArray();
        var tallies = Tallying.Of(matrix, segmentOf, segments.Length);
        var (approvals, people) = Approvals.From(matrix, offered);
        var rank = Rank(offered, tallies, approvals, segments, request.Estimate);
        var copies = Copies(offered, request.NearCopies);

        var bought = EqualShares.Of(approvals, request.Seats, rank, copies);
        var balancing = new Balancing(approvals, request.Seats, rank, copies,
            Array.ConvertAll(people, person => segmentOf[person]), Voters(matrix, offered, segmentOf, segments.Length));
        var before = bought.Select(purchase => purchase.Statement).ToArray();
        var (after, exact) = balancing.Of(before);
        var slate = before.Where(after.Contains).Concat(after.Except(before).OrderBy(statement => rank[statement])).ToArray();

        var near = slate.SelectMany(statement => copies[statement]).ToHashSet();
        var coverage = Covering.Of(matrix, slate.Select(i => offered[i]).ToArray(), request.SegmentOfParticipant, segments);
        var balance = new Balance(exact, after.Except(before).Count(), Served(before), Served(slate));
        return new Slate(
            Rule, request.Seats, approvals.People,
            slate.Select(i => Chosen(i, offered, slate, bought, tallies, approvals, people, segmentOf, segments)).ToArray(),
            coverage,
            balance.After.Where(segment => segment.Voters > 0).MinBy(segment => segment.Share)?.Segment,
            AsideOf(slate, offered, request.NearCopies),
            Named(CheckingRepresentation.ExtendedPlus(approvals, slate, request.Seats, statement => !near.Contains(statement)), offered),
            Named(CheckingRepresentation.ExtendedPlus(approvals, slate, request.Seats), offered),
            balance);

        IReadOnlyList<BalancedSegment> Served(int[] statements)
        {
            var (represented, agreements) = balancing.Served(statements);
            return segments.Select((slug, i) => new BalancedSegment(slug, balancing.Voters[i], represented[i], agreements[i])).ToArray();
        }
    }

    /// <summary>The place of each offered statement in the stated order, from 0.</summary>
    private static int[] Rank(
        int[] offered, Tally[][] tallies, Approvals approvals, string[] segments, IReadOnlyList<double>? estimate)
    {
        var headlines = offered.Select(statement => Bridging.Of(
            segments.Select((slug, i) => new SegmentCount(
                slug, tallies[statement][i].Agree, tallies[statement][i].Disagree, tallies[statement][i].Pass)).ToArray(),
            segments)).ToArray();
        var order = Enumerable.Range(0, offered.Length)
            .OrderByDescending(i => headlines[i].Floor)
            .ThenByDescending(i => headlines[i].LowestShare ?? 0)
            .ThenByDescending(i => approvals.Supporters(i).Length)
            .ThenByDescending(i => estimate?[offered[i]] ?? 0)
            .ThenBy(i => i);
        var rank = new int[offered.Length];
        foreach (var (statement, place) in order.Select((statement, place) => (statement, place)))
        {
            rank[statement] = place;
        }
        return rank;
    }

    private static IReadOnlyList<int>[] Copies(int[] offered, IReadOnlyList<NearCopy> pairs)
    {
        var index = offered.Select((statement, i) => (statement, i)).ToDictionary(pair => pair.statement, pair => pair.i);
        var copies = offered.Select(_ => new SortedSet<int>()).ToArray();
        foreach (var pair in pairs)
        {
            if (pair.First != pair.Second && index.TryGetValue(pair.First, out var first) && index.TryGetValue(pair.Second, out var second))
            {
                copies[first].Add(second);
                copies[second].Add(first);
            }
        }
        return Array.ConvertAll(copies, set => (IReadOnlyList<int>)[.. set]);
    }

    /// <summary>Per segment, people who voted on at least one offered statement, whatever they voted.</summary>
    private static int[] Voters(VoteMatrix matrix, int[] offered, int[] segmentOf, int segments)
    {
        var voted = new bool[matrix.Participants];
        foreach (var statement in offered)
        {
            foreach (var entry in matrix.Column(statement))
            {
                voted[VoteMatrix.ParticipantOf(entry)] = true;
            }
        }
        var voters = new int[segments];
        for (var participant = 0; participant < voted.Length; participant++)
        {
            if (voted[participant] && segmentOf[participant] >= 0)
            {
                voters[segmentOf[participant]]++;
            }
        }
        return voters;
    }

    private static ChosenStatement Chosen(
        int statement, int[] offered, int[] slate, IReadOnlyList<Purchase> bought, Tally[][] tallies, Approvals approvals,
        int[] people, int[] segmentOf, string[] segments)
    {
        var elsewhere = slate.Where(other => other != statement)
            .SelectMany(other => approvals.Supporters(other).ToArray()).ToHashSet();
        var (agreeing, alone) = (new int[segments.Length + 1], new int[segments.Length + 1]);
        foreach (var person in approvals.Supporters(statement))
        {
            var segment = segmentOf[people[person]] is >= 0 and var at ? at : segments.Length;
            agreeing[segment]++;
            alone[segment] += elsewhere.Contains(person) ? 0 : 1;
        }
        var purchase = bought.FirstOrDefault(one => one.Statement == statement);
        return new ChosenStatement(
            offered[statement],
            purchase?.By ?? ChosenBy.Balance,
            purchase?.By == ChosenBy.EqualShares ? purchase.Price.ToDouble() : null,
            segments.Select((slug, i) => new SegmentShare(
                slug, tallies[offered[statement]][i].Agree, tallies[offered[statement]][i].Seen)).ToArray(),
            approvals.Supporters(statement).Length,
            segments.Append("").Select((slug, i) => new Representation(slug, agreeing[i], alone[i])).ToArray());
    }

    private static SetAside[] AsideOf(int[] slate, int[] offered, IReadOnlyList<NearCopy> pairs)
    {
        var (chosen, available) = (slate.Select(i => offered[i]).ToHashSet(), offered.ToHashSet());
        return pairs.Concat(pairs.Select(pair => new NearCopy(pair.Second, pair.First, pair.Similarity)))
            .Where(pair => chosen.Contains(pair.First) && available.Contains(pair.Second) && !chosen.Contains(pair.Second))
            .GroupBy(pair => pair.Second)
            .Select(group => group.OrderByDescending(pair => pair.Similarity).ThenBy(pair => pair.First).First())
            .OrderBy(pair => pair.Second)
            .Select(pair => new SetAside(pair.Second, pair.First, pair.Similarity)).ToArray();
    }

    private static Verdict Named(Verdict verdict, int[] offered) => verdict.Violation is { } group
        ? verdict with { Violation = group with { Statements = group.Statements.Select(i => offered[i]).ToArray() } }
        : verdict;
}
