using Pulse.Language;
using Pulse.Language.Editing;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;

namespace Pulse.Drafting;

/// <summary>Drafts of one working group that say much the same become one; what the model sets aside stays by itself.</summary>
public static class CombiningOverlaps
{
    /// <summary>Share of content stems that two drafts have in common (Dice), from which they overlap.</summary>
    public const double LeastShared = 0.5;

    public static async Task<IReadOnlyList<ClausedDraft>> Combine(
        EditingContext context, string group, IReadOnlyList<ClausedDraft> drafts, EditingTools tools, ICollection<Edit> edits,
        CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(tools);
        ArgumentNullException.ThrowIfNull(edits);
        var (left, counts) = (new List<ClausedDraft>(), EditingCounts.None);
        string? reason = null;
        foreach (var alike in Overlapping([.. drafts.Select(draft => draft.In(context.Language))]))
        {
            ClausedDraft[] parts = [.. alike.Select(place => drafts[place])];
            if (parts.Length == 1)
            {
                left.AddRange(parts);
                continue;
            }
            var byId = parts.ToDictionary(_ => Guid.NewGuid());
            var client = new TracingSources(tools.Client, byId.ToDictionary(pair => pair.Key, pair => pair.Value.Sources));
            var (text, more) = await CombiningDrafts.Combine(
                client, context, [.. byId.Select(pair => new Source(pair.Key, [new TextVersion(context.Language, pair.Value.In(context.Language))]))], stop);
            counts = counts.Plus(more);
            reason ??= text.Origin.Reason;
            if (text.Origin.By != MadeBy.Model)
            {
                left.AddRange(parts);
                continue;
            }
            var cited = text.Sources.ToHashSet();
            left.Add(EditingDrafts.Claused(
                group, context.Language, text.Origin,
                [.. text.Clauses.Select(EditedSentence.Of).Select(clause => clause with
                {
                    Statements = [.. clause.Statements.SelectMany(id => byId[id].Clauses.SelectMany(one => one.Statements)).Distinct()],
                })],
                [.. byId.Where(pair => cited.Contains(pair.Key)).SelectMany(pair => pair.Value.Sources)]));
            left.AddRange(byId.Where(pair => !cited.Contains(pair.Key)).Select(pair => pair.Value));
        }
        if (counts.Calls > 0)
        {
            edits.Add(new Edit
            {
                Task = PromptTasks.CombineDrafts,
                Subject = group,
                Language = context.Language,
                Counts = counts,
                Reason = reason,
                PromptHash = context.Prompt(PromptTasks.CombineDrafts).Hash,
            });
        }
        return left;
    }

    /// <summary>Places of texts, those together that overlap, in their order.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Overlapping(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var words = texts.Select(Tokenising.Words).ToArray();
        var stemming = Stemming.Learn(words.SelectMany(list => list));
        var stems = words.Select(list => list.Where(word => !StopWords.Contains(word.Folded)).Select(stemming.Stem).ToHashSet(StringComparer.Ordinal)).ToArray();
        var groups = new List<List<int>>();
        for (var i = 0; i < texts.Count; i++)
        {
            // Alike to the first of them: a chain of likenesses would join what is not alike
            var found = groups.Find(group => Shared(stems[group[0]], stems[i]) >= LeastShared);
            if (found is null)
            {
                groups.Add([i]);
            }
            else
            {
                found.Add(i);
            }
        }
        return groups;
    }

    private static double Shared(HashSet<string> one, HashSet<string> other) =>
        one.Count + other.Count == 0 ? 0 : 2.0 * one.Count(other.Contains) / (one.Count + other.Count);
}
