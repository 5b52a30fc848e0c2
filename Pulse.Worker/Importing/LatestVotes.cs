namespace Pulse.Worker.Importing;

/// <summary>The last vote of each participant on each statement: by time, then by place in the file.</summary>
internal sealed class LatestVotes
{
    private readonly Dictionary<(int Participant, int Statement), (long Moment, ImportedVote Vote)> _latest = [];
    private int _earlier;

    /// <param name="moment">Only compared with others of the same file.</param>
    public void Cast(int participant, int statement, sbyte vote, long moment, DateOnly day)
    {
        var pair = (participant, statement);
        var cast = (moment, new ImportedVote(participant, statement, vote, day));
        if (_latest.TryAdd(pair, cast))
        {
            return;
        }

        _earlier++;
        if (_latest[pair].Moment <= moment)
        {
            _latest[pair] = cast;
        }
    }

    public List<ImportedVote> Votes() => [.. _latest.Values.Select(cast => cast.Vote)];

    public sbyte? Of(int participant, int statement) =>
        _latest.TryGetValue((participant, statement), out var cast) ? cast.Vote.Vote : null;

    public IEnumerable<string> Notes() => _earlier == 0
        ? []
        : [$"{_earlier} votes were followed by a later one of the same person on the same statement; the latest counts."];
}
