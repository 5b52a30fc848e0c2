using System.Diagnostics;
using System.Numerics;
using System.Text.Json;
using NUnit.Framework;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.Slates;
using Pulse.Language;
using Pulse.Voting;

namespace Pulse.Tests.Analysing.Slates;

[TestFixture]
public sealed class ChoosingSlateTests
{
    private static readonly string[] _sides = ["a", "b"];

    [TestCase(2500)]
    [TestCase(50_000, Category = "Slow")]
    public void No_subset_of_people_can_show_that_the_slate_left_it_out(int trials)
    {
        var chance = new Chance(7);
        var (worstByApprovals, claims, exchanged) = (0, 0, 0);
        for (var trial = 0; trial < trials; trial++)
        {
            var (votes, statements, seats) = Instances.Small(trial % Instances.Kinds, ref chance);
            var copies = Copies(statements, trial % 3 == 0 ? 0.15 : 0, ref chance);
            var (matrix, segments) = Cast(votes, statements, ref chance);
            var slate = ChoosingSlate.Of(matrix, new SlateRequest(seats, Numbers(statements), segments, _sides, copies));
            var chosen = slate.Chosen.Select(one => one.Statement).ToArray();
            var voters = votes.Where(approved => approved.Length > 0).ToArray();
            var aside = copies.SelectMany(pair => new[] { (pair.First, pair.Second), (pair.Second, pair.First) })
                .Where(pair => chosen.Contains(pair.Item1)).Select(pair => pair.Item2).ToHashSet();
            var fair = slate.Verdict.Holds && (voters.Length == 0
                || !ByDefinition.BreaksExtendedPlus(voters, statements, chosen, seats, statement => !aside.Contains(statement)));
            var clean = chosen.Length <= seats && chosen.Distinct().Count() == chosen.Length && !chosen.Any(aside.Contains)
                && aside.SetEquals(slate.NearCopies.Select(one => one.Statement));
            Assert.That(fair && clean, $"trial {trial}: fair {fair}, clean {clean}");
            exchanged += slate.Balance.Swaps > 0 ? 1 : 0;
            claims += slate.Verdict.Claims;
            // What most people do instead: the statements with the most agreeing votes.
            var most = Numbers(statements).OrderByDescending(one => votes.Count(approved => approved.Contains(one))).Take(seats).ToArray();
            worstByApprovals += voters.Length > 0 && ByDefinition.BreaksExtendedPlus(voters, statements, most, seats) ? 1 : 0;
        }
        TestContext.Out.WriteLine($"{trials} instances of {Instances.Kinds} kinds: no slate broken ({claims} demands outside slates, {exchanged} slates "
            + $"balanced); choosing the most agreed with breaks {worstByApprovals}");
        Assert.That(worstByApprovals, Is.GreaterThan(trials / 100), "the instances must be hard enough for something to break");
    }

    [Test]
    public void No_other_slate_that_satisfies_the_check_serves_the_worst_segment_better()
    {
        var chance = new Chance(8);
        var gained = 0;
        for (var trial = 0; trial < 600; trial++)
        {
            var (votes, statements, seats) = Instances.Small(trial % Instances.Kinds, ref chance);
            var (matrix, segments) = Cast(votes, statements, ref chance);
            var slate = ChoosingSlate.Of(matrix, new SlateRequest(seats, Numbers(statements), segments, _sides, []));
            var worst = slate.Balance.After.Min(segment => segment.Share) ?? 0;
            gained += worst > (slate.Balance.Before.Min(segment => segment.Share) ?? 0) ? 1 : 0;
            Assert.That(slate.Balance.Exact);
            var voters = votes.Where(approved => approved.Length > 0).ToArray();
            foreach (var other in Subsets(statements, slate.Chosen.Count).Where(other => other.All(one => voters.Any(v => v.Contains(one)))))
            {
                var share = slate.Balance.After.Where(segment => segment.Voters > 0).Select(segment => (double)Enumerable.Range(0, votes.Length)
                    .Count(i => segments[i] == segment.Segment && votes[i].Any(other.Contains)) / segment.Voters).DefaultIfEmpty(0).Min();
                Assert.That(share <= worst || ByDefinition.BreaksExtendedPlus(voters, statements, other, seats), $"trial {trial}");
            }
        }
        TestContext.Out.WriteLine($"600 instances against all slates of the same size: none better; balancing raised the worst segment in {gained}");
        Assert.That(gained, Is.GreaterThan(10));
    }

