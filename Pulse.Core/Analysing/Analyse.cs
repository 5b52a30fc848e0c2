using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;
using Pulse.Analysing.Segments;
using Pulse.Analysing.Themes;
using Pulse.Language;

namespace Pulse.Analysing;

/// <summary>The whole analysis, as a pure function: no clock, no network, no model, no chance but the seed's.</summary>
public static class Analyse
{
    /// <exception cref="ArgumentException">A vote names an unknown participant or statement, somebody voted twice, an id
    /// or a segment appears twice, or a segment is not declared.</exception>
    /// <param name="input">What is analysed.</param>
    /// <param name="parameters">What else may change the result.</param>
    /// <param name="reached">Told each stage as it begins, how many of its parts are done, and of how many.</param>
    public static Analysis Run(
        AnalysisInput input, AnalysisParameters parameters, Action<RunStage, int, int>? reached = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(parameters);
        var participants = input.Participants.OrderBy(participant => participant.Id).ToArray();
        var statements = input.Statements.OrderBy(statement => statement.Id).ToArray();
        var segments = input.Segments.OrderBy(segment => segment.Slug, StringComparer.Ordinal).ToArray();
        var matrix = Matrix(input.Votes, participants, statements);

        reached?.Invoke(RunStage.Count, 0, 1);
        var counts = SegmentCounting.Of(matrix, participants.Select(participant => participant.Segment).ToArray(), segments);
        reached?.Invoke(RunStage.Group, 0, 1);
        var map = OpinionGrouping.Of(matrix, parameters.Seed);
        var tallies = Tallying.Of(matrix, map.Labels(), map.Groups.Count);

        return new Analysis(
            AnalysisParameters.RuleVersion, parameters.Seed, participants.Length, matrix.Votes,
            statements.Select((statement, i) =>
                Result(statement, matrix.Total(i), counts[i], tallies[i], input.BridgingSegments, parameters.MinimumCell)).ToArray(),
            new OpinionResult(
                participants.Select((participant, i) => new PlacedParticipant(
                    participant.Id, map.Positions[i].X, map.Positions[i].Y, map.Positions[i].Group)).ToArray(),
                map.Groups, map.Silhouettes,
                map.Components.Eigenvalues.Select(value => map.Components.Total > 0 ? value / map.Components.Total : 0).ToArray()),
            WorkingGroups(input.Answers, statements, matrix, map.Groups.Count, tallies, parameters, reached));
    }

    private static VoteMatrix Matrix(
        IReadOnlyList<AnalysedVote> votes, AnalysedParticipant[] participants, AnalysedStatement[] statements)
    {
        var row = Index(participants, participant => participant.Id, "participant");
        var column = Index(statements, statement => statement.Id, "statement");
        var cells = new IndexedVote[votes.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            var vote = votes[i];
            if (!row.TryGetValue(vote.Participant, out var participant) || !column.TryGetValue(vote.Statement, out var statement))
            {
                throw new ArgumentException($"A vote names participant {vote.Participant} and statement {vote.Statement}; one is unknown.");
            }
            cells[i] = new IndexedVote(participant, statement, vote.Ballot);
        }
        return VoteMatrix.From(participants.Length, statements.Length, cells);
    }

    private static Dictionary<Guid, int> Index<T>(T[] sorted, Func<T, Guid> id, string what)
    {
        var index = new Dictionary<Guid, int>(sorted.Length);
        for (var i = 0; i < sorted.Length; i++)
        {
            if (!index.TryAdd(id(sorted[i]), i))
            {
                throw new ArgumentException($"The {what} {id(sorted[i])} appears twice.");
            }
        }
        return index;
    }

    private static StatementResult Result(
        AnalysedStatement statement, Tally total, IReadOnlyList<SegmentCount> counts, Tally[] groups,
        IReadOnlyList<string> bridging, int minimumCell) => new(
            statement.Id, statement.Item, statement.WorkingGroup, total, counts,
            Bridging.Of(counts, bridging),
            bridging.Count > 0 && bridging.All(slug => counts.Any(count => count.Segment == slug && count.Cast >= minimumCell)),
            groups,
            groups.Length == 0 ? null : Representing.GroupAwareConsensus(groups),
            groups.Length == 0 ? null : Representing.GroupAwareConsensusMean(groups));

    private static WorkingGroupResult[] WorkingGroups(
        IReadOnlyList<AnalysedAnswer> allAnswers, AnalysedStatement[] statements, VoteMatrix matrix, int groups,
        Tally[][] tallies, AnalysisParameters parameters, Action<RunStage, int, int>? reached)
    {
        var answersOf = allAnswers.OrderBy(answer => answer.Id).ToLookup(answer => answer.WorkingGroup, StringComparer.Ordinal);
        var slugs = answersOf.Select(group => group.Key)
            .Union(statements.Select(statement => statement.WorkingGroup), StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).ToArray();
        return slugs
            .Select((slug, done) =>
            {
                reached?.Invoke(RunStage.Theme, done, slugs.Length);
                bool Here(int statement) => statements[statement].WorkingGroup == slug;
                var (agree, disagree) = Representing.Consensus(matrix, Here);
                var answers = answersOf[slug].ToArray();
                var (themes, without, silhouettes) = ThemesOf(answers, parameters);
                return new WorkingGroupResult(
                    slug, themes, without, silhouettes,
                    Representing.Of(tallies, groups, Here).Select(Named).ToArray(), Named(agree), Named(disagree));
            }).ToArray();

        IReadOnlyList<RepresentativeResult> Named(IReadOnlyList<RepresentativeStatement> found) =>
            found.Select(one => new RepresentativeResult(statements[one.Statement].Id, one)).ToArray();
    }

    private static (IReadOnlyList<ThemeResult> Themes, IReadOnlyList<Guid> Without, IReadOnlyList<Separation> Silhouettes) ThemesOf(
        AnalysedAnswer[] answers, AnalysisParameters parameters)
    {
        // Versions sort too: a set of translations has no order of its own.
        var texts = answers.Select(answer => (IReadOnlyList<TextVersion>)answer.Versions
            .OrderBy(version => version.Language, StringComparer.Ordinal)
            .ThenBy(version => version.Text, StringComparer.Ordinal).ToArray()).ToArray();
        var corpus = Corpus.Read(texts);
        var themes = Theming.Of(BuiltInEngine.Vectors(corpus, parameters.Seed), parameters.Themes, parameters.Seed);
        var labels = Labelling.Of(corpus, themes);
        return (
            themes.Of.Select(theme => new ThemeResult(
                theme.Number, labels[theme.Number].Terms,
                theme.Representative.Select(i => answers[i].Id).ToArray(), theme.Cohesion)).ToArray(),
            themes.WithoutTheme.Select(i => answers[i].Id).ToArray(),
            themes.Silhouettes);
    }
}
