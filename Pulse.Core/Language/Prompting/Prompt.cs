namespace Pulse.Language.Prompting;

/// <summary>One prompt file.</summary>
/// <param name="Task">One of <see cref="PromptTasks"/>.</param>
/// <param name="Language">The language it is written in, which is the language of what it asks for.</param>
/// <param name="Version">Raised whenever the wording changes.</param>
/// <param name="MaxOutputTokens">What a reply may be long, in tokens.</param>
/// <param name="Measured">One line: on what it was tried.</param>
/// <param name="Body">The system message, to the letter.</param>
/// <param name="Hash">SHA-256 of the file, lower-case hex; stored with what it produced.</param>
/// <param name="BodyHash">SHA-256 of <paramref name="Body"/>, by which a server in a test knows it.</param>
public sealed record Prompt(
    string Task, string Language, int Version, int MaxOutputTokens, string Measured, string Body, string Hash, string BodyHash);
