using Microsoft.Extensions.AI;
using Pulse.Language.Prompting;

namespace Pulse.Language.Editing;

/// <summary>
/// Translates translations back into the language of their original, by a prompt that never saw it, so that
/// <c>Parity</c> can measure what was lost on the way.
/// </summary>
public static class TranslatingBack
{
    /// <summary>One result per text, in their order; <see cref="EditingContext.Language"/> is the original's language.</summary>
    public static Task<(IReadOnlyList<MachineTranslation> Translations, EditingCounts Counts)> Translate(
        IChatClient? client, EditingContext context, IReadOnlyList<TextToTranslate> translations, CancellationToken stop) =>
        TranslatingTexts.Translate(client, context, PromptTasks.BackTranslate, translations, stop);
}
