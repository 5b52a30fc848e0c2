using Pulse.Language;
using Pulse.Language.Editing;
using Pulse.Language.Prompting;

namespace Pulse.Drafting;

/// <summary>
/// Carries clauses of drafts into the dialogue's other languages, one by one, so that each keeps what it cites. Where one
/// does not pass the checks, its draft does not exist in that language until a person has written it.
/// </summary>
public static class CarryingClauses
{
    public static async Task<IReadOnlyList<ClausedDraft>> Carry(
        EditingMaterial material, string group, IReadOnlyList<ClausedDraft> drafts, EditingTools tools, ICollection<Edit> edits,
        CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(material);
        ArgumentNullException.ThrowIfNull(drafts);
        ArgumentNullException.ThrowIfNull(tools);
        ArgumentNullException.ThrowIfNull(edits);
        var from = material.Languages[0];
        var clauses = drafts.SelectMany(draft => draft.Clauses).Select(clause => (Id: Guid.NewGuid(), Clause: clause)).ToArray();
        var texts = clauses.ToDictionary(one => one.Id, one => new Dictionary<string, string>(one.Clause.Texts));
        var client = new TracingSources(tools.Client, clauses.ToDictionary(one => one.Id, one => one.Clause.Statements));
        foreach (var language in clauses.Length == 0 ? [] : material.Languages.Skip(1))
        {
            var (translations, counts) = await TranslatingTexts.Translate(
                client, material.In(language), [.. clauses.Select(one => new TextToTranslate(one.Id, new TextVersion(from, one.Clause.Texts[from])))], stop);
            foreach (var translation in translations.Where(one => one.Text is not null))
            {
                texts[translation.Id][language] = translation.Text!;
            }
            edits.Add(new Edit
            {
                Task = PromptTasks.Translate,
                Subject = group,
                Language = language,
                Counts = counts,
                Reason = translations.FirstOrDefault(one => one.Text is null)?.Origin.Reason,
                PromptHash = ReadingPrompts.Of(PromptTasks.Translate, language).Hash,
            });
        }
        var carried = new Queue<DraftClause>(clauses.Select(one => one.Clause with { Texts = texts[one.Id] }));
        return [.. drafts.Select(draft => draft with { Clauses = [.. draft.Clauses.Select(_ => carried.Dequeue())] })];
    }
}
