namespace Pulse.Language;

/// <summary>One wording of a text; <paramref name="Language"/> is a tag such as he, ar or en.</summary>
public sealed record TextVersion(string Language, string Text);
