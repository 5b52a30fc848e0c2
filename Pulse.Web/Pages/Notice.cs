namespace Pulse.Web.Pages;

/// <summary>What the desk says when it has no page to show.</summary>
/// <param name="Reason">A kebab-case word with its own sentence in the wording; null for the status' usual one.</param>
/// <param name="Problems">Lines that name what was wrong with what was sent.</param>
public sealed record Notice(int Status, string? Reason, IReadOnlyList<string> Problems);
