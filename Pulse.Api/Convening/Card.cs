using System.ComponentModel;
using Pulse.Convening;

namespace Pulse.Api.Convening;

/// <summary>The dialogue as a participant meets it. Every text comes in all languages, so that switching needs no request.</summary>
public sealed record Card
{
    public required Guid Id { get; init; }
    public required string Slug { get; init; }

    [Description("True where the dialogue is an invented example; the phone says so on every page")]
    public required bool Synthetic { get; init; }
    public required IReadOnlyList<string> Languages { get; init; }
    public required IReadOnlyDictionary<string, string> Title { get; init; }
    public required IReadOnlyDictionary<string, string> Introduction { get; init; }
    public required ConsentCard Consent { get; init; }
    public required IReadOnlyList<SegmentCard> Segments { get; init; }

    [Description("\"ask\": every answer says whether it may be quoted; \"never\": nothing is quoted")]
    public required QuotingPolicy Quoting { get; init; }

    [Description("True where, after voting, GET /v1/standing tells roughly how the segments voted")]
    public required bool ShowsStanding { get; init; }

    [Description("Nothing is published about fewer people than this")]
    public required int MinimumCell { get; init; }
    public required IReadOnlyList<WorkingGroupCard> WorkingGroups { get; init; }

    public static Card Of(Dialogue dialogue)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        return new Card
        {
            Id = dialogue.Id,
            Slug = dialogue.Slug,
            Synthetic = dialogue.Synthetic,
            Languages = dialogue.Languages,
            Title = dialogue.Title.Versions,
            Introduction = dialogue.Introduction.Versions,
            Consent = new ConsentCard(dialogue.Consent.Version, dialogue.Consent.Text.Versions),
            Segments = [.. dialogue.Segments.Select(SegmentCard.Of)],
            Quoting = dialogue.Quoting,
            ShowsStanding = dialogue.ShowsStanding,
            MinimumCell = dialogue.MinimumCell,
            WorkingGroups =
            [
                .. dialogue.WorkingGroups.Select(group =>
                    new WorkingGroupCard(group.Slug, group.Name.Versions, group.Summary.Versions)),
            ],
        };
    }
}

public sealed record ConsentCard(int Version, IReadOnlyDictionary<string, string> Text);

/// <summary>A node of the segment tree; any node may be chosen.</summary>
public sealed record SegmentCard(
    string Slug, IReadOnlyDictionary<string, string> Name, IReadOnlyList<SegmentCard> Parts)
{
    public static SegmentCard Of(Segment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return new SegmentCard(segment.Slug, segment.Name.Versions, [.. segment.Parts.Select(Of)]);
    }
}

public sealed record WorkingGroupCard(
    string Slug, IReadOnlyDictionary<string, string> Name, IReadOnlyDictionary<string, string> Summary);
