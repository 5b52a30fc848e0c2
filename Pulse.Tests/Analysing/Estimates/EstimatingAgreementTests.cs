using System.Text.Json;
using NUnit.Framework;
using Pulse.Analysing.Estimates;
using Pulse.Analysing.Matrices;
using Pulse.Language;
using Pulse.Voting;

namespace Pulse.Tests.Analysing.Estimates;

[TestFixture]
public sealed class EstimatingAgreementTests
{
    [Test]
    public void One_more_agreeing_vote_never_lowers_the_estimate([Range(1, 3)] int seed)
    {
        var votes = new SimulatedVotes(40, 25, 6, (ulong)seed);
        var before = Of(votes);
        var chance = new Chance((ulong)seed);
        for (var trial = 0; trial < 4; trial++)
        {
            var i = chance.Below(votes.Votes.Length);
            var (participant, statement) = (votes.Votes[i].Participant, votes.Votes[i].Statement);
            var segment = votes.SegmentOf[participant];
            var shares = new[] { Ballot.Disagree, Ballot.Agree }.Select(ballot =>
            {
                IndexedVote[] changed = [.. votes.Votes];
                changed[i] = changed[i] with { Ballot = ballot };
                return Of(votes, changed).Of(statement, segment);
            }).ToArray();
            Assert.That(shares[1].Share, Is.GreaterThan(shares[0].Share), "changed from disagree to agree");
            Assert.That(shares[1].Low, Is.GreaterThan(shares[0].Low));

            var free = Enumerable.Range(0, 25).First(s => !votes.Votes.Any(vote => vote.Participant == participant && vote.Statement == s));
            var added = Of(votes, [.. votes.Votes, new IndexedVote(participant, free, Ballot.Agree)]);
            Assert.That(added.Of(free, segment).Share, Is.GreaterThan(before.Of(free, segment).Share), "added");
        }
    }

    [Test]
    public void Without_votes_or_text_a_statement_is_expected_to_be_like_the_others()
    {
        var votes = new SimulatedVotes(60, 40, 10, 3);
        IndexedVote[] cast = [.. votes.Votes.Where(vote => vote.Statement is not (7 or 8))];
        var estimates = Of(votes, cast);
        for (var g = 0; g < SimulatedVotes.Segments; g++)
        {
            var (one, other) = (estimates.Of(7, g), estimates.Of(8, g));
            Assert.That(other with { Statement = 7 }, Is.EqualTo(one));
            Assert.That(one.Cast, Is.Zero);
            var level = estimates.Priors.Levels[g] / Math.Sqrt(1 + estimates.Priors.Habits[g]);
            Assert.That(one.Position, Is.EqualTo(level).Within(0.1));
            Assert.That(one.Deviation, Is.GreaterThan(estimates.Cells.Where(cell => cell.Segment == g && cell.Cast > 0).Max(cell => cell.Deviation)));
        }
    }

    [Test]
    public void Agreeing_is_disagreeing_seen_from_the_other_side()
    {
        var votes = new SimulatedVotes(60, 40, 10, 4);
        var one = Of(votes, texts: votes.Texts);
        var other = Of(votes, [.. votes.Votes.Select(vote => vote with { Ballot = (Ballot)(-(int)vote.Ballot) })], votes.Texts);
        foreach (var (left, right) in one.Cells.Zip(other.Cells))
        {
            Assert.That(left.Share, Is.EqualTo(1 - right.Share).Within(1e-9));
            Assert.That(left.Low, Is.EqualTo(1 - right.High).Within(1e-9));
        }
        Assert.That(one.Votes.Agree(5, 6), Is.EqualTo(1 - other.Votes.Agree(5, 6)).Within(1e-9));
    }

