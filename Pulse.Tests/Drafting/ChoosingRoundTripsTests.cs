using NUnit.Framework;
using Pulse.Drafting;
using Pulse.Language;
using Pulse.Language.Verifying;

namespace Pulse.Tests.Drafting;

[TestFixture]
public sealed class ChoosingRoundTripsTests
{
    private static RoundTripCandidate Made(bool speaks = false, string? segment = "a", bool quoted = false, int? place = null) =>
        new(new Source(Guid.NewGuid(), [new TextVersion("en", "words")]), speaks, segment, quoted, place);

    [Test]
    public void Those_through_which_the_run_speaks_are_chosen_and_others_are_not()
    {
        var (speaks, silent) = (Made(speaks: true), Made());
        Assert.That(ChoosingRoundTrips.Choose([speaks, silent]), Is.EquivalentTo(new[] { speaks.Statement.Id }));
    }

    [Test]
    public void Of_each_segment_the_most_typical_that_may_be_quoted_are_chosen_as_a_brief_would()
    {
        RoundTripCandidate[] one = [Made(quoted: true, place: 5), Made(quoted: true), Made(quoted: true, place: 2), Made(place: 0), Made(quoted: true, place: 9)];
        var other = Made(segment: "b", quoted: true);
        var nobody = Made(segment: null, quoted: true, place: 0);
        Assert.That(ChoosingRoundTrips.Choose([.. one, other, nobody]), Is.EquivalentTo(new[] { one[2].Statement.Id, one[0].Statement.Id, other.Statement.Id }));
    }
}
