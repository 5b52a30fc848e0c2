using Npgsql;
using Pulse.Convening;
using Pulse.Drafting;
using Pulse.Language.Editing;
using Pulse.Language.Verifying;
using Pulse.People;

namespace Pulse.Publishing;

public enum NarrativeResult
{
    Done,

    /// <summary>None that a model wrote for this working group has this id.</summary>
    NoSuchNarrative,

    /// <summary>Ballots, texts or a withdrawal have changed what it says since.</summary>
    Outdated,

    /// <summary>Every sentence was left out.</summary>
    NothingLeft,

    /// <summary>A changed sentence does not pass the checks.</summary>
    DoesNotHold,
}

/// <summary>A changed sentence, by its number from 1, and the names of the rules that it breaks.</summary>
public sealed record BrokenSentence(int Number, IReadOnlyList<string> Rules);

public sealed record NarrativeRuled(NarrativeResult Result, IReadOnlyList<BrokenSentence> Broken);

/// <summary>
/// A person accepts the running text of a brief, with or without changes, or sets it aside. A sentence that they change
/// passes the same checks as a model's and cites what it cited before.
/// </summary>
public static class RulingOnNarratives
{
    /// <param name="changed">Number from 1 to the sentence as a person wants it; an empty one is left out.</param>
    public static async Task<NarrativeRuled> Accept(
        NpgsqlConnection connection, Dialogue dialogue, DialogueKey key, string group, Guid narrativeId,
        IReadOnlyDictionary<int, string> changed, Guid staff, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(changed);
        if (await Find(connection, key, group, narrativeId, stop) is not { } narrative)
        {
            return new NarrativeRuled(NarrativeResult.NoSuchNarrative, []);
        }
        var material = NarrativeMaterial.Of(
            await ReviewedTexts.OfGroup(connection, key, group, stop), dialogue, BriefWriting.WordingIn(narrative.Language));
        if (material.Mark != narrative.Material)
        {
            return new NarrativeRuled(NarrativeResult.Outdated, []);
        }
        var (kept, broken) = (new List<NarratedSentence>(), new List<BrokenSentence>());
        var before = narrative.Sentences;
        for (var at = 0; at < before.Count; at++)
        {
            var text = changed.TryGetValue(at + 1, out var other) ? other.ReplaceLineEndings(" ").Trim() : before[at].Text;
            if (text.Length == 0)
            {
                continue;
            }
            var (sentence, rules) = text == before[at].Text ? (before[at], []) : Held(text, before[at], material, dialogue, narrative.Language);
            if (sentence is null)
            {
                broken.Add(new BrokenSentence(at + 1, rules));
                continue;
            }
            kept.Add(sentence);
        }
        if (broken.Count > 0)
        {
            return new NarrativeRuled(NarrativeResult.DoesNotHold, broken);
        }
        if (kept.Count == 0)
        {
            return new NarrativeRuled(NarrativeResult.NothingLeft, []);
        }
        var edited = !kept.Select(sentence => sentence.Text).SequenceEqual(before.Select(sentence => sentence.Text));
        await Keep(connection, key, narrativeId, kept, edited, staff, "accept-narrative", stop);
        return new NarrativeRuled(NarrativeResult.Done, []);
    }

    /// <summary>Also takes an earlier acceptance back.</summary>
    public static async Task<NarrativeRuled> SetAside(
        NpgsqlConnection connection, DialogueKey key, string group, Guid narrativeId, Guid staff, CancellationToken stop)
    {
        if (await Find(connection, key, group, narrativeId, stop) is null)
        {
            return new NarrativeRuled(NarrativeResult.NoSuchNarrative, []);
        }
        await Keep(connection, key, narrativeId, null, edited: false, staff, "set-narrative-aside", stop);
        return new NarrativeRuled(NarrativeResult.Done, []);
    }

    private static async Task<Narrative?> Find(
        NpgsqlConnection connection, DialogueKey key, string group, Guid narrativeId, CancellationToken stop) =>
        (await Narratives.OfGroup(connection, key, group, stop)).FirstOrDefault(one => one.NarrativeId == narrativeId && one.ByModel);

    private static (NarratedSentence? Sentence, IReadOnlyList<string> Rules) Held(
        string text, NarratedSentence before, NarrativeMaterial material, Dialogue dialogue, string language)
    {
        var (sentence, findings) = NarratingBrief.Check(
            text, NarratingBriefs.Context(dialogue, language),
            [.. material.Texts.Where(source => before.Texts.Contains(source.Id))],
            [.. material.Figures.Where(figure => before.Figures.Contains(figure.Id))]);
        return (sentence is null ? null : NarratingBriefs.Sentence(sentence),
            [.. findings.Where(finding => finding.Fate == Fate.Dropped).Select(finding => Edit.NameOf(finding.Rule)).Distinct()]);
    }

    private static async Task Keep(
        NpgsqlConnection connection, DialogueKey key, Guid narrative, IReadOnlyList<NarratedSentence>? sentences, bool edited, Guid staff,
        string act, CancellationToken stop)
    {
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Narratives.Rule(connection, key, narrative, sentences, edited, staff, stop);
        await StaffActs.Record(connection, staff, act, narrative.ToString(), stop);
        await transaction.CommitAsync(stop);
    }
}
