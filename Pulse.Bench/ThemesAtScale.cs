using System.Diagnostics;
using System.Globalization;
using Pulse.Analysing.Themes;
using Pulse.Language;

namespace Pulse.Bench;

/// <summary>
/// Vectors, themes, sub-themes and their words of synthetic answers, cold: a table of time, memory and of how much of
/// the known truth came back.
/// </summary>
public static class ThemesAtScale
{
    /// <param name="args">Numbers of answers; 1,000, 10,000 and 100,000 where there are none.</param>
    public static void Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var sizes = args.Length == 0 ? [1_000, 10_000, 100_000] : Array.ConvertAll(args, size => int.Parse(size, CultureInfo.InvariantCulture));
        Console.WriteLine("answers  translated  read s  vectors s  themes s  labels s  CPU s  peak MB  themes  sub-themes  NMI  NMI sub  no theme: precision recall  kept (estimated)");
        foreach (var size in sizes)
        {
            foreach (var translated in new[] { 0.2, 1.0 })
            {
                Console.WriteLine(Row(size, translated));
            }
        }
    }

    private static string Row(int answers, double translated)
    {
        var made = new SyntheticAnswers(answers, translated: translated);
        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var corpus = Corpus.Read(made.Texts);
        var read = Lap(clock);
        var vectors = BuiltInEngine.Vectors(corpus, 1);
        var vectored = Lap(clock);
        var themed = Theming.Of(vectors, null, 1);
        var clustered = Lap(clock);
        Labelling.Of(corpus, themed);
        var labelled = Lap(clock);
        process.Refresh();
        var (theme, part, parts) = Labels(themed, answers);
        var none = themed.WithoutTheme.Count(i => made.Themes[i] < 0);
        var about = made.Themes.Count(number => number < 0);
        return string.Create(CultureInfo.InvariantCulture,
            $"{answers,7}  {translated,10:P0}  {read,6:F1}  {vectored,9:F1}  {clustered,8:F1}  {labelled,8:F1}  {(process.TotalProcessorTime - before).TotalSeconds,5:F1}  "
            + $"{process.PeakWorkingSet64 / 1e6,7:F0}  {themed.Of.Count,6}  {parts,10}  {Shared(theme, made.Themes):F3}  {Shared(part, made.SubThemes):F3}  "
            + $"{(double)none / Math.Max(1, themed.WithoutTheme.Count):F3} {(double)none / about:F3}  "
            + $"{(double)(about - none) / Math.Max(1, answers - themed.WithoutTheme.Count):F3} ({themed.ChanceShare:F3})");
    }

    private static double Lap(Stopwatch clock)
    {
        var seconds = clock.Elapsed.TotalSeconds;
        clock.Restart();
        return seconds;
    }

    private static (int[] Theme, int[] Part, int Parts) Labels(ThemedAnswers themed, int answers)
    {
        var (theme, part, parts) = (new int[answers], new int[answers], 0);
        Array.Fill(theme, -1);
        Array.Fill(part, -1);
        foreach (var found in themed.Of)
        {
            foreach (var member in found.Members)
            {
                theme[member] = found.Number;
            }
            foreach (var sub in found.SubThemes)
            {
                foreach (var member in sub.Members)
                {
                    part[member] = parts;
                }
                parts++;
            }
        }
        return (theme, part, parts);
    }

    /// <summary>Normalised mutual information (arithmetic mean) over all answers, having no theme being a label like any other.</summary>
    private static double Shared(int[] a, int[] b)
    {
        double Entropy(IEnumerable<int> sizes) => sizes.Sum(size => -(double)size / a.Length * Math.Log((double)size / a.Length));
        var (alone, other) = (Entropy(a.CountBy(label => label).Select(pair => pair.Value)), Entropy(b.CountBy(label => label).Select(pair => pair.Value)));
        var both = Entropy(a.Zip(b).CountBy(pair => pair).Select(pair => pair.Value));
        return alone + other == 0 ? 1 : 2 * (alone + other - both) / (alone + other);
    }
}
