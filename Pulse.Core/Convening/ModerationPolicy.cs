namespace Pulse.Convening;

/// <summary>Who decides over an answer that the rules found nothing in: a person, or the rules.</summary>
public enum ModerationPolicy { APersonRules, ClearOnesPass }
