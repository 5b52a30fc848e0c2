using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Pulse.Analysing.Estimates;
using Pulse.Analysing.OpinionGroups;
using Pulse.Analysing.Segments;
using Pulse.Analysing.Specifics;
using Pulse.Language;
using Pulse.People;

namespace Pulse.Analysing;

/// <summary>Turns what the arithmetic found into the rows of a run.</summary>
public static class FilingResults
{
    private const int MostCues = 3;

    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="succession">Under which numbers opinion groups are shown; null for those of a first run.</param>
    public static RunResult Of(
        Analysis analysis, IReadOnlyList<RunTotal> totals, DialogueKey key, GroupSuccession? succession = null)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        succession ??= NumberingGroups.First(analysis.Opinions);
        var themes = new List<RunTheme>();
        var filed = new List<ThemeAnswer>();
        foreach (var group in analysis.WorkingGroups)
        {
            FileThemes(group, key, themes, filed);
        }
        return new RunResult
        {
            Totals = totals,
            Counts = [.. analysis.Statements.SelectMany(CountsOf)],
            Scores = [.. analysis.Statements.Select((statement, i) => ScoreOf(statement, analysis.Expected.Least.ElementAtOrDefault(i)))],
            Themes = themes,
            ThemeAnswers = filed,
            Groups = [.. analysis.Opinions.Groups.Select(group => new RunGroup
            {
                OpinionGroup = group.Number,
                Participants = group.People,
                CentreX = group.X,
                CentreY = group.Y,
                ShownAs = succession.Groups[group.Number].Number,
                CarriesOn = succession.Groups[group.Number].CarriesOn,
                Jaccard = analysis.Opinions.Stability.Groups[group.Number].Jaccard,
                Verdict = Word(analysis.Opinions.Stability.Groups[group.Number].Verdict),
            })],
            Positions = [.. analysis.Opinions.Positions.Select(place => new RunPosition
            {
                ParticipantId = place.Id,
                X = place.X,
                Y = place.Y,
                OpinionGroup = place.Group,
                Stability = place.Stays,
            })],
            GroupCounts = [.. GroupCountsOf(analysis)],
            Findings = FilingFindings.Of(analysis),
        };
    }

    private static IEnumerable<StatementCount> CountsOf(StatementResult statement) =>
        statement.Segments
            .Where(count => count.Segment != AnalysisInputs.NoSegment || count.Cast > 0)
            .Select(count => new StatementCount
            {
                StatementId = statement.Id,
                Segment = count.Segment,
                Agree = count.Agree,
                Disagree = count.Disagree,
                Pass = count.Pass,
                Low = count.Interval.Low,
                High = count.Interval.High,
            });

    private static string Word(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static StatementScore ScoreOf(StatementResult statement, BridgingEstimate? expected) => new()
    {
        StatementId = statement.Id,
        Floor = statement.Headline.Floor,
        MinimumShare = statement.Headline.LowestShare,
        Spread = statement.Headline.Range,
        GroupAwareConsensus = statement.GroupAwareConsensus,
        EnoughInEverySegment = statement.EnoughVotes,
        EffectiveAgreement = statement.Headline.EffectiveAgreement,
        JointFloor = statement.JointFloor,
        ExpectedLeast = expected?.Lowest,
        ExpectedLeastLow = expected?.Low,
        ExpectedLeastHigh = expected?.High,
        GroupAwareConsensusMean = statement.GroupAwareConsensusMean,
        Concreteness = statement.Concreteness?.Score,
        ConcreteBy = statement.Concreteness is { } concreteness ? CuesOf(concreteness) : null,
    };

    /// <summary>The cues that give most points, by their mean over the language versions.</summary>
    private static string[] CuesOf(Concreteness concreteness) =>
        [.. concreteness.Versions.SelectMany(version => version.Cues)
            .GroupBy(cue => cue.Cue)
            .Select(cue => (cue.Key, Points: cue.Sum(part => part.Points)))
            .Where(cue => cue.Points > 0)
            .OrderByDescending(cue => cue.Points).ThenBy(cue => cue.Key)
            .Take(MostCues)
            .Select(cue => Word(cue.Key))];

    private static void FileThemes(
        WorkingGroupResult group, DialogueKey key, List<RunTheme> themes, List<ThemeAnswer> filed)
    {
        foreach (var theme in group.Themes)
        {
            var id = File(theme.Number, theme.Terms, theme.Answers.Count, null);
            var subThemeOf = new Dictionary<Guid, Guid>();
            foreach (var sub in theme.SubThemes)
            {
                var subId = File(sub.Number, sub.Terms, sub.Answers.Count, id);
                foreach (var answer in sub.Answers)
                {
                    subThemeOf[answer] = subId;
                }
            }
            filed.AddRange(theme.Answers.Select((answer, rank) =>
                Filed(answer, id, rank, subThemeOf.TryGetValue(answer, out var subTheme) ? subTheme : null)));
        }
        filed.AddRange(group.WithoutTheme.Select((answer, rank) => Filed(answer, null, rank, null)));

        Guid File(int position, IReadOnlyList<Term> terms, int answers, Guid? parent)
        {
            var id = Guid.NewGuid();
            var labels = terms.GroupBy(term => term.Language, StringComparer.Ordinal)
                .ToDictionary(own => own.Key, own => own.Select(term => term.Text).ToArray());
            themes.Add(new RunTheme
            {
                ThemeId = id,
                WorkingGroup = group.Slug,
                Position = position,
                LabelsSealed = key.Seal(JsonSerializer.Serialize(labels, _readable), RunTheme.LabelsColumn, id),
                Answers = answers,
                ParentId = parent,
            });
            return id;
        }
    }

    private static ThemeAnswer Filed(Guid answer, Guid? theme, int rank, Guid? subTheme) =>
        new() { StatementId = answer, ThemeId = theme, Rank = rank, SubThemeId = subTheme };

    private static IEnumerable<GroupCount> GroupCountsOf(Analysis analysis)
    {
        var ranks = new Dictionary<(Guid Statement, int Group), int>();
        foreach (var groups in analysis.WorkingGroups.Select(workingGroup => workingGroup.Representative))
        {
            for (var group = 0; group < groups.Count; group++)
            {
                for (var rank = 0; rank < groups[group].Count; rank++)
                {
                    ranks[(groups[group][rank].Statement, analysis.Opinions.Groups[group].Number)] = rank;
                }
            }
        }
        return analysis.Statements.SelectMany(statement => statement.Groups.Select((tally, group) =>
        {
            var number = analysis.Opinions.Groups[group].Number;
            return new GroupCount
            {
                StatementId = statement.Id,
                OpinionGroup = number,
                Agree = tally.Agree,
                Disagree = tally.Disagree,
                Pass = tally.Pass,
                RepresentativeRank = ranks.TryGetValue((statement.Id, number), out var rank) ? rank : null,
            };
        }));
    }
}
