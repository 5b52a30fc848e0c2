using Pulse.Language;

namespace Pulse.Analysing;

/// <summary>Vectors that came in with the answers, made comparable as the built-in engine makes its own.</summary>
internal static class GivenVectors
{
    /// <summary>Null unless every answer brings one of the same length: two kinds of vectors cannot be compared.</summary>
    public static TextVectors? Of(AnalysedAnswer[] answers)
    {
        if (answers.Length == 0 || answers.Any(answer => answer.Vector is null || answer.Vector.Length != answers[0].Vector!.Length))
        {
            return null;
        }
        var given = TextVectors.From([.. answers.Select(answer => TextVector.Dense(Array.ConvertAll(answer.Vector!, value => (double)value)))]);
        var kinds = Centring.Kinds(answers.Select(answer => answer.Versions.Select(version => version.Language)));
        Centring.Of(given, kinds);
        return new TextVectors(given.Values, given.Dimensions, given.Count) { Kinds = kinds };
    }
}
