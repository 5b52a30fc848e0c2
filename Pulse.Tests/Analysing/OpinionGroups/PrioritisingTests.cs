using NUnit.Framework;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;

namespace Pulse.Tests.Analysing.OpinionGroups;

[TestFixture]
public sealed class PrioritisingTests
{
    /// <summary>Polis' update computes priorities before the group votes of the same update (its quirk Q2).</summary>
    [Test]
    public void Biodiversity_s_priorities_follow_from_its_votes_where_no_votes_were_lost_to_the_previous_update()
    {
        var data = Reference.Load("scoop-biodiversity");
        var tallies = Tallying.Of(data.Matrix, data.Labels("polis.group-labels.csv", ["0", "1"]), 2);
        var excluded = data.Excluded("polis.moderated-out.json");
        var (meta, moderated, equal, other, open) = (0, 0, 0, 0, 0);
        var largest = 0.0;
        var apart = new List<string>();
        foreach (var row in data.Rows("polis.statements.csv"))
        {
            var statement = data.Statement(Reference.Number(row[0]));
            var (priority, extremity) = (Reference.Real(row[2]), Reference.Real(row[3]));
            var votes = tallies[statement].Aggregate(default(Tally), (sum, tally) => sum + tally);
            var relative = Math.Abs(Prioritising.Of(votes, extremity) - priority) / priority;
            if (priority == Prioritising.OfMeta)
            {
                meta++;
            }
            else if (excluded.Contains(statement))
            {
                moderated++;
            }
            else
            {
                open++;
                equal += relative < 1e-9 ? 1 : 0;
                other += relative < 1e-9 ? 0 : 1;
                largest = Math.Max(largest, relative);
                apart.Add($"{row[0]}:{relative:E1}");
            }
        }
        TestContext.Out.WriteLine($"meta {meta}, moderated {moderated}, open {open}: equal {equal}, other {other}, largest {largest:E2}");
        TestContext.Out.WriteLine(string.Join(" ", apart));
    }
}
