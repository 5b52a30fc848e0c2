using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;
using Pulse.Analysing.Segments;
using Pulse.Analysing.Themes;
using Pulse.Language;

namespace Pulse.Analysing;

/// <summary>The whole analysis, as a pure function: no clock, no network, no model, no chance but the seed's.</summary>
public static class Analyse
{
    /// <exception cref="ArgumentException">The votes have another number of rows or columns than there are participants or
    /// statements, an id or a segment appears twice, or a segment is not declared.</exception>
    /// <param name="input">What is analysed.</param>
    /// <param name="parameters">What else may change the result.</param>
    /// <param name="reached">Told each stage as it begins, how many of its parts are done, and of how many.</param>
    public static Analysis Run(
        AnalysisInput input, AnalysisParameters parameters, Action<RunStage, int, int>? reached = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(parameters);
        var (participants, participantAt) = Sorted(input.Participants, participant => participant.Id, "participant");
        var (statements, statementAt) = Sorted(input.Statements, statement => statement.Id, "statement");
        var segments = input.Segments.OrderBy(segment => segment.Slug, StringComparer.Ordinal).ToArray();
        var matrix = input.Votes;
        if (matrix.Participants != participants.Length || matrix.Statements != statements.Length)
        {
            throw new ArgumentException(
                $"Votes of {matrix.Participants} × {matrix.Statements} are not those of {participants.Length} participants on {statements.Length} statements.",
                nameof(input));
        }
        matrix = matrix.Reordered(participantAt, statementAt);

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

    /// <summary>The list by rising id, and where each of its members stands there; null where it is so already.</summary>
    private static (T[] Sorted, int[]? At) Sorted<T>(IReadOnlyList<T> list, Func<T, Guid> id, string what)
    {
        var (ids, numbers) = (list.Select(id).ToArray(), Enumerable.Range(0, list.Count).ToArray());
        Array.Sort(ids, numbers);
        var at = new int[numbers.Length];
        var moved = false;
        for (var i = 0; i < numbers.Length; i++)
        {
            if (i > 0 && ids[i] == ids[i - 1])
            {
                throw new ArgumentException($"The {what} {ids[i]} appears twice.");
            }
            at[numbers[i]] = i;
            moved |= numbers[i] != i;
        }
        return (Array.ConvertAll(numbers, number => list[number]), moved ? at : null);
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
        var themes = Theming.Of(BuiltInEngine.Vectors(texts, parameters.Seed), parameters.Themes, parameters.Seed);
        var themeOf = Enumerable.Repeat(-1, answers.Length).ToArray();
        foreach (var theme in themes.Of)
        {
            foreach (var member in theme.Members)
            {
                themeOf[member] = theme.Number;
            }
        }
        var terms = DistinctiveTerms.Of(texts, themeOf, themes.Of.Count);
        return (
            themes.Of.Select(theme => new ThemeResult(
                theme.Number, terms[theme.Number],
                theme.Representative.Select(i => answers[i].Id).ToArray(), theme.Cohesion)).ToArray(),
            themes.WithoutTheme.Select(i => answers[i].Id).ToArray(),
            themes.Silhouettes);
    }
}
