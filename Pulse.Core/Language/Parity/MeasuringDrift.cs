namespace Pulse.Language.Parity;

/// <summary>How far a statement came back from where it started.</summary>
/// <param name="Id">Of the statement.</param>
/// <param name="Through">The language it went through.</param>
/// <param name="Kept">Share of content stems that original and back-translation have in common, 0 … 1 (Dice).</param>
/// <param name="Cosine">Of the built-in engine's vectors; null where the texts are too few or too short for any.</param>
/// <param name="IsFar">Worth a native speaker's look.</param>
public sealed record Drift(Guid Id, string Through, double Kept, double? Cosine, bool IsFar);

/// <param name="Id">Of the statement.</param>
/// <param name="Through">The language of the translation that was translated back.</param>
/// <param name="Original">As it was written.</param>
/// <param name="Back">In the same language, from a prompt that saw only the translation.</param>
public sealed record RoundTrip(Guid Id, string Through, TextVersion Original, string Back);

/// <summary>
/// Holds back-translations against their originals. It measures two translations at once, and words rather than sense:
/// a synonym counts as drift, a lost "not" hardly does, which is why negations are compared by themselves.
/// </summary>
public static class MeasuringDrift
{
    private const double LeastKept = 0.35;
    private const double LeastCosine = 0.3;

    private static readonly HashSet<string> _negations =
        [.. "not no never without cannot dont doesnt isnt wont nobody none לא אין אל בלי ללא איננו אינו אינה אינם אסור לא لا لم لن ليس ليست ليسوا دون بدون غير".Split(' ').Select(Tokenising.Fold)];

    public static IReadOnlyList<Drift> Measure(IReadOnlyList<RoundTrip> trips, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(trips);
        TextVersion[] texts = [.. trips.SelectMany(trip => new[] { trip.Original, trip.Original with { Text = trip.Back } })];
        var vectors = BuiltInEngine.Vectors([.. texts.Select(text => (IReadOnlyList<TextVersion>)[text])], seed);
        return
        [
            .. trips.Select((trip, number) =>
            {
                var kept = Kept(trip.Original.Text, trip.Back);
                double? cosine = vectors.IsEmpty(2 * number) || vectors.IsEmpty(2 * number + 1) ? null : Cosine(vectors, 2 * number);
                var turned = Negations(trip.Original.Text) % 2 != Negations(trip.Back) % 2;
                return new Drift(trip.Id, trip.Through, kept, cosine, turned || kept < LeastKept || cosine < LeastCosine);
            }),
        ];
    }

    private static double Kept(string original, string back)
    {
        var (words, others) = (Tokenising.Words(original), Tokenising.Words(back));
        var stemming = Stemming.Learn(words.Concat(others));
        var (one, other) = (Stems(words), Stems(others));
        return one.Count + other.Count == 0 ? 1 : 2.0 * one.Count(other.Contains) / (one.Count + other.Count);

        HashSet<string> Stems(IReadOnlyList<Word> all) =>
            [.. all.Where(word => !StopWords.Contains(word.Folded)).Select(stemming.Stem)];
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
