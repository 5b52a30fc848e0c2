using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;
using Pulse.Analysing.Segments;
using Pulse.Analysing.Specifics;
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
        var segmentOf = participants.Select(participant => participant.Segment).ToArray();
        var counts = SegmentCounting.Of(matrix, segmentOf, segments);
        var headlines = counts.Select(statement => Bridging.Of(statement, input.BridgingSegments)).ToArray();
        var texts = Texts(input.Answers, statements);
        var concreteness = ScoringConcreteness.Of(texts);
        reached?.Invoke(RunStage.Group, 0, 2);
        var map = OpinionGrouping.Of(
            // Threads change the time and no bit of the result
            matrix, parameters.Seed, new OpinionGrouping.Options(Threads: Environment.ProcessorCount));
        var tallies = Tallying.Of(matrix, map.Labels(), map.Groups.Count);
        var opinions = AnalysingOpinions.Of(matrix, map, participants, parameters.Seed);
        reached?.Invoke(RunStage.Group, 1, 2);
        var estimating = new EstimatingInSegments(matrix, segmentOf, segments, input.BridgingSegments);

        return new Analysis(
            AnalysisParameters.RuleVersion, parameters.Seed, participants.Length, matrix.Votes,
            statements.Select((statement, i) => Result(
                statement, matrix.Total(i), counts[i], headlines[i], Bridging.Jointly(counts[i], input.BridgingSegments).Floor,
                Bridging.EnoughVotes(counts[i], input.BridgingSegments, parameters.MinimumCell), concreteness[i], tallies[i])).ToArray(),
            opinions,
            WorkingGroups(input.Answers, statements, matrix, map.Groups.Count, tallies,
                new FindingInGroups(matrix, segmentOf, counts, headlines, concreteness, texts, input.BridgingSegments, parameters),
                parameters, reached),
            estimating.Expect(texts, parameters.Seed),
            estimating.Correct(Draws(input.Offers, participants, statements)));
    }

    /// <summary>Draws by index; those of people who cast no vote, or on statements that are gone, have nothing to correct.</summary>
    private static (int Participant, int Statement, int Pool, int Step, double Probability)[] Draws(
        IReadOnlyList<AnalysedOffer> offers, AnalysedParticipant[] participants, AnalysedStatement[] statements)
    {
        var row = participants.Select((one, i) => (one.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        var column = statements.Select((one, i) => (one.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        return
        [
            .. offers.Where(offer => row.ContainsKey(offer.Participant) && column.ContainsKey(offer.Statement))
                .Select(offer => (row[offer.Participant], column[offer.Statement], offer.Pool, offer.Step, offer.Probability)),
        ];
    }

    /// <summary>What a statement says: the answer it was made from has the statement's id.</summary>
    private static IReadOnlyList<TextVersion>[] Texts(IReadOnlyList<AnalysedAnswer> answers, AnalysedStatement[] statements)
    {
        var byId = answers.ToDictionary(answer => answer.Id, Versions);
        return Array.ConvertAll(statements, statement => byId.GetValueOrDefault(statement.Id, []));
    }

    /// <summary>Versions sort too: a set of translations has no order of its own.</summary>
    private static IReadOnlyList<TextVersion> Versions(AnalysedAnswer answer) =>
        [.. answer.Versions.OrderBy(version => version.Language, StringComparer.Ordinal)
            .ThenBy(version => version.Text, StringComparer.Ordinal)];

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
        AnalysedStatement statement, Tally total, IReadOnlyList<SegmentCount> counts, Headline headline, double jointFloor,
        bool enoughVotes, Concreteness? concreteness, Tally[] groups) => new(
            statement.Id, statement.Item, statement.WorkingGroup, total, counts, headline, enoughVotes, jointFloor, concreteness,
            groups,
            groups.Length == 0 ? null : Representing.GroupAwareConsensus(groups),
            groups.Length == 0 ? null : Representing.GroupAwareConsensusMean(groups));

    private static WorkingGroupResult[] WorkingGroups(
        IReadOnlyList<AnalysedAnswer> allAnswers, AnalysedStatement[] statements, VoteMatrix matrix, int groups,
        Tally[][] tallies, FindingInGroups finding, AnalysisParameters parameters, Action<RunStage, int, int>? reached)
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
                var here = Enumerable.Range(0, statements.Length).Where(Here).ToArray();
                var (agree, disagree) = Representing.Consensus(matrix, Here);
                var themed = ThemingAnswers.Of(answersOf[slug].ToArray(), Versions, parameters);
                return new WorkingGroupResult(
                    slug, themed.Themes, themed.WithoutTheme, themed.Silhouettes,
                    Representing.Of(tallies, groups, Here).Select(Named).ToArray(), Named(agree), Named(disagree),
                    finding.Of(here,
                        [.. here.Select(statement => themed.VectorOf(statements[statement].Id))],
                        [.. here.Select(statement => themed.ThemeOf(statements[statement].Id))]));
            }).ToArray();

        IReadOnlyList<RepresentativeResult> Named(IReadOnlyList<RepresentativeStatement> found) =>
            found.Select(one => new RepresentativeResult(statements[one.Statement].Id, one)).ToArray();
    }
}
