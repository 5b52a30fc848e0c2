using NUnit.Framework;
using Pulse.Analysing.Differences;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.Segments;
using Pulse.Tests.Analysing.Matrices;
using Pulse.Voting;

namespace Pulse.Tests.Analysing.Differences;

[TestFixture]
public sealed class CoveringTests
{
    [Test]
    public void Who_saw_none_of_the_chosen_statements_is_unknown_and_never_represented()
    {
        var matrix = VoteMatrix.From(6, 3,
        [
            new(0, 0, Ballot.Agree), new(0, 1, Ballot.Disagree), new(1, 0, Ballot.Disagree), new(1, 1, Ballot.Pass), new(2, 2, Ballot.Agree),
            new(3, 1, Ballot.Agree), new(4, 0, Ballot.Pass),
        ]);
        var coverage = Covering.Of(matrix, [0, 1], ["a", "a", "a", "b", "b", null], ["a", "b", "c"]);
        Assert.That(coverage.Segments, Is.EqualTo(new SegmentCoverage[] { new("a", 1, 1, 1), new("b", 1, 1, 0), new("c", 0, 0, 0) }));
        Assert.That(coverage.WithoutSegment, Is.EqualTo(new SegmentCoverage("", 0, 0, 1)));
        Assert.That((coverage.Segments[0].Share, coverage.Segments[0].Interval), Is.EqualTo(((double?)0.5, Wilson.Of(1, 2))));
        Assert.That(coverage.Segments[2].Share, Is.Null);
    }

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public bool Everybody_is_counted_once_and_more_chosen_statements_leave_fewer_unknown(int seed)
    {
        var matrix = VoteMatrix.From(30, 10, VoteMatrixTests.Some(30, 10, (ulong)seed));
        var segments = Enumerable.Range(0, 30).Select(i => i % 4 == 3 ? null : "s" + i % 4).ToArray();
        string[] slugs = ["s0", "s1", "s2"];
        var steps = Enumerable.Range(0, 11).Select(count => Covering.Of(matrix, [.. Enumerable.Range(0, count)], segments, slugs)).ToArray();
        return steps.All(step => step.Segments.Append(step.WithoutSegment).Sum(one => one.Represented + one.NotRepresented + one.Unknown) == 30)
            && steps.Zip(steps.Skip(1)).All(pair => pair.First.Segments.Zip(pair.Second.Segments).All(one =>
                one.First.Represented <= one.Second.Represented && one.First.Unknown >= one.Second.Unknown));
    }
}
