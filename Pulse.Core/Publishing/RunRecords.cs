using Npgsql;
using Pulse.Collecting;

namespace Pulse.Publishing;

/// <summary>A run as the desk and the method card tell of it.</summary>
public sealed record RunRecord
{
    public required Guid RunId { get; init; }

    /// <summary>requested · running · finished · failed.</summary>
    public required string State { get; init; }
    public required string Stage { get; init; }
    public required int StageDone { get; init; }
    public required int StageTotal { get; init; }
    public required long Seed { get; init; }
    public string? CodeVersion { get; init; }
    public byte[]? InputFingerprint { get; init; }
    public byte[]? ResultHash { get; init; }
    public required DateTime RequestedAt { get; init; }
    public DateTime? FinishedAt { get; init; }

    /// <summary>A withdrawal took somebody out of it after it was finished.</summary>
    public required bool Stale { get; init; }
    public required int Attempts { get; init; }
    public string? LastError { get; init; }

    /// <summary>"built-in", "model NAME", or "built-in: WHY" where a model was asked and gave none.</summary>
    public string? Vectors { get; init; }
    public required bool Current { get; init; }

    public bool Working => State is "requested" or "running";
}

public static class RunRecords
{
    private const string OfDialogueSql = $"""
        select run.run_id, run.state, run.stage, run.stage_done, run.stage_total, run.seed, run.code_version,
          run.input_fingerprint, run.result_hash, run.requested_at, run.finished_at,
          run.stale or run.state = 'finished' and run.dialogue_id in ({UncarriedWithdrawals.JustLeft}) as stale, run.attempts,
          run.last_error, run.vectors, coalesce(run.run_id = pointer.run_id, false) as current
        from analysing.runs run
        left join analysing.current_runs pointer on pointer.dialogue_id = run.dialogue_id
        where run.dialogue_id = @dialogueId
        order by run.requested_at desc, run.run_id
        limit 50
        """;

    /// <summary>Newest first, at most 50.</summary>
    public static Task<IReadOnlyList<RunRecord>> OfDialogue(
        NpgsqlConnection connection, Guid dialogueId, CancellationToken stop) =>
        Sql.Rows<RunRecord>(connection, OfDialogueSql, new { dialogueId }, stop);
}
