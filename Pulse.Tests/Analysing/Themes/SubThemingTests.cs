using System.Text.Json;
using NUnit.Framework;
using Pulse.Analysing.Themes;
using Pulse.Language;

namespace Pulse.Tests.Analysing.Themes;

[TestFixture]
public sealed class SubThemingTests
{
    private const int Placed = 540;

    /// <summary>Three themes; two of them hold three sub-themes each, the third is one tight bundle; 60 strays point anywhere.</summary>
    private static readonly TextVector[] _vectors = Vectors(3);
    private static readonly ThemedAnswers _themed = Theming.Of(_vectors, null, 1);

    [Test]
    public void Themes_and_their_sub_themes_are_found_and_a_tight_theme_stays_whole()
    {
        Assert.That(_themed.Of, Has.Count.EqualTo(3));
        foreach (var theme in _themed.Of)
        {
            var number = theme.Members[0] % 3;
            var own = theme.Members.Where(i => i < Placed).ToArray();
            Assert.That(own, Is.EqualTo(Enumerable.Range(0, Placed).Where(i => i % 3 == number)));
            var found = theme.SubThemes.Select(sub => sub.Members.Where(i => i < Placed).ToArray()).OrderBy(sub => sub[0]);
            Assert.That(found, Is.EqualTo(number == 2
                ? []
                : Enumerable.Range(0, 3).Select(part => Enumerable.Range(0, Placed).Where(i => i % 9 == number + 3 * part).ToArray())));
        }
    }

    [Test]
    public void Every_member_of_a_theme_is_in_one_sub_theme_or_counted_without_one()
    {
        Assert.That(_themed.Of, Is.All.Matches<Theme>(theme =>
            theme!.SubThemes.SelectMany(sub => sub.Members).Concat(theme.WithoutSubTheme).Order().SequenceEqual(theme.Members)));
        Assert.That(_themed.Of.SelectMany(theme => theme.SubThemes), Is.All.Matches<SubTheme>(sub =>
            sub!.Representative.Order().SequenceEqual(sub.Members) && sub.Cohesion is > 0 and <= 1));
        Assert.That(_themed.Of.SelectMany(theme => theme.Members).Concat(_themed.WithoutTheme).Order(),
            Is.EqualTo(Enumerable.Range(0, _vectors.Length)));
    }

    [Test]
    public void Strays_are_left_out_and_few_of_them_are_taken_for_members()
    {
        var kept = _themed.Of.SelectMany(theme => theme.Members).Count(i => i >= Placed);
        var placed = _themed.Of.Sum(theme => theme.Members.Count);
        TestContext.Out.WriteLine($"{kept} of 60 strays among {placed} placed ({(double)kept / placed:P1}); estimated {_themed.ChanceShare:P1} above a cosine of {_themed.LeastCosine:F3}");
        Assert.That((double)kept / placed, Is.LessThan(0.06));
        Assert.That(_themed.WithoutTheme, Is.All.GreaterThanOrEqualTo(Placed), "nobody who has a theme is sent away");
    }

    [Test]
    public void Directions_without_any_structure_have_hardly_a_theme_and_no_sub_themes()
    {
        var chance = new Chance(3);
        var noise = Enumerable.Range(0, 600)
            .Select(_ => TextVector.Dense(Enumerable.Range(0, 20).Select(_ => Normal(ref chance)).ToArray())).ToArray();
        var themed = Theming.Of(noise, null, 1);
        TestContext.Out.WriteLine($"{themed.Of.Sum(theme => theme.Members.Count)} of 600 random directions in {themed.Of.Count} themes");
        Assert.That(themed.Of, Has.Count.LessThanOrEqualTo(1));
        Assert.That(themed.Of.SelectMany(theme => theme.SubThemes), Is.Empty);
        Assert.That(themed.WithoutTheme, Has.Count.GreaterThan(450));
    }

    [Test]
    public void One_thread_finds_what_many_find()
    {
        var one = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, 1).ExclusiveScheduler;
        var alone = Task.Factory.StartNew(
            () => JsonSerializer.Serialize(Theming.Of(_vectors, null, 1)), CancellationToken.None, TaskCreationOptions.None, one).Result;
        Assert.That(alone, Is.EqualTo(JsonSerializer.Serialize(_themed)));
    }

    private static TextVector[] Vectors(ulong seed)
    {
        var chance = new Chance(seed);
        return Enumerable.Range(0, Placed + 60).Select(i =>
        {
            var values = new double[24];
            for (var j = 0; j < values.Length; j++)
            {
                values[j] = Normal(ref chance) * (i < Placed ? 0.1 : 1);
            }
            if (i < Placed)
            {
                values[i % 3] += 1;
                values[3 + i % 9] += i % 3 == 2 ? 0 : 0.8;
            }
            return TextVector.Dense(values);
        }).ToArray();
    }

    private static double Normal(ref Chance chance)
    {
        var sum = -6.0;
        for (var draw = 0; draw < 12; draw++)
        {
            sum += chance.Uniform();
        }
        return sum;
    }
}