    [TestCase(12)]
    [TestCase(30, Category = "Slow")]
    public void Exchanging_statements_nearly_always_finds_the_best_slate_there_is(int most)
    {
        var chance = new Chance(9);
        var (trials, reached, missing, before) = (0, 0, 0.0, 0.0);
        var subsets = Subsets(16, 5).Select(subset => (subset, bits: subset.Sum(one => 1 << one))).ToArray();
        while (trials < most)
        {
            // 4,368 slates of 5 out of 16: more than are tried one by one.
            var votes = Instances.Random(40, 16, 0.08 + 0.1 * chance.Uniform(), ref chance);
            var (matrix, segments) = Cast(votes, 16, ref chance);
            var slate = ChoosingSlate.Of(matrix, new SlateRequest(5, Numbers(16), segments, _sides, []));
            if (slate.Balance.Exact || slate.Chosen.Count < 5)
            {
                continue;
            }
            trials++;
            Assert.That(slate.Verdict.Holds);
            var worst = slate.Balance.After.Min(segment => segment.Share) ?? 0;
            var voters = votes.Where(approved => approved.Length > 0).ToArray();
            var approvals = Approvals.From(voters, 16);
            var masks = votes.Select(approved => approved.Sum(one => 1 << one)).ToArray();
            var best = worst;
            foreach (var (other, bits) in subsets)
            {
                var share = slate.Balance.After.Where(segment => segment.Voters > 0).Min(segment => (double)Enumerable.Range(0, votes.Length)
                    .Count(i => segments[i] == segment.Segment && (masks[i] & bits) != 0) / segment.Voters);
                best = share > best && CheckingRepresentation.ExtendedPlus(approvals, other, 5).Holds ? share : best;
            }
            reached += worst >= best ? 1 : 0;
            missing += best - worst;
            before += best - (slate.Balance.Before.Min(segment => segment.Share) ?? 0);
        }
        TestContext.Out.WriteLine($"the best slate was found in {reached} of {trials}; the worst segment's share falls short of it by {missing / trials:P2} on average "
            + $"(the rule alone: {before / trials:P2})");
        Assert.That(reached, Is.GreaterThanOrEqualTo(trials / 2));
        Assert.That(missing, Is.LessThan(before / 2));
    }

    [Test]
    public void A_small_side_gets_its_statement_and_a_bridge_serves_both()
    {
        // 60 of side a want 0, 1 and 2, the 12 of side b want 3; everybody agrees with 4.
        int[][] votes = [.. Enumerable.Repeat<int[]>([0, 1, 2, 4], 60), .. Enumerable.Repeat<int[]>([3, 4], 12)];
        var slate = Choose(votes, 5, 3, i => i < 60 ? "a" : "b");
        Assert.Multiple(() =>
        {
            Assert.That(slate.Chosen[0].Statement, Is.EqualTo(4));
            Assert.That(slate.Verdict.Holds);
            Assert.That(slate.Coverage.Segments.Select(segment => segment.Share), Is.All.EqualTo(1.0));
            Assert.That(slate.Chosen[0].Agreeing.Select(share => (share.Segment, share.Count, share.Cast)), Is.EqualTo(new[] { ("a", 60, 60), ("b", 12, 12) }));
        });
    }

    [Test]
    public void Balancing_takes_what_serves_the_worst_side_where_nobody_can_claim_the_seat()
    {
        // Six of side a agree with 0, five others of it with 1; one of side b agrees with 2. Nobody has a third of the people.
        int[][] votes = [.. Enumerable.Repeat<int[]>([0], 6), .. Enumerable.Repeat<int[]>([1], 5), [2], .. Enumerable.Range(3, 8).Select(i => new[] { i })];
        var slate = Choose(votes, 11, 2, i => i == 11 ? "b" : "a");
        TestContext.Out.WriteLine(string.Join("; ", slate.Balance.Before) + " → " + string.Join("; ", slate.Balance.After));
        Assert.Multiple(() =>
        {
            Assert.That(slate.Balance.Before.Min(segment => segment.Share), Is.Zero);
            Assert.That(slate.Chosen.Select(one => one.Statement), Is.EqualTo(new[] { 0, 2 }));
            Assert.That(slate.Chosen.Select(one => one.By), Is.EqualTo(new[] { ChosenBy.Completion, ChosenBy.Balance }));
            Assert.That(slate.WorstSegment, Is.EqualTo("a"));
            Assert.That(slate.Chosen[1].Represented, Is.EqualTo(new[] { new Representation("a", 0, 0), new("b", 1, 1), new("", 0, 0) }));
        });
    }

