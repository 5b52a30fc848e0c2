using NUnit.Framework;
using Pulse.Analysing.Differences;
using Pulse.Analysing.Matrices;
using Pulse.Voting;

namespace Pulse.Tests.Analysing.Differences;

[TestFixture]
public sealed class HearingDissentTests
{
    [Test]
    public void Those_who_disagree_say_why_in_their_own_statements()
    {
        // 30 disagree with 0 and agree with 1; 70 agree with 0 and not with 1; everybody agrees with 2; nobody but two dissenters saw 3.
        var votes = new List<IndexedVote>();
        for (var person = 0; person < 100; person++)
        {
            var against = person < 30;
            votes.Add(new(person, 0, against ? Ballot.Disagree : person % 7 == 0 ? Ballot.Pass : Ballot.Agree));
            votes.Add(new(person, 1, against ? Ballot.Agree : Ballot.Disagree));
            votes.Add(new(person, 2, Ballot.Agree));
            if (person < 2)
            {
                votes.Add(new(person, 3, Ballot.Agree));
            }
        }
        var segments = Enumerable.Range(0, 100).Select(i => i < 20 ? "a" : i < 90 ? "b" : null).ToArray();
        var dissent = HearingDissent.Of(VoteMatrix.From(100, 4, votes.ToArray()), 0, segments, ["b", "a", "c"], [0, 1, 2, 3], 10);
        Assert.Multiple(() =>
        {
            Assert.That(dissent.Disagreeing, Is.EqualTo(new SegmentShare[] { new("a", 20, 20), new("b", 10, 70), new("c", 0, 0) }));
            Assert.That((dissent.Dissenters, dissent.Compared), Is.EqualTo((30, 2)));
            Assert.That(dissent.Reasons.Select(reason => (reason.Statement, reason.SideAgree, reason.SideCast, reason.OthersAgree, reason.OthersCast)),
                Is.EqualTo(new[] { (1, 30, 30, 0, 70) }));
            Assert.That(dissent.Reasons[0].Difference.Low, Is.GreaterThan(0.8));
        });
    }

    [Test]
    public void Too_few_dissenters_give_no_reason()
    {
        var votes = Enumerable.Range(0, 40).SelectMany(i => new IndexedVote[]
        {
            new(i, 0, i < 9 ? Ballot.Disagree : Ballot.Agree), new(i, 1, i < 9 ? Ballot.Agree : Ballot.Disagree),
        }).ToArray();
        var dissent = HearingDissent.Of(VoteMatrix.From(40, 2, votes), 0, new string?[40], ["a"], [1], 10);
        Assert.That((dissent.Dissenters, dissent.Compared, dissent.Reasons.Count), Is.EqualTo((9, 0, 0)));
    }

    [Test]
    public void Chance_gives_hardly_any_reasons()
    {
        var chance = new Chance(41);
        var found = 0;
        for (var trial = 0; trial < 20; trial++)
        {
            var votes = new List<IndexedVote>();
            for (var person = 0; person < 120; person++)
            {
                for (var statement = 0; statement < 60; statement++)
                {
                    votes.Add(new(person, statement, (Ballot)(chance.Below(3) - 1)));
                }
            }
            found += HearingDissent.Of(VoteMatrix.From(120, 60, votes.ToArray()), 0, new string?[120], [], [.. Enumerable.Range(0, 60)], 10).Reasons.Count;
        }
        TestContext.Out.WriteLine($"{found} reasons in 20 dialogues of 60 statements drawn at random");
        Assert.That(found, Is.LessThanOrEqualTo(3));
    }

    [Test]
    public void A_statement_nobody_voted_on_has_no_dissent()
    {
        var dissent = HearingDissent.Of(VoteMatrix.From(3, 2, []), 0, new string?[3], ["a"], [0, 1], 10);
        Assert.That((dissent.Dissenters, dissent.Reasons.Count), Is.EqualTo((0, 0)));
    }
}
