using Pulse.Analysing.Segments;

namespace Pulse.Publishing;

/// <summary>How exactly a share may be said.</summary>
public enum Exactness
{
    Exact,

    /// <summary>Too few people are outside it: the share of the largest number that may be hidden, as a lower bound.</summary>
    AtLeast,

    /// <summary>Too few people are inside it: an upper bound.</summary>
    AtMost,
}

/// <summary>
/// Whom a choice represents in one segment, as it may be shown where the segment's size stands on the same page. The three
/// counts sum to that size, so none below the minimum may be found from the others: where too few are of unknown mind they
/// are counted with those not represented, and where too few are left on one side a bound stands for the share.
/// </summary>
/// <param name="People">People whom the share is of.</param>
/// <param name="Low">Of the share's 95 % interval; of a bound, the lower end at the bound.</param>
/// <param name="NotRepresented">Null where fewer than the minimum.</param>
/// <param name="Unknown">Null where they are counted with those not represented.</param>
public sealed record ShownCoverage(
    Exactness Exactness, double Share, double Low, double High, int People, int? NotRepresented, int? Unknown)
{
    /// <returns>Null where nothing can be said.</returns>
    public static ShownCoverage? Of(CoverageResult counted, int minimum)
    {
        ArgumentNullException.ThrowIfNull(counted);
        int? unknown = Disclosure.Shown(counted.Unknown, minimum) ? counted.Unknown : null;
        var people = unknown is null ? counted.Known + counted.Unknown : counted.Known;
        var outside = people - counted.Represented;
        // With so few, the two sides cannot both be large enough, and a bound would say little more than the total
        if (!Disclosure.Shown(people, 2 * minimum))
        {
            return null;
        }

        return !Disclosure.Shown(outside, minimum) ? Said(Exactness.AtLeast, people - minimum + 1)
            : !Disclosure.Shown(counted.Represented, minimum) ? Said(Exactness.AtMost, minimum - 1)
            : Said(Exactness.Exact, counted.Represented);

        ShownCoverage Said(Exactness exactness, int represented)
        {
            var interval = Wilson.Of(represented, people);
            return new ShownCoverage(
                exactness, (double)represented / people,
                exactness == Exactness.AtMost ? 0 : interval.Low, exactness == Exactness.AtLeast ? 1 : interval.High,
                people, exactness == Exactness.Exact ? outside : null, unknown);
        }
    }
}
