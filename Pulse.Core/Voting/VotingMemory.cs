using System.Collections.Concurrent;

namespace Pulse.Voting;

/// <summary>
/// What a host remembers of dialogues, people and statements that were just voted with, so that most votes need no
/// reading. All of it may be out of date: it decides about a vote, and <c>voting.cast_votes</c> writes the vote only
/// where it still holds. Texts are kept as they are stored, sealed.
/// </summary>
internal sealed class VotingMemory(TimeProvider clock) : IDisposable
{
    private const int MostVoters = 50_000;
    private const int MostStatements = 20_000;

    private static readonly TimeSpan _time = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Guid, GivenVotes.Convened> _convened = new();
    private readonly Recent<Voter> _voters = new(clock, MostVoters, _time);
    private readonly Recent<KnownStatement> _statements = new(clock, MostStatements, _time);

    /// <summary>
    /// What is remembered of a vote's circumstances; null where it must be read. Its participant is then forgotten until
    /// it was cast.
    /// </summary>
    public (GivenVotes.Row Row, GivenVotes.Convened Convened)? Recall(GivenVote vote)
    {
        // taken even where nothing comes of it: whoever reads everything anew remembers more afterwards
        if (_voters.Take(vote.ParticipantId) is not { } voter
            || !_convened.TryGetValue(vote.DialogueId, out var convened)
            || _statements.Find(vote.StatementId) is not { } known)
        {
            return null;
        }

        var votedBefore = voter.Seen.Contains(vote.StatementId) && !voter.Waiting.Contains(vote.StatementId);
        return votedBefore || voter.LastWrite == vote.WriteKey
            ? null : (new GivenVotes.Row { Voter = voter, Statement = known.Statement.Place }, convened);
    }

    /// <summary>Null where its texts must be read: they may have been translated anew since.</summary>
    public SealedStatement? Fresh(Guid statement) =>
        _statements.Find(statement) is { } known && clock.GetElapsedTime(known.ReadAt) < StatementPools.MostAge
            ? known.Statement : null;

    public void Keep(IEnumerable<GivenVotes.Convened> read)
    {
        foreach (var convened in read)
        {
            _convened[convened.Dialogue.Id] = convened;
        }
    }

    /// <summary>Takes note of what was committed, and of what was read with it.</summary>
    /// <param name="readAt">When it began to be read.</param>
    public void Keep(IEnumerable<DecidedVote> cast, WritingVotes.Written written, long readAt)
    {
        foreach (var (dialogue, revision) in written.Revisions)
        {
            if (_convened.TryGetValue(dialogue, out var convened) && convened.Revision != revision)
            {
                _convened[dialogue] = convened with { Revision = revision };
            }
        }

        foreach (var statement in written.Statements.Values)
        {
            _statements.Keep(statement.Id, new KnownStatement(statement, readAt));
        }

        foreach (var one in cast)
        {
            one.Voter.Cast(one.Vote, one.Decision);
            _voters.Keep(one.Vote.ParticipantId, one.Voter);
        }
    }

    public void Dispose()
    {
        _voters.Dispose();
        _statements.Dispose();
    }

    private sealed record KnownStatement(SealedStatement Statement, long ReadAt);
}
