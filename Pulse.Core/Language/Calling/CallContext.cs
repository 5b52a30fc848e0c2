namespace Pulse.Language.Calling;

/// <summary>What a call is about: decides where it is cached, whose budget pays, and what is forgotten when words are withdrawn.</summary>
/// <param name="Dialogue">The dialogue that pays.</param>
/// <param name="Task">The prompt's task, kebab-case: translate, label-themes, ….</param>
/// <param name="PromptHash">SHA-256 of the prompt file, lower-case hex.</param>
/// <param name="SchemaHash">SHA-256 of the output's JSON schema, lower-case hex.</param>
/// <param name="InputHash">SHA-256 of the canonical input: the same for every delimiter and order of ids.</param>
/// <param name="Sources">Answers and statements whose words are in the call, so that their withdrawal can clear the cache.</param>
/// <param name="Run">The run it is made for, if any.</param>
public sealed record CallContext(
    Guid Dialogue, string Task, string PromptHash, string SchemaHash, string InputHash, IReadOnlyList<Guid> Sources, Guid? Run)
{
    /// <summary>The key under which a call carries its context in ChatOptions.AdditionalProperties.</summary>
    public const string Key = "pulse.call";

    /// <summary>Number of the attempt, 0 first, beside it: two repairs can read alike and are two calls all the same.</summary>
    public const string AttemptKey = "pulse.attempt";
}
