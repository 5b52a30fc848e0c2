namespace Pulse.Bench;

/// <summary>Something that whoever typed the command or made the file can put right; told without a stack trace, exit code 2.</summary>
internal sealed class BadInputException(string message) : Exception(message);
