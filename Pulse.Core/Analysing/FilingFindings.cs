using System.Text.Json;
using Pulse.Analysing.Differences;
using Pulse.Analysing.Slates;

namespace Pulse.Analysing;

/// <summary>Turns what was found about statements together into rows: indices become ids, lists become positions.</summary>
public static class FilingFindings
{
    public static RunFindings Of(Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var ids = analysis.Statements.Select(statement => statement.Id).ToArray();
        var groups = analysis.WorkingGroups;
        var slates = groups.Where(group => group.Findings.Slate is not null)
            .Select(group => (group.Slug, Slate: group.Findings.Slate!)).ToArray();
        return new RunFindings
        {
            Divides = [.. groups.SelectMany(group => group.Findings.Divides.Of.Select((one, place) => DivideOf(one, place, ids)))],
            Uncertain = [.. groups.SelectMany(group => group.Findings.Uncertain.Of.SelectMany((one, place) =>
                one.Segments.Select(segment => UncertainOf(one, segment, place, ids))))],
            RedLines = [.. groups.SelectMany(group => group.Findings.Mirrored.SelectMany(found => RedLinesOf(found, ids)))],
            Slates = [.. slates.Select(one => SlateOf(one.Slug, one.Slate))],
            SlateStatements = [.. slates.SelectMany(one => one.Slate.Chosen.Select((chosen, place) => new RunSlateStatement
            {
                StatementId = ids[chosen.Statement],
                Position = place,
                ChosenBy = JsonNamingPolicy.KebabCaseLower.ConvertName(chosen.By.ToString()),
                Approvals = chosen.Approvals,
            }))],
            Coverage = [.. slates.SelectMany(one => one.Slate.Coverage.Segments
                .Select(segment => CoverageOf(one.Slug, segment.Segment, segment))
                .Append(CoverageOf(one.Slug, AnalysisInputs.NoSegment, one.Slate.Coverage.WithoutSegment)))],
            NearCopies = [.. slates.SelectMany(one => one.Slate.NearCopies
                .Select(copy => new RunNearCopy(ids[copy.Statement], ids[copy.Chosen], copy.Similarity)))],
            ReasonsAgainst = [.. groups.SelectMany(group => group.Findings.Dissent.SelectMany(one => ReasonsOf(one.Statement, one.Reasons, ids)))],
            ReasonsFor = [.. groups.SelectMany(group => group.Findings.Support.SelectMany(one => ReasonsOf(one.Statement, one.Reasons, ids)))],
            Expected = [.. analysis.Expected.Cells.Select(cell => new RunExpected
            {
                StatementId = ids[cell.Statement],
                Segment = analysis.Expected.Segments[cell.Segment],
                Votes = cell.Cast,
                Expected = cell.Share,
                Low = cell.Low,
                High = cell.High,
            })],
            Corrected = [.. analysis.Corrected.Shares.Select(share => new RunCorrected
            {
                StatementId = ids[share.Statement],
                Segment = analysis.Corrected.Segments[share.Segment],
                Votes = share.Cast,
                Corrected = share.Corrected!.Value,
                Low = share.CorrectedInterval.Low,
                High = share.CorrectedInterval.High,
                EffectiveVotes = share.EffectiveVotes,
            })],
            Discoveries = [.. analysis.Opinions.Discoveries.Groups.SelectMany((found, group) => found.Select((one, place) => new RunDiscovery
            {
                StatementId = ids[one.Statement],
                OpinionGroup = analysis.Opinions.Groups[group].Number,
                Position = place,
                Agrees = one.Agrees,
                Difference = one.Difference,
                Low = one.Low,
                High = one.High,
                FalseDiscovery = one.AdjustedP,
            }))],
            Stability = analysis.Opinions.Stability,
        };
    }

    private static RunDivide DivideOf(Divide divide, int place, Guid[] ids) => new()
    {
        StatementId = ids[divide.Statement],
        Position = place,
        MoreSegment = divide.Agreeing.Segment,
        LessSegment = divide.Other.Segment,
        Difference = divide.Difference.Value,
        Low = divide.Difference.Low,
        High = divide.Difference.High,
        FalseDiscovery = divide.Difference.FalseDiscovery,
    };

    private static RunUncertain UncertainOf(UncertainStatement statement, UncertainSegment segment, int place, Guid[] ids) => new()
    {
        StatementId = ids[statement.Statement],
        Segment = segment.Passing.Segment,
        Position = place,
        Passes = segment.Passing.Count,
        Votes = segment.Passing.Cast,
        Level = segment.Level,
        FalseDiscovery = segment.FalseDiscovery,
    };

    // Pairs first, then what found no counterpart; both sides count their lines from 0
    private static IEnumerable<RunRedLine> RedLinesOf(MirroredStatements found, Guid[] ids)
    {
        var (first, second) = (found.FirstSegment, found.SecondSegment);
        return found.Pairs.SelectMany((pair, place) => new[]
            {
                Line(pair.First, first, second, place, pair.Second, pair.Similarity),
                Line(pair.Second, second, first, place, pair.First, pair.Similarity),
            })
            .Concat(found.FirstUnpaired.Select((line, place) => Line(line, first, second, found.Pairs.Count + place, null, null)))
            .Concat(found.SecondUnpaired.Select((line, place) => Line(line, second, first, found.Pairs.Count + place, null, null)));

        RunRedLine Line(RedLine line, string segment, string other, int place, RedLine? counterpart, double? similarity) => new()
        {
            StatementId = ids[line.Statement],
            Segment = segment,
            OtherSegment = other,
            Position = place,
            CounterpartId = counterpart is null ? null : ids[counterpart.Statement],
            Similarity = similarity,
        };
    }

    private static RunSlate SlateOf(string workingGroup, Slate slate) => new()
    {
        WorkingGroup = workingGroup,
        Rule = slate.Rule,
        Seats = slate.Seats,
        People = slate.People,
        WorstSegment = slate.WorstSegment,
        Claims = slate.Verdict.Claims,
        RepresentsEveryGroup = slate.Verdict.Holds,
        Exact = slate.Balance.Exact,
        Swaps = slate.Balance.Swaps,
    };

    private static RunCoverage CoverageOf(string workingGroup, string segment, SegmentCoverage coverage) => new()
    {
        WorkingGroup = workingGroup,
        Segment = segment,
        Represented = coverage.Represented,
        NotRepresented = coverage.NotRepresented,
        Unknown = coverage.Unknown,
    };

    private static IEnumerable<RunReason> ReasonsOf(int chosen, IReadOnlyList<SideReason> reasons, Guid[] ids) =>
        reasons.Select((reason, place) => new RunReason
        {
            StatementId = ids[chosen],
            ReasonId = ids[reason.Statement],
            Position = place,
            SideAgree = reason.SideAgree,
            Side = reason.SideCast,
            OthersAgree = reason.OthersAgree,
            Others = reason.OthersCast,
            Low = reason.Difference.Low,
            High = reason.Difference.High,
        });
}
