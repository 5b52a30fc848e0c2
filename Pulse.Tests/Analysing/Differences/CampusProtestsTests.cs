using NUnit.Framework;
using Pulse.Analysing.Differences;
using Pulse.Analysing.Segments;
using Pulse.Analysing.Slates;

namespace Pulse.Tests.Analysing.Differences;

/// <summary>A real dialogue with declared groups and very sparse votes: here little may be claimed.</summary>
[TestFixture]
public sealed class CampusProtestsTests
{
    private static readonly string[] _parties = ["Democrat", "Independent/Other", "Republican"];

    [Test]
    public void Two_votes_per_party_divide_nobody_and_a_slate_says_how_little_it_promises()
    {
        var reference = Reference.Load("campus-protests");
        var party = reference.Labels("declared-groups.csv", _parties).Select(at => at < 0 ? null : _parties[at]).ToArray();
        var counts = SegmentCounting.Of(reference.Matrix, party);
        var divides = FindingDivides.Of(counts, _parties, 10);
        var slate = ChoosingSlate.Of(reference.Matrix,
            new SlateRequest(10, [.. Enumerable.Range(0, reference.Matrix.Statements)], party, _parties, []));
        TestContext.Out.WriteLine($"{divides.Compared} of {counts.Count} statements have ten votes in two parties; {divides.Of.Count} divide. "
            + $"Slate of {slate.Chosen.Count} for {slate.People} people: {slate.Verdict.Claims} claims, worst party "
            + $"{slate.Balance.Before.Min(one => one.Share):P0} → {slate.Balance.After.Min(one => one.Share):P0} of its voters; "
            + string.Join("; ", slate.Coverage.Segments.Select(one => $"{one.Segment} {one.Represented}/{one.Known}, {one.Unknown} unknown")));
        Assert.That(divides.Compared + divides.TooFewVotes, Is.EqualTo(counts.Count));
        Assert.That(divides.Of, Is.All.Matches<Divide>(divide => !divide!.Agreeing.Interval.Overlaps(divide.Other.Interval)));
        Assert.That(slate.Verdict.Holds);
        Assert.That(slate.Chosen, Has.Count.EqualTo(10));
    }

    [Test]
    public void Where_votes_are_dense_groups_divide_and_a_slate_has_claims_to_answer()
    {
        var reference = Reference.Load("scoop-biodiversity");
        string[] names = ["0", "1"];
        var group = reference.Labels("polis.group-labels.csv", names).Select(at => at < 0 ? null : names[at]).ToArray();
        var divides = FindingDivides.Of(SegmentCounting.Of(reference.Matrix, group), names, 10);
        var slate = ChoosingSlate.Of(reference.Matrix,
            new SlateRequest(10, [.. Enumerable.Range(0, reference.Matrix.Statements)], group, names, []));
        var dissent = HearingDissent.Of(reference.Matrix, slate.Chosen[0].Statement, group, names, [.. Enumerable.Range(0, reference.Matrix.Statements)], 10);
        TestContext.Out.WriteLine($"{divides.Of.Count} of {divides.Compared} statements divide. Slate: {slate.Verdict.Claims} claims outside it, EJR+ "
            + $"{(slate.Verdict.Holds ? "holds" : "broken")}, {slate.Balance.Swaps} swaps, worst group {slate.Balance.Before.Min(one => one.Share):P1} → "
            + $"{slate.Balance.After.Min(one => one.Share):P1}. Against the first: {dissent.Dissenters} people, {dissent.Reasons.Count} reasons of {dissent.Compared}");
        Assert.That(slate.Verdict.Holds);
        Assert.That(divides.Of, Is.Not.Empty);
    }
}
