using Pulse.Language;
using Pulse.Language.Editing;

namespace Pulse.Drafting;

/// <summary>A machine's translation of a statement, translated back by a prompt that never saw the original.</summary>
/// <param name="Translation">What was translated back, as it then stood.</param>
/// <param name="Back">In the original's language; null where nothing passed the checks, with the reason in <paramref name="Origin"/>.</param>
/// <param name="Unsure">The model said that it was not sure.</param>
/// <param name="Flags">Names of the rules because of which a person should look at it.</param>
public sealed record BackTranslation(
    Guid Statement, TextVersion Translation, string? Back, bool Unsure, IReadOnlyList<string> Flags, Origin Origin);