    [Test]
    public void Of_two_statements_that_say_the_same_one_is_chosen_and_the_other_is_named()
    {
        int[][] votes = [.. Enumerable.Repeat<int[]>([0, 1], 6), [0], [2], [2]];
        TextVector[] vectors = [TextVector.Dense([1, 0.02]), TextVector.Dense([1, 0]), TextVector.Dense([0, 1])];
        var copies = FindingNearCopies.Of(vectors, 0.95);
        var chance = new Chance(1);
        var (matrix, segments) = Cast(votes, 3, ref chance);
        var slate = ChoosingSlate.Of(matrix, new SlateRequest(3, [0, 1, 2], segments, _sides, copies));
        Assert.Multiple(() =>
        {
            Assert.That(slate.Chosen.Select(one => one.Statement), Is.EqualTo(new[] { 0, 2 }));
            Assert.That(slate.NearCopies.Single(), Is.EqualTo(new SetAside(1, 0, copies.Single().Similarity)));
            Assert.That(slate.Verdict.Holds);
            // Six of nine would have earned two of three seats, had they not said one thing twice: told, not hidden.
            Assert.That(slate.VerdictWithNearCopies.Holds, Is.False);
        });
    }

    [Test]
    public void An_estimate_breaks_ties_and_never_counts()
    {
        int[][] votes = [[0], [1], [2]];
        var chance = new Chance(1);
        var (matrix, segments) = Cast(votes, 3, ref chance, _ => null);
        SlateRequest request = new(1, [0, 1, 2], segments, [], [], [0.1, 0.2, 0.9]);
        var slate = ChoosingSlate.Of(matrix, request);
        Assert.That(slate.Chosen.Single().Statement, Is.EqualTo(2));
        Assert.That(slate.Chosen.Single().Approvals, Is.EqualTo(1));
        Assert.That(ChoosingSlate.Of(matrix, request with { Estimate = null }).Chosen.Single().Statement, Is.Zero);
    }

    [Test]
    public void Nobody_voted()
    {
        var slate = ChoosingSlate.Of(VoteMatrix.From(3, 2, []), new SlateRequest(2, [0, 1], ["a", "b", null], _sides, []));
        Assert.That((slate.Chosen.Count, slate.People, slate.Verdict.Holds, slate.WorstSegment), Is.EqualTo((0, 0, true, (string?)null)));
        Assert.That(slate.Coverage.Segments.Select(segment => segment.Unknown), Is.EqualTo(new[] { 1, 1 }));
    }

    [Test]
    public void One_person_and_more_seats_than_statements()
    {
        var slate = Choose([[0, 2]], 3, 5, _ => "a");
        Assert.That(slate.Chosen.Select(one => one.Statement), Is.EqualTo(new[] { 0, 2 }), "a statement nobody agreed with is never chosen");
        Assert.That(slate.Verdict.Holds);
    }

    [Test]
    public void Only_disagreement_chooses_nothing()
    {
        var matrix = VoteMatrix.From(2, 1, [new(0, 0, Ballot.Disagree), new(1, 0, Ballot.Pass)]);
        var slate = ChoosingSlate.Of(matrix, new SlateRequest(1, [0], ["a", "b"], _sides, []));
        Assert.That((slate.Chosen.Count, slate.People), Is.EqualTo((0, 0)));
    }

    [Test]
    public void One_segment_or_none_is_a_slate_all_the_same()
    {
        Assert.That(Choose([[0], [0], [1]], 2, 1, _ => "a").Chosen.Single().Statement, Is.Zero);
        Assert.That(Choose([[0], [0], [1]], 2, 1, _ => null).Chosen.Single().Statement, Is.Zero);
    }

    [Test]
    public void The_order_in_which_votes_and_statements_arrive_changes_nothing()
    {
        var chance = new Chance(3);
        var votes = Instances.Random(60, 30, 0.2, ref chance);
        var (matrix, segments) = Cast(votes, 30, ref chance);
        var one = ChoosingSlate.Of(matrix, new SlateRequest(6, Numbers(30), segments, _sides, [new(1, 2, 0.97), new(4, 9, 0.99)]));
        var other = ChoosingSlate.Of(matrix, new SlateRequest(6, [.. Numbers(30).Reverse()], segments, _sides, [new(9, 4, 0.99), new(2, 1, 0.97)]));
        Assert.That(JsonSerializer.Serialize(other), Is.EqualTo(JsonSerializer.Serialize(one)));
        Assert.That(one.Balance.Exact, Is.False);
    }

