using Npgsql;

namespace Pulse.Convening;

/// <summary>convening.phases: staff open and close them; participants meet the one that is open now.</summary>
public static class Phases
{
    /// <param name="OpensAt">Null until it was scheduled or opened.</param>
    public sealed record State(string Phase, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt)
    {
        public bool IsOpen(DateTimeOffset now) =>
            OpensAt is { } opens && opens <= now && (ClosesAt is not { } closes || closes > now);

        public bool IsOver(DateTimeOffset now) => ClosesAt is { } closes && closes <= now;
    }

    private const string States = """
        select phase, opens_at, closes_at from convening.phases where dialogue_id = @DialogueId order by position
        """;

    private const string OpenNow = """
        update convening.phases set opens_at = @Now, closes_at = null
        where dialogue_id = @DialogueId and phase = @Phase
        """;

    private const string CloseNow = """
        update convening.phases set closes_at = @Now
        where dialogue_id = @DialogueId and phase = @Phase and opens_at < @Now
        """;

    public static async Task<IReadOnlyList<State>> All(
        NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        [.. (await Sql.Rows<Row>(connection, States, new { DialogueId = dialogueId }, stop))
            .Select(row => new State(row.Phase, Moment(row.OpensAt), Moment(row.ClosesAt)))];

    /// <summary>The phase that is open now, the latest where several overlap; null between phases.</summary>
    public static async Task<string?> Open(
        NpgsqlConnection connection, Guid dialogueId, DateTimeOffset now, CancellationToken stop) =>
        (await All(connection, dialogueId, stop)).LastOrDefault(state => state.IsOpen(now))?.Phase;

    /// <summary>True when no phase of the dialogue can open any more.</summary>
    public static bool AreOver(Dialogue dialogue, IReadOnlyList<State> states, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        return dialogue.Closes <= now || states.All(state => state.IsOver(now));
    }

    /// <summary>The slug of the phase that participants meet now; null before the dialogue, between phases and after.</summary>
    public static string? OpenIn(Dialogue dialogue, IReadOnlyList<State> states, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        return AreOver(dialogue, states, now) || dialogue.Opens > now
            ? null : states.LastOrDefault(state => state.IsOpen(now))?.Phase;
    }

    /// <param name="segment">Where somebody belongs; null for those who named no segment.</param>
    public static bool TakesPart(Dialogue dialogue, Phase phase, string? segment)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        ArgumentNullException.ThrowIfNull(phase);
        return phase.Audience.Count == 0
            || (segment is not null && dialogue.TopSegmentOf(segment) is { } top && phase.Audience.Contains(top));
    }

    /// <summary>Opens a phase from now on, without an end.</summary>
    /// <returns>False if the dialogue has no such phase.</returns>
    public static async Task<bool> OpenFrom(
        NpgsqlConnection connection, Guid dialogueId, string phase, DateTimeOffset now, CancellationToken stop) =>
        await Sql.Run(connection, OpenNow, new { DialogueId = dialogueId, Phase = phase, Now = now }, stop) == 1;

    /// <summary>Closes a phase from now on.</summary>
    /// <returns>False if the dialogue has no such phase, or it was never open.</returns>
    public static async Task<bool> CloseFrom(
        NpgsqlConnection connection, Guid dialogueId, string phase, DateTimeOffset now, CancellationToken stop) =>
        await Sql.Run(connection, CloseNow, new { DialogueId = dialogueId, Phase = phase, Now = now }, stop) == 1;

    internal static DateTimeOffset? Moment(DateTime? stored) =>
        stored is { } utc ? new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)) : null;

    private sealed record Row(string Phase, DateTime? OpensAt, DateTime? ClosesAt);
}
