namespace Pulse.Api;

/// <summary>What a deed comes to: a body, or a refusal with what is wrong in which field.</summary>
public sealed record Reply<T>(T? Body, Refusal? Refused, IReadOnlyDictionary<string, Fault>? Faults)
    where T : class
{
#pragma warning disable CA2225 // deeds simply return the body or the refusal
    public static implicit operator Reply<T>(T body) => new(body, null, null);

    public static implicit operator Reply<T>(Refusal refusal) => new(null, refusal, null);

    public static implicit operator Reply<T>((Refusal Refusal, string Field, Fault Fault) refused) =>
        new(null, refused.Refusal, new Dictionary<string, Fault> { [refused.Field] = refused.Fault });
#pragma warning restore CA2225
}