    [Test]
    public void A_withdrawn_statement_is_not_chosen()
    {
        var slate = Choose([[0, 1], [0, 1]], 2, 2, _ => "a", [1]);
        Assert.That(slate.Chosen.Select(one => one.Statement), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public void A_statement_offered_twice_is_refused() =>
        Assert.That(() => Choose([[0]], 1, 1, _ => "a", [0, 0]), Throws.ArgumentException);

    [TestCase(100, "sparse")]
    [TestCase(1000, "complete", Category = "Slow")]
    public void A_thousand_statements_and_ten_thousand_people(int seen, string name)
    {
        var chance = new Chance(20261121);
        var votes = new List<IndexedVote>();
        for (var person = 0; person < 10_000; person++)
        {
            var (start, stride) = (chance.Below(1000), 1 + 2 * chance.Below(7));
            stride = stride % 5 == 0 ? 1 : stride;
            for (var i = 0; i < seen; i++)
            {
                var statement = (start + i * stride) % 1000;
                // A fifth of the statements both sides like; of the others each side likes its own.
                var likes = statement % 5 == 0 ? 0.75 : (statement + person / 7000) % 2 == 0 ? 0.7 : 0.2;
                var drawn = chance.Uniform();
                votes.Add(new IndexedVote(person, statement, drawn < likes ? Ballot.Agree : drawn < 0.9 ? Ballot.Disagree : Ballot.Pass));
            }
        }
        var matrix = VoteMatrix.From(10_000, 1000, votes.ToArray());
        var segments = Enumerable.Range(0, 10_000).Select(i => (string?)(i < 7000 ? "a" : "b")).ToArray();
        SlateRequest request = new(10, Numbers(1000), segments, _sides, []);
        ChoosingSlate.Of(matrix, request with { Offered = Numbers(20) });
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var slate = ChoosingSlate.Of(matrix, request);
        var used = Environment.CpuUsage.TotalTime - before;
        TestContext.Out.WriteLine($"{name}: {matrix.Votes} votes, k = 10: {watch.ElapsedMilliseconds} ms ({used.TotalMilliseconds:F0} ms of the processor); {slate.Verdict.Claims} claims; "
            + $"worst segment {slate.Balance.Before.Min(s => s.Share):P1} → {slate.Balance.After.Min(s => s.Share):P1} in {slate.Balance.Swaps} swaps");
        Assert.That(slate.Chosen, Has.Count.EqualTo(10));
        Assert.That(slate.Verdict.Holds);
    }

    private static Slate Choose(int[][] votes, int statements, int seats, Func<int, string?> segmentOf, int[]? offered = null)
    {
        var chance = new Chance(1);
        var (matrix, segments) = Cast(votes, statements, ref chance, segmentOf);
        return ChoosingSlate.Of(matrix, new SlateRequest(seats, offered ?? Numbers(statements), segments, _sides, []));
    }

    /// <summary>Approvals as agreeing votes; of the others some are disagreement, some passes, some were never cast.</summary>
    private static (VoteMatrix Matrix, string?[] Segments) Cast(
        int[][] votes, int statements, ref Chance chance, Func<int, string?>? segmentOf = null)
    {
        var cast = new List<IndexedVote>();
        var segments = new string?[votes.Length];
        for (var person = 0; person < votes.Length; person++)
        {
            segments[person] = segmentOf is null ? chance.Below(4) switch { 0 => null, 1 => "b", _ => "a" } : segmentOf(person);
            for (var statement = 0; statement < statements; statement++)
            {
                var drawn = chance.Below(3);
                if (votes[person].Contains(statement))
                {
                    cast.Add(new IndexedVote(person, statement, Ballot.Agree));
                }
                else if (drawn < 2)
                {
                    cast.Add(new IndexedVote(person, statement, drawn == 0 ? Ballot.Disagree : Ballot.Pass));
                }
            }
        }
        return (VoteMatrix.From(votes.Length, statements, cast.ToArray()), segments);
    }

    private static NearCopy[] Copies(int statements, double share, ref Chance chance)
    {
        var copies = new List<NearCopy>();
        for (var first = 0; first < statements; first++)
        {
            for (var second = first + 1; second < statements; second++)
            {
                if (chance.Uniform() < share)
                {
                    copies.Add(new NearCopy(first, second, 0.97));
                }
            }
        }
        return [.. copies];
    }

    private static IEnumerable<int[]> Subsets(int statements, int size) =>
        Enumerable.Range(0, 1 << statements).Where(bits => BitOperations.PopCount((uint)bits) == size)
            .Select(bits => Numbers(statements).Where(i => (bits >> i & 1) == 1).ToArray());

    private static int[] Numbers(int count) => [.. Enumerable.Range(0, count)];
}
