namespace Pulse.Language.Calling;

/// <summary>What the checks said of a reply that is kept, or that a repair was refused; stored in kebab-case.</summary>
public enum ReplyVerdict { Passed, Failed, CutShort, Refused, Rejected }

/// <summary>Keeps a reply with what the checks said of it.</summary>
public delegate Task KeepingReply(ReplyVerdict verdict, CancellationToken stop);
