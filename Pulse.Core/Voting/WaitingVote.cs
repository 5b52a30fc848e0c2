using Npgsql;

namespace Pulse.Voting;

/// <summary>A vote that waits for its commit, with whoever waits for the reply.</summary>
internal sealed class WaitingVote(GivenVote vote)
{
    // the committer goes on to the next batch; replies are made elsewhere
    private readonly TaskCompletionSource<CastReply> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GivenVote Vote { get; } = vote;

    public Task<CastReply> Reply => _reply.Task;

    public void Tell(CastOutcome outcome, SealedStatement? next = null) =>
        _reply.TrySetResult(new CastReply(outcome, Vote.StatementId, next));

    /// <summary>Says what an error means for this vote; those that were told already are left alone.</summary>
    public void Fail(Exception error)
    {
        if (error is PostgresException refused && Votes.IsGone(refused))
        {
            Tell(CastOutcome.NotFound);
        }
        else if (error is PostgresException taken
                && (OfferedStatements.WasTakenBack(taken) || taken.SqlState == WritingVotes.Changed)
            || error is NpgsqlException { IsTransient: false } and not PostgresException
            || error is PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown })
        {
            // whether it was saved is not known: the phone sends it again under the same key
            Tell(CastOutcome.Unavailable);
        }
        else
        {
            _reply.TrySetException(error);
        }
    }
}
