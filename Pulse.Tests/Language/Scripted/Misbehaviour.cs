using Microsoft.AspNetCore.Http;

namespace Pulse.Tests.Language.Scripted;

/// <summary>What the scripted server does wrong with one request: instead of a reply, or to a good reply.</summary>
/// <param name="Name">Shown as the test's case.</param>
public sealed record Misbehaviour(string Name)
{
    /// <summary>Takes the request over; nothing else is sent.</summary>
    public Func<HttpContext, TimeProvider, Task>? Instead { get; init; }

    /// <summary>Done to the good reply.</summary>
    public Func<string, string>? Content { get; init; }

    public string FinishReason { get; init; } = "stop";

    /// <summary>The text is sent as a refusal.</summary>
    public bool Refuses { get; init; }

    public override string ToString() => Name;
}
