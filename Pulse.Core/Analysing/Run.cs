
namespace Pulse.Analysing;

public enum RunState { Requested, Running, Finished, Failed }

/// <summary>One analysis of a dialogue: asked for, worked on, and then never changed again.</summary>
public sealed record Run
{
    public required Guid RunId { get; init; }
    public required Guid DialogueId { get; init; }
    public required DateTime RequestedAt { get; init; }
    public required RunState State { get; init; }

    /// <summary>A <see cref="RunStage"/> in kebab case, or "waiting".</summary>
    public required string Stage { get; init; }
    public required int StageDone { get; init; }
    public required int StageTotal { get; init; }
    public required long Seed { get; init; }

    /// <summary>JSON of the parameters that the arithmetic was given.</summary>
    public required string Parameters { get; init; }
    public string? CodeVersion { get; init; }

    /// <summary>SHA-256 of the frozen input.</summary>
    public byte[]? InputFingerprint { get; init; }

    /// <summary>SHA-256 of the result's canonical bytes: the same for the same input, seed, parameters and code.</summary>
    public byte[]? ResultHash { get; init; }
    public DateTime? StartedAt { get; init; }
    public DateTime? FinishedAt { get; init; }

    /// <summary>Somebody counted in it has withdrawn; a new run has been requested.</summary>
    public required bool Stale { get; init; }
    public required int Attempts { get; init; }
    public string? LastError { get; init; }
}

/// <summary>The stages of a run, in their order.</summary>
public enum RunStage { Freeze, Count, Group, Theme, Persist }
