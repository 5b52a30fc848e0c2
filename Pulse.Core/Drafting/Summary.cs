using System.Text.Json;
using Pulse.Language.Editing;

namespace Pulse.Drafting;

public enum SummaryKind { Summary, ReasonsFor, ReasonsAgainst, Narrative }

/// <summary>A working group summed up, or reasons about one of its statements, in one language.</summary>
/// <param name="About">The statement that reasons are about; null for the other kinds.</param>
/// <param name="Sources">Every statement whose words were before whoever made it.</param>
public sealed record Summary(
    string WorkingGroup, SummaryKind Kind, Guid? About, string Language, IReadOnlyList<EditedSentence> Sentences, Origin Origin,
    IReadOnlyList<Guid> Sources)
{
    public static string NameOf(SummaryKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
