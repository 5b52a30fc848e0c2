using Pulse.Analysing.Estimates;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.Segments;
using Pulse.Language;

namespace Pulse.Analysing;

/// <summary>What can be said of the bridging segments beyond counts: expectations where votes are few, and corrected shares.</summary>
internal sealed class EstimatingInSegments
{
    private readonly VoteMatrix _matrix;
    private readonly string[] _bridging;
    private readonly int[] _segmentOf;

    /// <param name="matrix">All cast votes.</param>
    /// <param name="segmentOfParticipant">Each participant's own segment, null for none.</param>
    /// <param name="segments">All declared segments.</param>
    /// <param name="bridging">Slugs of those to bridge; a participant counts in the first of them on the way up.</param>
    public EstimatingInSegments(
        VoteMatrix matrix, IReadOnlyList<string?> segmentOfParticipant, IReadOnlyList<Segment> segments, IReadOnlyList<string> bridging)
    {
        _matrix = matrix;
        _bridging = [.. bridging.Distinct().Order(StringComparer.Ordinal)];
        var parents = segments.ToDictionary(segment => segment.Slug, segment => segment.Parent, StringComparer.Ordinal);
        _segmentOf = [.. segmentOfParticipant.Select(slug =>
        {
            for (; slug is not null; slug = parents.GetValueOrDefault(slug))
            {
                if (Array.IndexOf(_bridging, slug) is var place and >= 0)
                {
                    return place;
                }
            }
            return -1;
        })];
    }

    /// <param name="texts">One per statement: its language versions; empty without a text.</param>
    public ExpectedAgreement Expect(IReadOnlyList<IReadOnlyList<TextVersion>> texts, ulong seed)
    {
        if (_bridging.Length == 0 || _matrix.Votes == 0)
        {
            return new ExpectedAgreement(_bridging, [], []);
        }
        var vectors = texts.Any(versions => versions.Count > 0) ? BuiltInEngine.Vectors(texts, seed) : null;
        var found = EstimatingAgreement.Of(_matrix, _segmentOf, _bridging.Length, vectors, seed);
        return new ExpectedAgreement(_bridging, found.Cells, found.Bridging);
    }

    /// <param name="offers">Draws by participant and statement index.</param>
    public CorrectedShares Correct(IReadOnlyList<(int Participant, int Statement, int Pool, int Step, double Probability)> offers) =>
        new(_bridging, CorrectingShares.Of(_matrix, _segmentOf, _bridging.Length, offers));
}