    [Test]
    public void The_order_of_votes_and_the_number_of_threads_change_no_byte()
    {
        var votes = new SimulatedVotes(60, 40, 10, 5);
        var shuffled = new Chance(1).Permutation(votes.Votes.Length).Select(i => votes.Votes[i]).ToArray();
        var one = JsonSerializer.Serialize(Of(votes, texts: votes.Texts, threads: 1));
        Assert.That(JsonSerializer.Serialize(Of(votes, shuffled, votes.Texts, threads: 4)), Is.EqualTo(one));
    }

    [Test]
    public void It_survives_being_stored()
    {
        var votes = new SimulatedVotes(20, 10, 5, 5);
        var stored = JsonSerializer.Serialize(Of(votes));
        var back = JsonSerializer.Deserialize<AgreementEstimates>(stored)!;
        Assert.That(JsonSerializer.Serialize(back), Is.EqualTo(stored));
        Assert.That(back.Votes.Agree(3, 4), Is.EqualTo(Of(votes).Votes.Agree(3, 4)));
    }

    [Test]
    public void Names_of_participants_and_statements_carry_nothing()
    {
        var votes = new SimulatedVotes(60, 40, 10, 6);
        int[] people = new Chance(2).Permutation(60), statements = new Chance(3).Permutation(40);
        var segments = new int[60];
        var texts = new TextVector[40];
        for (var p = 0; p < 60; p++)
        {
            segments[people[p]] = votes.SegmentOf[p];
        }
        for (var s = 0; s < 40; s++)
        {
            texts[statements[s]] = votes.Texts[s];
        }
        var renamed = votes.Votes.Select(vote => vote with { Participant = people[vote.Participant], Statement = statements[vote.Statement] }).ToArray();
        var one = Of(votes, texts: votes.Texts);
        var other = EstimatingAgreement.Of(VoteMatrix.From(60, 40, renamed), segments, SimulatedVotes.Segments, texts, 1);
        foreach (var cell in one.Cells)
        {
            Assert.That(other.Of(statements[cell.Statement], cell.Segment).Share, Is.EqualTo(cell.Share).Within(1e-5));
        }
    }

    [Test]
    public void Another_seed_moves_an_estimate_far_less_than_its_interval_is_wide()
    {
        var votes = new SimulatedVotes(60, 40, 10, 7);
        var others = Enumerable.Range(1, 3).Select(seed =>
            EstimatingAgreement.Of(votes.Matrix, votes.SegmentOf, SimulatedVotes.Segments, votes.Texts, (ulong)seed)).ToArray();
        var most = Enumerable.Range(0, others[0].Cells.Count).Max(i =>
        {
            var shares = others.Select(estimates => estimates.Cells[i].Share).ToArray();
            return (shares.Max() - shares.Min()) / (others[0].Cells[i].High - others[0].Cells[i].Low);
        });
        TestContext.Out.WriteLine($"Over three seeds a share moves by at most {most:p1} of its interval.");
        Assert.That(most, Is.LessThan(0.1));
    }

    [Test]
    public void Votes_of_people_without_a_segment_still_say_something()
    {
        var votes = new SimulatedVotes(90, 40, 12, 8);
        var segments = votes.SegmentOf.Select((segment, p) => p < 30 ? -1 : segment).ToArray();
        AgreementEstimates With(Ballot ballot) => EstimatingAgreement.Of(
            VoteMatrix.From(90, 41, [.. votes.Votes, .. Enumerable.Range(0, 30).Select(p => new IndexedVote(p, 40, ballot))]),
            segments, SimulatedVotes.Segments, null, 1);
        var (agreed, disagreed) = (With(Ballot.Agree), With(Ballot.Disagree));
        for (var g = 0; g < SimulatedVotes.Segments; g++)
        {
            Assert.That(agreed.Of(40, g).Cast, Is.Zero);
            Assert.That(agreed.Of(40, g).Share, Is.GreaterThan(disagreed.Of(40, g).Share + 0.1));
        }
        Assert.That(agreed.Votes.Agree(0, 40), Is.InRange(0.5, 1));
    }

