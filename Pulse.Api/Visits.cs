using System.Text.Json;
using Npgsql;
using Pulse.Collecting;
using Pulse.Convening;
using Pulse.People;

namespace Pulse.Api;

/// <summary>
/// Lets participants in: checks the session, opens the connection, and for writes the transaction, in which one key
/// has one effect and one reply.
/// </summary>
public sealed class Visits(NpgsqlDataSource database, Keyring keyring, TimeProvider clock, Pace pace)
{
    public NpgsqlDataSource Database => database;

    public DateTimeOffset Now => clock.GetUtcNow();

    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    public async Task<IResult> Read<T>(HttpContext http, Standing needed, Func<Visit, Task<Reply<T>>> look)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(look);
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var found = await Enter(connection, Cookie.SessionOf(http.Request), http.RequestAborted);
        if (found.Body is not { } visit || visit.Lacks(needed) is not null)
        {
            return new ProblemResult(found.Refused ?? found.Body!.Lacks(needed)!.Value);
        }

        var reply = await look(visit);
        return reply.Body is { } body
            ? Results.Json(body, Json.Options)
            : new ProblemResult(reply.Refused!.Value, reply.Faults);
    }

    /// <summary>
    /// A look that leaves something behind of itself, in turn with the participant's writes; repeated, it finds what it
    /// left, so it needs no key.
    /// </summary>
    public async Task<IResult> ReadInTurn<T>(HttpContext http, Standing needed, Func<Visit, Task<Reply<T>>> look)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(look);
        var session = Cookie.SessionOf(http.Request);
        var stop = CancellationToken.None;
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        await using var transaction = await connection.BeginTransactionAsync(http.RequestAborted);
        if (await Genuine(connection, session, stop) is not { } key)
        {
            return new ProblemResult(Refusal.NoSession);
        }

        await Writes.Queue(connection, key.Pseudonym(session!.Secret), stop);
        var found = await Enter(connection, session, stop);
        if (found.Body is not { } visit || visit.Lacks(needed) is not null)
        {
            return new ProblemResult(found.Refused ?? found.Body!.Lacks(needed)!.Value);
        }

        var reply = await look(visit);
        if (reply.Body is not { } body)
        {
            return new ProblemResult(reply.Refused!.Value, reply.Faults);
        }

        await transaction.CommitAsync(stop);
        return Results.Json(body, Json.Options);
    }

    /// <summary>A write whose stored reply is what was told.</summary>
    public Task<IResult> Write<TBody, T>(
        HttpContext http, Standing needed, int status, Func<Visit, TBody, Task<Reply<T>>> deed)
        where TBody : class
        where T : class =>
        Write<TBody, T, T>(http, needed, status, deed, (_, told) => Task.FromResult(told));

    /// <param name="deed">Does the work and returns what is remembered of the reply, which must hold nobody's words.</param>
    /// <param name="tell">Makes the reply from it, now and whenever the same write is sent again.</param>
    public async Task<IResult> Write<TBody, TMemo, T>(
        HttpContext http, Standing needed, int status,
        Func<Visit, TBody, Task<Reply<TMemo>>> deed, Func<Visit, TMemo, Task<T>> tell)
        where TBody : class
        where TMemo : class
        where T : class
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(deed);
        ArgumentNullException.ThrowIfNull(tell);
        var session = Cookie.SessionOf(http.Request);
        var body = session is null ? Refusal.NoSession : await Body.Read<TBody>(http);
        if (body.Body is not { } received)
        {
            return new ProblemResult(body.Refused!.Value);
        }

        // Read committed, and one writer per participant: see Writes.Queue. A write that was begun is not broken off.
        var stop = CancellationToken.None;
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        await using var transaction = await connection.BeginTransactionAsync(http.RequestAborted);
        if (await Genuine(connection, session, stop) is not { } key)
        {
            return new ProblemResult(Refusal.NoSession);
        }

        var participantId = key.Pseudonym(session!.Secret);
        if (!pace.Admits(participantId))
        {
            return new ProblemResult(Refusal.TooManyRequests);
        }

        await Writes.Queue(connection, participantId, stop);
        var found = await Enter(connection, session, stop);
        if (found.Body is not { } visit)
        {
            return new ProblemResult(found.Refused!.Value);
        }

        var writeKey = UnsafeRequests.KeyOf(http.Request)!.Value;
        var hash = Writes.HashOf(session.Secret, $"{http.Request.Method} {http.Request.Path}", received.Bytes);
        if (await Writes.Find(connection, participantId, writeKey, stop) is { } earlier)
        {
            return earlier.BodyHash.AsSpan().SequenceEqual(hash)
                ? Results.Json(
                    await tell(visit, JsonSerializer.Deserialize<TMemo>(earlier.Reply, Json.Options)!),
                    Json.Options, statusCode: earlier.Status)
                : new ProblemResult(Refusal.KeyReused);
        }

        if (visit.Lacks(needed) is { } lacking)
        {
            return new ProblemResult(lacking);
        }

        var reply = await deed(visit, received.Value);
        if (reply.Body is not { } memo)
        {
            return new ProblemResult(reply.Refused!.Value, reply.Faults);
        }

        await Writes.Add(connection, participantId, writeKey,
            new Writes.Write(hash, status, JsonSerializer.Serialize(memo, Json.Options)), stop);
        var told = await tell(visit, memo);
        await transaction.CommitAsync(stop);
        return Results.Json(told, Json.Options, statusCode: status);
    }

    /// <summary>The visit of a session as the database stands now; used again after a deed that changed it.</summary>
    public async Task<Reply<Visit>> Enter(NpgsqlConnection connection, Session? session, CancellationToken stop)
    {
        if (await Genuine(connection, session, stop) is not { } key
            || await Dialogues.Find(connection, session!.DialogueId, stop) is not { } dialogue)
        {
            return Refusal.NoSession;
        }

        var participantId = key.Pseudonym(session.Secret);
        var participant = await Participants.Find(connection, participantId, stop);
        if (participant is null && await Withdrawals.Has(connection, participantId, stop))
        {
            return Refusal.Withdrawn;
        }

        var states = await Phases.All(connection, dialogue.Id, stop);
        var over = Phases.AreOver(dialogue, states, Now);
        var open = Phases.OpenIn(dialogue, states, Now);
        var phase = open is null ? null : dialogue.Phases.First(one => one.Slug == open);
        return new Visit
        {
            Connection = connection,
            Dialogue = dialogue,
            Key = key,
            Session = session,
            ParticipantId = participantId,
            Participant = participant,
            Phase = phase is not null && TakesPart(dialogue, phase, participant) ? phase : null,
            Over = over,
            MoreMayCome = !over && states.Any(state => state.Phase != open && !state.IsOver(Now)),
            NextOpens = over ? null : NextOpening(dialogue, states, participant),
            Today = Today,
            Stop = stop,
        };
    }

    // a phase for others only is nothing to come back for
    private DateTimeOffset? NextOpening(
        Dialogue dialogue, IReadOnlyList<Phases.State> states, Participant? participant) => states
        .Where(state => state.OpensAt > Now
            && TakesPart(dialogue, dialogue.Phases.First(phase => phase.Slug == state.Phase), participant))
        .Min(state => state.OpensAt > dialogue.Opens || dialogue.Opens is null ? state.OpensAt : dialogue.Opens);

    private static bool TakesPart(Dialogue dialogue, Phase phase, Participant? participant) =>
        Phases.TakesPart(dialogue, phase, participant?.Segment);

    /// <summary>The key of a session's dialogue, mostly from memory; null where the session is not genuine.</summary>
    public async Task<DialogueKey?> KeyOf(Session session, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (keyring.Opened(session.DialogueId) is { } opened)
        {
            return session.IsGenuine(opened) ? opened : null;
        }

        await using var connection = await database.OpenConnectionAsync(stop);
        return await Genuine(connection, session, stop);
    }

    private async Task<DialogueKey?> Genuine(NpgsqlConnection connection, Session? session, CancellationToken stop)
    {
        if (session is null)
        {
            return null;
        }

        try
        {
            var key = await keyring.Of(connection, session.DialogueId, stop);
            return session.IsGenuine(key) ? key : null;
        }
        catch (KeyFileException)
        {
            // no such dialogue, or its key was destroyed: nobody's session is good there
            return null;
        }
    }
}
