using Pulse.Language.Verifying;

namespace Pulse.Drafting;

/// <summary>What stands for a model's sentences while calls are only counted: one per text, of that text's first words.</summary>
internal static class Rehearsed
{
    private const int Words = 14;

    public static IReadOnlyList<EditedSentence> Sentences(IReadOnlyList<Source> sources, string language) =>
    [
        .. sources.Select(source => new EditedSentence(
            string.Join(' ', (source.In(language) ?? source.Original).Text.Split(' ').Take(Words)), [source.Id], [], null, [])),
    ];
}
