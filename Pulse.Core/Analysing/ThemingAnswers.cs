using Pulse.Analysing.OpinionGroups;
using Pulse.Analysing.Themes;
using Pulse.Language;

namespace Pulse.Analysing;

/// <summary>A working group's answers by theme, with the vectors that were compared.</summary>
internal sealed record AnswersByTheme(
    IReadOnlyList<ThemeResult> Themes,
    IReadOnlyList<Guid> WithoutTheme,
    IReadOnlyList<Separation> Silhouettes,
    IReadOnlyDictionary<Guid, TextVector> Vectors,
    IReadOnlyDictionary<Guid, int> Numbers)
{
    public TextVector VectorOf(Guid answer) => Vectors.GetValueOrDefault(answer, TextVector.Empty);

    public int? ThemeOf(Guid answer) => Numbers.TryGetValue(answer, out var number) ? number : null;
}

/// <summary>Themes and sub-themes of one working group's answers, named by their words, with ids.</summary>
internal static class ThemingAnswers
{
    /// <param name="answers">By id.</param>
    /// <param name="versions">An answer's versions in a fixed order.</param>
    public static AnswersByTheme Of(
        AnalysedAnswer[] answers, Func<AnalysedAnswer, IReadOnlyList<TextVersion>> versions, AnalysisParameters parameters)
    {
        var texts = Array.ConvertAll(answers, answer => versions(answer));
        var corpus = Corpus.Read(texts);
        var vectors = GivenVectors.Of(answers) ?? BuiltInEngine.Vectors(corpus, parameters.Seed);
        var themed = Theming.Of(vectors, parameters.Themes, parameters.Seed);
        var labels = Labelling.Of(corpus, themed);
        return new AnswersByTheme(
            [.. themed.Of.Select(theme => new ThemeResult(
                theme.Number, labels[theme.Number].Terms, Ids(theme.Representative), theme.Cohesion,
                [.. theme.SubThemes.Select(sub => new SubThemeResult(
                    sub.Number, labels[theme.Number].SubThemes[sub.Number], Ids(sub.Representative), sub.Cohesion))]))],
            Ids(themed.WithoutTheme), themed.Silhouettes,
            Enumerable.Range(0, answers.Length).ToDictionary(i => answers[i].Id, i => vectors[i]),
            themed.Of.SelectMany(theme => theme.Members.Select(member => (member, theme.Number)))
                .ToDictionary(one => answers[one.member].Id, one => one.Number));

        Guid[] Ids(IReadOnlyList<int> members) => [.. members.Select(i => answers[i].Id)];
    }
}
