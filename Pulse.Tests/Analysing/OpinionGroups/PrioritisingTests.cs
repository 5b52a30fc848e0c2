using NUnit.Framework;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;

namespace Pulse.Tests.Analysing.OpinionGroups;

[TestFixture]
public sealed class PrioritisingTests
{
    [Test]
    public void Every_priority_of_biodiversity_equals_Polis()
    {
        var data = Reference.Load("scoop-biodiversity");
        var tallies = Tallying.Of(data.Matrix, data.Labels("polis.group-labels.csv", ["0", "1"]), 2);
        var excluded = data.Excluded("polis.moderated-out.json");
        var ours = Prioritising.Of(
            tallies.Select(groups => groups.Aggregate(default(Tally), (sum, tally) => sum + tally)).ToArray(),
            OpinionGrouping.Of(data.Matrix, 1, new OpinionGrouping.Options(excluded)).Components);
        var (meta, equal, fromTheirs, fromOurs) = (0, 0, 0.0, 0.0);
        foreach (var row in data.Rows("polis.statements.csv"))
        {
            var statement = data.Statement(Reference.Number(row[0]));
            var (priority, extremity) = (Reference.Real(row[2]), Reference.Real(row[3]));
            if (priority == Prioritising.OfMeta)
            {
                // The export does not say which statements are meta; these are early ones that are moderated out of the map.
                Assert.That(excluded, Does.Contain(statement));
                meta++;
                continue;
            }
            var votes = tallies[statement].Aggregate(default(Tally), (sum, tally) => sum + tally);
            fromTheirs = Math.Max(fromTheirs, Math.Abs(Prioritising.Of(votes, extremity) - priority) / priority);
            fromOurs = Math.Max(fromOurs, Math.Abs(ours[statement] - priority) / priority);
            equal++;
        }
        TestContext.Out.WriteLine($"{equal} priorities equal, {meta} of meta statements; largest relative difference {fromTheirs:E1} "
            + $"with Polis' extremity, {fromOurs:E1} with our own components");
        Assert.That((equal, meta), Is.EqualTo((299, 15)));
        Assert.That(fromTheirs, Is.LessThan(1e-14));
        Assert.That(fromOurs, Is.LessThan(1e-6));
    }

    [Test]
    public void A_statement_nobody_has_seen_one_that_everybody_passes_on_and_a_meta_statement()
    {
        Assert.That(Prioritising.Of(default, 0), Is.EqualTo(5.0625));
        Assert.That(Prioritising.Of(new Tally(0, 0, 98), 0), Is.EqualTo(Math.Pow(0.01 * 0.01, 2)).Within(1e-10));
        Assert.That(Prioritising.Of(new Tally(3, 1, 1), 2, meta: true), Is.EqualTo(49));
        var nothing = OpinionGrouping.Of(VoteMatrix.From(0, 0, []), 1).Components;
        Assert.That(Prioritising.Of([], nothing), Is.Empty);
        var unseen = OpinionGrouping.Of(VoteMatrix.From(3, 2, []), 1).Components;
        Assert.That(Prioritising.Of([default, default], unseen, statement => statement == 1), Is.EqualTo(new[] { 5.0625, 49 }));
    }

    [Test]
    public void A_new_statement_comes_before_an_old_one_and_a_dividing_one_before_one_that_does_not()
    {
        Assert.That(Prioritising.Of(new Tally(2, 1, 1), 0.5), Is.GreaterThan(Prioritising.Of(new Tally(20, 10, 10), 0.5)));
        Assert.That(Prioritising.Of(new Tally(20, 10, 10), 2), Is.GreaterThan(Prioritising.Of(new Tally(20, 10, 10), 0.5)));
    }
}