    [Test]
    public void A_pass_is_cast_and_does_not_agree()
    {
        var votes = new SimulatedVotes(40, 20, 6, 9);
        var passed = votes.Votes.Select(vote => vote.Ballot == Ballot.Disagree ? vote with { Ballot = Ballot.Pass } : vote).ToArray();
        Assert.That(JsonSerializer.Serialize(Of(votes, passed)), Is.EqualTo(JsonSerializer.Serialize(Of(votes))));
    }

    [Test]
    public void Texts_that_say_nothing_are_the_same_as_none()
    {
        var votes = new SimulatedVotes(40, 20, 6, 10);
        var none = Of(votes, texts: Enumerable.Repeat(TextVector.Empty, 20).ToArray());
        Assert.That(JsonSerializer.Serialize(none), Is.EqualTo(JsonSerializer.Serialize(Of(votes))));
        Assert.That(none.Priors.Texts.SelectMany(row => row), Is.All.Zero);
    }

    [Test]
    public void Of_a_statement_that_nobody_saw_its_text_tells_something_and_an_unreadable_one_less()
    {
        var votes = new SimulatedVotes(240, 121, 20, 11);
        IndexedVote[] cast = [.. votes.Votes.Where(vote => vote.Statement < 119)];
        TextVector[] texts = [.. votes.Texts[..120], TextVector.Empty];
        var estimates = Of(votes, cast, texts);
        for (var g = 0; g < SimulatedVotes.Segments; g++)
        {
            Assert.That(estimates.Of(119, g).Deviation, Is.LessThan(estimates.Of(120, g).Deviation));
        }
    }

    [Test]
    public void Nothing_known_may_be_anything()
    {
        var nobody = EstimatingAgreement.Of(VoteMatrix.From(0, 2, []), [], 2, null, 1);
        Assert.That(nobody.Cells, Has.Count.EqualTo(4));
        foreach (var cell in nobody.Cells)
        {
            Assert.That(cell.Share, Is.EqualTo(0.5).Within(1e-12));
            Assert.That(cell.Low, Is.LessThan(0.05));
            Assert.That(cell.High, Is.GreaterThan(0.95));
        }
        Assert.That(nobody.Bridging.Select(one => one.Above), Is.All.InRange(0.1, 0.4), "two segments, each even");
        Assert.That(EstimatingAgreement.Of(VoteMatrix.From(3, 0, []), [0, 0, 0], 1, null, 1).Cells, Is.Empty);
    }

    [Test]
    public void Without_segments_there_is_nothing_to_bridge()
    {
        var votes = new SimulatedVotes(20, 10, 5, 12);
        var estimates = EstimatingAgreement.Of(votes.Matrix, Enumerable.Repeat(-1, 20).ToArray(), 0, null, 1);
        Assert.That(estimates.Cells, Is.Empty);
        Assert.That(estimates.Bridging[3], Is.EqualTo(new BridgingEstimate(3, 0, 0, 0, 0)));
        Assert.That(estimates.Votes.Agree(2, 3), Is.InRange(0.01, 0.99));
    }

    [Test]
    public void One_statement_one_segment_one_vote()
    {
        var estimates = EstimatingAgreement.Of(
            VoteMatrix.From(1, 1, [new IndexedVote(0, 0, Ballot.Agree)]), [0], 1, [TextVector.Dense([1, 0])], 1);
        var cell = estimates.Of(0, 0);
        Assert.That(cell.Share, Is.InRange(0.55, 0.75), "Laplace would say 2/3");
        Assert.That(cell.Low, Is.LessThan(0.3));
        Assert.That(cell.Cast, Is.EqualTo(1));
        Assert.That(estimates.Bridging[0].Lowest, Is.EqualTo(cell.Share).Within(0.01), "one segment is its own minimum");
    }

