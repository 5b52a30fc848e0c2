using System.Diagnostics;
using System.Text.Json;
using NUnit.Framework;
using Pulse.Analysing.Freshness;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.Segments;
using Pulse.Tests.Analysing.Matrices;
using Pulse.Voting;

namespace Pulse.Tests.Analysing.Freshness;

[TestFixture]
public sealed class LiveCountsTests
{
    private const int People = 30;
    private const int Statements = 8;

    private static readonly Segment[] _segments = [new("west", null), new("west-north", "west"), new("west-south", "west"), new("east", null)];
    private static readonly string[] _bridging = ["west", "east"];
    private static readonly string?[] _segmentOf = Enumerable.Range(0, People)
        .Select(p => (string?[])["west-north", "west-south", "east", null]).Select((choices, p) => choices[p % 4]).ToArray();
    private static readonly int[] _groupOf = Enumerable.Range(0, People).Select(p => p % 7 == 0 ? -1 : p % 3).ToArray();

    [FsCheck.NUnit.Property(MaxTest = 100)]
    public bool Any_sequence_of_votes_changes_and_retractions_equals_a_full_recount(int seed)
    {
        var votes = VoteMatrixTests.Some(People, Statements, (ulong)seed).ToDictionary(v => (v.Participant, v.Statement), v => v.Ballot);
        var live = Of(votes);
        var chance = new Chance((ulong)seed + 1);
        for (var step = 0; step < 200; step++)
        {
            var (p, s) = (chance.Below(People), chance.Below(Statements));
            Ballot? previous = votes.TryGetValue((p, s), out var found) ? found : null;
            Ballot? now = chance.Below(4) is var drawn && drawn == 3 ? null : (Ballot)(drawn - 1);
            var told = live.Apply(_segmentOf[p], _groupOf[p], s, previous, now);
            if (now is { } ballot)
            {
                votes[(p, s)] = ballot;
            }
            else
            {
                votes.Remove((p, s));
            }
            if (step % 40 == 39 && JsonSerializer.Serialize(told) != JsonSerializer.Serialize(Of(votes)[s]))
            {
                return false;
            }
        }
        var recounted = Of(votes);
        return Enumerable.Range(0, Statements).All(s => JsonSerializer.Serialize(live[s]) == JsonSerializer.Serialize(recounted[s]));
    }

    [Test]
    public void A_vote_that_was_never_counted_and_an_undeclared_segment_change_nothing()
    {
        var live = Of([]);
        var before = JsonSerializer.Serialize(live[0]);
        Assert.That(() => live.Apply("east", 1, 0, Ballot.Agree, Ballot.Pass), Throws.ArgumentException.With.Message.Contains("was counted"));
        Assert.That(() => live.Apply("north", 1, 0, null, Ballot.Pass), Throws.ArgumentException.With.Message.Contains("not declared"));
        Assert.That(() => live.Apply("east", 1, 0, null, (Ballot)7), Throws.ArgumentException);
        Assert.That(JsonSerializer.Serialize(live[0]), Is.EqualTo(before));
    }

    [Test]
    public void A_missing_side_keeps_the_headline_at_nothing_until_its_first_vote()
    {
        var live = Of([]);
        for (var i = 0; i < 20; i++)
        {
            Assert.That(live.Apply("west-north", 0, 3, null, Ballot.Agree).Headline.Floor, Is.Zero);
        }
        var heard = live.Apply("east", -1, 3, null, Ballot.Agree);
        Assert.That(heard.Headline.Floor, Is.EqualTo(Wilson.Of(1, 1).Low));
        Assert.That(heard.Segments.Select(count => count.Agree), Is.EqualTo(new[] { 20, 20, 0, 1 }));
        Assert.That(heard.Groups[0].Votes.Agree, Is.EqualTo(20));
        Assert.That(live[2].Total, Is.EqualTo(default(Tally)));
    }

    [Test]
    public void Without_groups_there_is_no_group_aware_consensus()
    {
        var live = LiveCounts.Of(VoteMatrix.From(1, 1, []), _segments, [null], _bridging, [-1], 0);
        Assert.That(live.Apply(null, -1, 0, null, Ballot.Agree).GroupAwareConsensus, Is.Null);
    }

    [Test]
    public void One_vote_costs_little()
    {
        var live = Of(VoteMatrixTests.Some(People, Statements, 1).ToDictionary(v => (v.Participant, v.Statement), v => v.Ballot));
        const int rounds = 20_000;
        var watch = Stopwatch.StartNew();
        for (var round = 0; round < rounds; round++)
        {
            live.Apply("west-north", round % 3, round % Statements, null, Ballot.Agree);
        }
        TestContext.Out.WriteLine($"one vote: {watch.Elapsed.TotalMicroseconds / rounds:F2} µs (4 segments, 3 groups)");
        Assert.That(Enumerable.Range(0, Statements).Sum(s => live[s].Segments[1].Agree), Is.GreaterThanOrEqualTo(rounds));
    }

    private static LiveCounts Of(Dictionary<(int Participant, int Statement), Ballot> votes) => LiveCounts.Of(
        VoteMatrix.From(People, Statements, votes.Select(vote => new IndexedVote(vote.Key.Participant, vote.Key.Statement, vote.Value)).ToArray()),
        _segments, _segmentOf, _bridging, _groupOf, 3);
}
