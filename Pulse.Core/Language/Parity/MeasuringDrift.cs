using Pulse.Language.Verifying;

namespace Pulse.Language.Parity;

/// <summary>Why a native speaker should look at a translation.</summary>
public enum DriftSign
{
    /// <summary>Less of the content than <see cref="MeasuringDrift.LeastKept"/> came back in the same words.</summary>
    Words,

    /// <summary>The built-in engine's vectors of original and back-translation point elsewhere.</summary>
    Vectors,

    /// <summary>An odd number of negations became an even one, or the other way round.</summary>
    Negation,
    Figure,

    /// <summary>A thing of the glossary went missing, came in, or is named by another side's term.</summary>
    Actor,

    /// <summary>Another verb of agency, or the same one without its doer.</summary>
    Agency,
}

/// <summary>How far a statement came back from where it started.</summary>
/// <param name="Id">Of the statement.</param>
/// <param name="Through">The language it went through.</param>
/// <param name="Kept">Share of content stems that original and back-translation have in common, 0 … 1 (Dice).</param>
/// <param name="Cosine">Of the built-in engine's vectors; null where the texts are too few or too short for any.</param>
/// <param name="Signs">What is worth a native speaker's look; empty where nothing was seen.</param>
public sealed record Drift(Guid Id, string Through, double Kept, double? Cosine, IReadOnlyList<DriftSign> Signs)
{
    public bool IsFar => Signs.Count > 0;
}

/// <param name="Id">Of the statement.</param>
/// <param name="Through">The language of the translation that was translated back.</param>
/// <param name="Original">As it was written.</param>
/// <param name="Back">In the same language, from a prompt that saw only the translation.</param>
public sealed record RoundTrip(Guid Id, string Through, TextVersion Original, string Back);

/// <summary>
/// Holds back-translations against their originals. It measures two translations at once, and words rather than sense: a
/// synonym counts as drift, a lost "not" hardly does. Negations, figures, names and verbs of agency are therefore compared
/// by themselves.
/// </summary>
public static class MeasuringDrift
{
    public const double LeastKept = 0.35;
    public const double LeastCosine = 0.3;

    private static readonly HashSet<string> _negations =
        [.. "not no never without cannot dont doesnt isnt wont nobody none לא אין אל בלי ללא איננו אינו אינה אינם אסור לא لا لم لن ليس ليست ليسوا دون بدون غير".Split(' ').Select(Tokenising.Fold)];

    /// <summary>One result per trip, in their order.</summary>
    /// <param name="trips">All of a run: vectors are learned from them together.</param>
    /// <param name="glossary">What the sides name differently.</param>
    /// <param name="seed">Of the vectors.</param>
    public static IReadOnlyList<Drift> Measure(IReadOnlyList<RoundTrip> trips, IReadOnlyList<NamedThing> glossary, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(trips);
        ArgumentNullException.ThrowIfNull(glossary);
        TextVersion[] texts = [.. trips.SelectMany(trip => new[] { trip.Original, trip.Original with { Text = trip.Back } })];
        var vectors = BuiltInEngine.Vectors([.. texts.Select(text => (IReadOnlyList<TextVersion>)[text])], seed);
        return
        [
            .. trips.Select((trip, number) =>
            {
                var kept = SharingWords.Share(trip.Original.Text, trip.Back);
                double? cosine = vectors.IsEmpty(2 * number) || vectors.IsEmpty(2 * number + 1) ? null : Cosine(vectors, 2 * number);
                return new Drift(trip.Id, trip.Through, kept, cosine, [.. Signs(trip, kept, cosine, glossary)]);
            }),
        ];
    }

    private static IEnumerable<DriftSign> Signs(RoundTrip trip, double kept, double? cosine, IReadOnlyList<NamedThing> glossary)
    {
        var (original, back) = (trip.Original, trip.Original with { Text = trip.Back });
        if (Negations(original.Text) % 2 != Negations(back.Text) % 2)
        {
            yield return DriftSign.Negation;
        }
        if (!ReadingMarks.Figures(original).SetEquals(ReadingMarks.Figures(back)))
        {
            yield return DriftSign.Figure;
        }
        if (!ReadingMarks.Actors(original, glossary).SetEquals(ReadingMarks.Actors(back, glossary)))
        {
            yield return DriftSign.Actor;
        }
        if (!AgencyVerbs.In(original.Text).SetEquals(AgencyVerbs.In(back.Text)))
        {
            yield return DriftSign.Agency;
        }
        if (kept < LeastKept)
        {
            yield return DriftSign.Words;
        }
        if (cosine < LeastCosine)
        {
            yield return DriftSign.Vectors;
        }
    }

    private static double Cosine(TextVectors vectors, int at)
    {
        var one = vectors.Row(at);
        var other = vectors.Row(at + 1);
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
        {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static int Negations(string text) => Tokenising.Words(text).Count(word => _negations.Contains(word.Folded));
}
