using Pulse.Analysing.Estimates;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;
using Pulse.Analysing.Routing;
using Pulse.Analysing.Segments;
using Pulse.Analysing.Specifics;
using Pulse.Language;

namespace Pulse.Analysing;

/// <summary>The result of a run: a value, the same for the same input, parameters and rules, whoever computes it and when.</summary>
/// <param name="RuleVersion">Version of docs/methodology.md.</param>
/// <param name="Seed">The seed it was computed with.</param>
/// <param name="Participants">How many participants there were.</param>
/// <param name="Votes">How many votes were cast.</param>
/// <param name="Statements">By id.</param>
/// <param name="Opinions">One map over all statements.</param>
/// <param name="WorkingGroups">By slug.</param>
/// <param name="Expected">What a model expects where votes are few: steers and sorts, never published.</param>
/// <param name="Corrected">Shares corrected for what was offered to whom, beside the raw ones.</param>
public sealed record Analysis(
    string RuleVersion,
    ulong Seed,
    int Participants,
    int Votes,
    IReadOnlyList<StatementResult> Statements,
    OpinionResult Opinions,
    IReadOnlyList<WorkingGroupResult> WorkingGroups,
    ExpectedAgreement Expected,
    CorrectedShares Corrected);

/// <param name="Segments">Slugs that a cell's segment index names: the bridging segments.</param>
/// <param name="Cells">Per statement and segment.</param>
/// <param name="Least">Per statement: the least agreeing of them.</param>
public sealed record ExpectedAgreement(
    IReadOnlyList<string> Segments, IReadOnlyList<AgreementEstimate> Cells, IReadOnlyList<BridgingEstimate> Least);

/// <param name="Segments">Slugs that a share's segment index names: the bridging segments.</param>
/// <param name="Shares">Where every vote was drawn, by statement and segment.</param>
public sealed record CorrectedShares(IReadOnlyList<string> Segments, IReadOnlyList<ShareEstimate> Shares);

/// <summary>One statement: what each declared segment and each opinion group said, and what may be claimed across segments.</summary>
/// <param name="Id">The statement.</param>
/// <param name="Item">Slug of its item.</param>
/// <param name="WorkingGroup">Slug of its working group.</param>
/// <param name="Total">Everybody together: shown last or not at all.</param>
/// <param name="Segments">By slug.</param>
/// <param name="Headline">Across the bridging segments.</param>
/// <param name="EnoughVotes">Whether every bridging segment cast at least the minimum cell.</param>
/// <param name="JointFloor">Like the headline's floor, but all bridging intervals hold together with 95 %.</param>
/// <param name="Concreteness">How concretely it speaks; null without a text.</param>
/// <param name="Groups">Votes per opinion group, by number.</param>
/// <param name="GroupAwareConsensus">Product over opinion groups; null where there are none.</param>
/// <param name="GroupAwareConsensusMean">The geometric mean of the same; null where there are none.</param>
public sealed record StatementResult(
    Guid Id,
    string Item,
    string WorkingGroup,
    Tally Total,
    IReadOnlyList<SegmentCount> Segments,
    Headline Headline,
    bool EnoughVotes,
    double JointFloor,
    Concreteness? Concreteness,
    IReadOnlyList<Tally> Groups,
    double? GroupAwareConsensus,
    double? GroupAwareConsensusMean);

/// <summary>What a working group's page shows.</summary>
/// <param name="Slug">The working group.</param>
/// <param name="Themes">Largest first.</param>
/// <param name="WithoutTheme">Answers that fit no theme, by id.</param>
/// <param name="Silhouettes">Per number of themes tried.</param>
/// <param name="Representative">Per opinion group: its statements in this working group that tell it from the others.</param>
/// <param name="AgreeTogether">Statements that everybody together agrees with (pooled: never a headline).</param>
/// <param name="DisagreeTogether">Statements that everybody together disagrees with.</param>
/// <param name="Findings">Where its statements bridge and divide, and which are chosen together.</param>
public sealed record WorkingGroupResult(
    string Slug,
    IReadOnlyList<ThemeResult> Themes,
    IReadOnlyList<Guid> WithoutTheme,
    IReadOnlyList<Separation> Silhouettes,
    IReadOnlyList<IReadOnlyList<RepresentativeResult>> Representative,
    IReadOnlyList<RepresentativeResult> AgreeTogether,
    IReadOnlyList<RepresentativeResult> DisagreeTogether,
    GroupFindings Findings);

/// <summary>A theme with its words and answers.</summary>
/// <param name="Number">From 0, largest first.</param>
/// <param name="Terms">Distinctive words per language.</param>
/// <param name="Answers">Every answer in it, the most representative first.</param>
/// <param name="Cohesion">Mean cosine to the theme's direction.</param>
/// <param name="SubThemes">Largest first; an answer may be in none of them.</param>
public sealed record ThemeResult(
    int Number, IReadOnlyList<Term> Terms, IReadOnlyList<Guid> Answers, double Cohesion, IReadOnlyList<SubThemeResult> SubThemes);

/// <summary>A narrower thing within a theme; its words tell it from the rest of that theme.</summary>
public sealed record SubThemeResult(int Number, IReadOnlyList<Term> Terms, IReadOnlyList<Guid> Answers, double Cohesion);

public sealed record RepresentativeResult(Guid Statement, RepresentativeStatement Evidence);
