using System.Diagnostics;
using System.Globalization;
using Pulse.Analysing.Themes;
using Pulse.Language;

namespace Pulse.Bench.Measurements;

/// <summary>Vectors, themes, sub-themes and their words of a hundred thousand synthetic answers in three languages, cold.</summary>
internal sealed class ThemesOfAnswers : IMeasurement
{
    private const int Answers = 100_000;

    public string Name => "themes";

    public string What => "100,000 answers to themes, sub-themes and their words, all threads";

    public int Runs => 1;

    public Measured Run()
    {
        var made = new SyntheticAnswers(Answers);
        var watch = Stopwatch.StartNew();
        var corpus = Corpus.Read(made.Texts);
        var themed = Theming.Of(BuiltInEngine.Vectors(corpus, 1), null, 1);
        var labels = Labelling.Of(corpus, themed);
        return new Measured(watch.Elapsed.TotalSeconds, Answers, "answers", string.Create(
            CultureInfo.InvariantCulture,
            $"{labels.Count} themes, {themed.Of.Sum(theme => theme.SubThemes.Count)} sub-themes, {themed.WithoutTheme.Count} answers in none"));
    }
}
