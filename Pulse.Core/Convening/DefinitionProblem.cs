namespace Pulse.Convening;

/// <summary>One thing wrong in a dialogue's definition: where it stands and what to do about it.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1.</param>
/// <param name="Field">The path of the field, such as <c>phases[1].items[0].kind</c>.</param>
public sealed record DefinitionProblem(string File, int Line, int Column, string Field, string Message)
{
    public override string ToString() => $"{File}:{Line}:{Column}: {Field}: {Message}";
}

/// <summary>A definition was refused as a whole; nothing was written.</summary>
public sealed class DefinitionException(IReadOnlyList<DefinitionProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<DefinitionProblem> Problems { get; } = problems;
}