    [Test]
    public void Where_all_agree_the_estimate_is_high_and_stays_below_one()
    {
        IndexedVote[] votes = [.. Enumerable.Range(0, 30).SelectMany(p => Enumerable.Range(0, 12).Select(s => new IndexedVote(p, s, Ballot.Agree)))];
        var estimates = EstimatingAgreement.Of(VoteMatrix.From(30, 12, votes), Enumerable.Range(0, 30).Select(p => p % 2).ToArray(), 2, null, 1);
        foreach (var cell in estimates.Cells)
        {
            Assert.That(cell.Share, Is.InRange(0.9, 0.9999));
            Assert.That(cell.High, Is.LessThanOrEqualTo(1));
            Assert.That(cell.Low, Is.LessThan(cell.Share));
        }
    }

    [Test]
    public void Only_the_bridging_segments_hold_a_statement_back()
    {
        var votes = new SimulatedVotes(60, 40, 10, 13);
        AgreementEstimates Bridging(params int[] segments) => EstimatingAgreement.Of(
            votes.Matrix, votes.SegmentOf, SimulatedVotes.Segments, null, 1, new EstimatingOptions { Bridging = segments, Threshold = 0.6 });
        var (one, two, all) = (Bridging(0), Bridging(0, 1), Bridging(2, 0, 1, 1));
        for (var s = 0; s < 40; s++)
        {
            Assert.That(one.Bridging[s].Lowest, Is.EqualTo(one.Of(s, 0).Share).Within(0.005));
            Assert.That(two.Bridging[s].Lowest, Is.LessThan(one.Bridging[s].Lowest + 0.005));
            Assert.That(all.Bridging[s].Lowest, Is.LessThan(two.Bridging[s].Lowest + 0.005));
            Assert.That(all.Bridging[s].Above, Is.LessThanOrEqualTo(two.Bridging[s].Above + 0.02));
            Assert.That(all.Bridging[s].Low, Is.LessThanOrEqualTo(all.Bridging[s].Lowest));
            Assert.That(all.Bridging[s].High, Is.GreaterThanOrEqualTo(all.Bridging[s].Lowest));
        }
    }

    // Evaluated apart from this code, by the complementary error function of the C library.
    [TestCase(0, 0.5)]
    [TestCase(1, 0.8413447460685429)]
    [TestCase(-1.5, 0.06680720126885809)]
    [TestCase(2.99, 0.9986051127645077)]
    [TestCase(3.01, 0.9986937615512306)]
    [TestCase(-3.01, 0.0013062384487694699)]
    [TestCase(-5, 2.866515718791946e-07)]
    public void A_position_is_a_share_by_the_normal_distribution(double position, double share) =>
        Assert.That(new AgreementEstimate(0, 0, 0, 0, 0, 0, position, 0).Interval(1).Low, Is.EqualTo(share).Within(1e-12).Percent);

    [Test]
    public void Counts_that_do_not_match_are_refused()
    {
        var matrix = VoteMatrix.From(2, 3, []);
        Assert.That(() => EstimatingAgreement.Of(matrix, [0], 1, null, 1), Throws.ArgumentException);
        Assert.That(() => EstimatingAgreement.Of(matrix, [0, 1], 1, null, 1), Throws.ArgumentException);
        Assert.That(() => EstimatingAgreement.Of(matrix, [0, -2], 1, null, 1), Throws.ArgumentException);
        Assert.That(() => EstimatingAgreement.Of(matrix, [0, 0], 1, [TextVector.Empty], 1), Throws.ArgumentException);
        Assert.That(() => EstimatingAgreement.Of(matrix, [0, 0], 1, null, 1, new EstimatingOptions { Bridging = [1] }), Throws.ArgumentException);
    }

    private static AgreementEstimates Of(SimulatedVotes votes, IndexedVote[]? cast = null, TextVector[]? texts = null, int threads = 1) =>
        EstimatingAgreement.Of(
            VoteMatrix.From(votes.Matrix.Participants, votes.Matrix.Statements, cast ?? votes.Votes),
            votes.SegmentOf, SimulatedVotes.Segments, texts, 1, new EstimatingOptions { Threads = threads, Draws = 500 });
}
