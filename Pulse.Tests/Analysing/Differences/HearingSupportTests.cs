using NUnit.Framework;
using Pulse.Analysing.Differences;
using Pulse.Analysing.Matrices;
using Pulse.Voting;

namespace Pulse.Tests.Analysing.Differences;

[TestFixture]
public sealed class HearingSupportTests
{
    [Test]
    public void Those_who_agree_say_why_in_their_own_statements()
    {
        // 60 agree with 0 and with 1; 30 disagree and 10 pass, and none of these 40 agrees with 1; everybody agrees with 2;
        // those who do not agree with 0 agree with 3; of 4 only nine who agree with 0 have seen anything
        var votes = new List<IndexedVote>();
        for (var person = 0; person < 100; person++)
        {
            var agrees = person < 60;
            votes.Add(new(person, 0, agrees ? Ballot.Agree : person < 90 ? Ballot.Disagree : Ballot.Pass));
            votes.Add(new(person, 1, agrees ? Ballot.Agree : Ballot.Disagree));
            votes.Add(new(person, 2, Ballot.Agree));
            votes.Add(new(person, 3, agrees ? Ballot.Disagree : Ballot.Agree));
            if (person is < 9 or >= 60)
            {
                votes.Add(new(person, 4, agrees ? Ballot.Agree : Ballot.Disagree));
            }
        }
        // Who never voted on 0 is on no side, whatever they say of 1
        votes.AddRange(Enumerable.Range(100, 20).Select(person => new IndexedVote(person, 1, Ballot.Agree)));

        var support = HearingSupport.Of(VoteMatrix.From(120, 5, votes.ToArray()), 0, [0, 1, 2, 3, 4], 10);

        Assert.That(support.Reasons.Select(reason => (reason.Statement, reason.SideAgree, reason.SideCast, reason.OthersAgree, reason.OthersCast)),
            Is.EqualTo(new[] { (1, 60, 60, 0, 40) }));
        Assert.That(support.Reasons[0].Difference.Low, Is.GreaterThan(0.85));
    }

    [Test]
    public void A_statement_that_all_agree_with_has_no_reasons_of_one_side()
    {
        var votes = Enumerable.Range(0, 40).SelectMany(person => new IndexedVote[]
        {
            new(person, 0, Ballot.Agree), new(person, 1, Ballot.Agree),
        }).ToArray();
        Assert.That(HearingSupport.Of(VoteMatrix.From(40, 2, votes), 0, [1], 1).Reasons, Is.Empty);
    }
}
