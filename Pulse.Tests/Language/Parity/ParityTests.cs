using NUnit.Framework;
using Pulse.Analysing.Segments;
using Pulse.Language.Parity;
using Pulse.Language.Verifying;
using Pulse.Tests.Language.Prompting;

namespace Pulse.Tests.Language.Parity;

[TestFixture]
public sealed class ParityTests
{
    private static readonly Guid[] _ids = [.. Enumerable.Range(0, 12).Select(_ => Guid.NewGuid())];

    private static PromptedTheme Theme(string text, params int[] members) => new(members.Select(member => _ids[member]).ToHashSet(), text);

    private static ParityReport Compare(string he, string ar, string en) => ComparingRuns.Compare(
        [new("he", [Theme(he, 0, 1, 2, 3)]), new("ar", [Theme(ar, 0, 1, 2, 4)]), new("en", [Theme(en, 0, 1, 2, 3)])], Made.Glossary, []);

    [Test]
    public void Themes_are_matched_by_who_is_in_them_and_one_that_is_missing_is_told()
    {
        var report = ComparingRuns.Compare(
            [new("he", [Theme("כבישים", 0, 1, 2, 3), Theme("מים", 6, 7, 8)]), new("ar", [Theme("المياه", 6, 7, 8), Theme("الطرق", 0, 1, 2)])], [], []);
        Assert.That(report.Themes.Select(theme => theme.ByLanguage.Count), Is.All.EqualTo(2));
        Assert.That(report.Themes[0].ByLanguage["ar"].Text, Is.EqualTo("الطرق"));
        Assert.That(report.Disparities, Is.Empty);
        report = ComparingRuns.Compare([new("he", [Theme("כבישים", 0, 1, 2, 3)]), new("ar", [Theme("الطرق", 3, 4, 5, 6)])], [], []);
        Assert.That(report.Disparities.Select(one => (one.Kind, one.In.Single(), one.NotIn.Single())), Is.EqualTo(new[]
        {
            (ParityKind.Theme, "he", "ar"), (ParityKind.Theme, "ar", "he"),
        }));
    }

    [Test]
    public void The_same_said_in_three_languages_shows_no_difference() => Assert.That(
        Compare("הצבא תקף ב-12 כפרים, והם מדברים על הנכבה", "هاجم الجيش 12 قرية وهم يتحدثون عن النكبة", "The army attacked 12 villages, and they speak of the Nakba").Disparities,
        Is.Empty);

    [Test]
    public void Another_name_another_figure_and_a_doer_who_vanished_are_told()
    {
        var report = Compare("הצבא הרג 12 אנשים, והם מדברים על הנכבה", "قتل الجيش 12 شخصا وهم يتحدثون عن حرب الاستقلال", "People were killed, 15 of them, and they speak of the Nakba");
        Assert.That(report.Disparities.Select(one => $"{one.Kind}: {one.What} in {string.Join('+', one.In)} not in {string.Join('+', one.NotIn)}"), Is.EquivalentTo(new[]
        {
            "Actor: the 1948 war: first in ar not in he+en", "Actor: the 1948 war: second in he+en not in ar",
            "Figure: 12 in he+ar not in en", "Figure: 15 in en not in he+ar",
            "Agency: kill in he+ar not in en", "Agency: kill (passive) in en not in he+ar",
        }));
    }

    [Test]
    public void A_word_that_comes_again_and_that_nobody_wrote_is_told()
    {
        Source[] sources = [Made.Source("en", "We want a road and a bus.")];
        var report = ComparingRuns.Compare([new("en", [Theme("A road of Zarqawi, and a bus of Zarqawi", 0)])], [], sources);
        Assert.That(report.Disparities.Single(), Is.EqualTo(new Disparity(ParityKind.NewWord, "Zarqawi", ["en"], [], null)).Using<Disparity>((one, other) => one.Kind == other.Kind && one.What == other.What));
    }

    [Test]
    public void A_round_trip_that_kept_its_words_is_near_and_one_that_lost_them_or_a_negation_is_far()
    {
        RoundTrip[] trips =
        [
            new(_ids[0], "ar", new("en", "Open the crossing twelve hours a day and record every delay."), "Open the crossing for twelve hours a day and record each delay."),
            new(_ids[1], "ar", new("en", "Open the crossing twelve hours a day and record every delay."), "The gate should function until evening while guards note visitors."),
            new(_ids[2], "he", new("en", "The army must not enter the school."), "The army must enter the school."),
            new(_ids[3], "en", new("he", "אסור לצבא להיכנס לבית הספר."), "אסור שהצבא ייכנס לבית הספר."),
        ];
        var drift = MeasuringDrift.Measure(trips, [], 7);
        Assert.That(drift.Select(one => one.IsFar), Is.EqualTo(new[] { false, true, true, false }));
        Assert.That(drift[0].Kept, Is.GreaterThan(0.7));
        Assert.That(drift[1].Kept, Is.LessThan(0.35));
    }

    [Test]
    public void A_segment_that_votes_differently_by_the_version_it_read_is_found_among_many_that_do_not()
    {
        List<VersionVotes> votes = [new(_ids[0], "a", "he", 80, 100), new(_ids[0], "a", "ar", 40, 100), new(_ids[0], "b", "ar", 5, 9)];
        for (var i = 1; i < 12; i++)
        {
            votes.AddRange([new(_ids[i], "a", "he", 60, 100), new(_ids[i], "a", "ar", 55 + (i % 3), 100), new(_ids[i], "b", "he", 9, 9)]);
        }
        var splits = FindingVersionSplits.Find(votes, ScoreTest.TwoShares, p => FalseDiscovery.Adjusted(p));
        Assert.That(splits.Select(split => (split.One.Statement, split.One.Language, split.Other.Language)), Is.EqualTo(new[] { (_ids[0], "he", "ar") }));
        Assert.That(splits[0].Difference, Is.EqualTo(0.4).Within(1e-12));
    }

    [Test]
    public void Votes_of_different_segments_are_never_compared() => Assert.That(
        FindingVersionSplits.Find([new(_ids[0], "a", "he", 100, 100), new(_ids[0], "b", "ar", 0, 100)], ScoreTest.TwoShares, p => FalseDiscovery.Adjusted(p)), Is.Empty);

    [Test]
    public void Chance_alone_is_rarely_called_a_split()
    {
        var chance = new Chance(3);
        var found = 0;
        for (var round = 0; round < 40; round++)
        {
            var votes = new List<VersionVotes>();
            for (var statement = 0; statement < 25; statement++)
            {
                var id = Guid.NewGuid();
                foreach (var language in new[] { "he", "ar" })
                {
                    var agreeing = Enumerable.Range(0, 60).Count(_ => chance.Uniform() < 0.6);
                    votes.Add(new VersionVotes(id, "a", language, agreeing, 60));
                }
            }
            found += FindingVersionSplits.Find(votes, ScoreTest.TwoShares, p => FalseDiscovery.Adjusted(p)).Count > 0 ? 1 : 0;
        }
        Assert.That(found, Is.LessThanOrEqualTo(6), "of 40 rounds, 5 % expected");
    }
}
