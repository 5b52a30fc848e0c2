using Microsoft.Extensions.AI;
using Npgsql;
using Pulse.Convening;
using Pulse.Drafting;
using Pulse.Language.Editing;
using Pulse.People;
using Pulse.Work;

namespace Pulse.Publishing;

/// <summary>
/// Has a model propose the running text of briefs that somebody asked for, one language at a time. It enters no brief: a
/// person accepts it first. Where nothing passes the checks that is stored with its reason, and code's own text stands.
/// </summary>
/// <param name="chat">Behind the chain of calls.</param>
/// <param name="model">Its name, kept with what it wrote.</param>
public sealed class NarratingBriefs(NpgsqlDataSource database, IChatClient chat, string model, Dialogue dialogue, DialogueKey key)
{
    public const string Job = "narrate";

    public static async Task<bool> IsDue(NpgsqlConnection connection, Dialogue dialogue, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        return (await Narratives.Unwritten(connection, dialogue.Id, stop)).Count > 0;
    }

    /// <returns>1 where one was dealt with; 0 when none is left.</returns>
    /// <exception cref="LeaseLostException">Another worker took over: nothing was written.</exception>
    public async Task<int> Next(Lease lease, DateOnly today, CancellationToken stop)
    {
        if (await Read(stop) is not var (waiting, material, sources))
        {
            return 0;
        }
        var (text, counts) = await NarratingBrief.Narrate(
            new TracingSources(chat, sources), Context(dialogue, waiting.Language), material.Texts, material.Figures, stop);
        CrashPoint.Reach($"{Job}:called");
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Leases.Guard(connection, lease, stop);
        // Somebody withdrew meanwhile: it is still asked for, and is written from what is left
        if (await Narratives.Stand(connection, [.. material.Texts.Select(source => source.Id)], stop))
        {
            var sentences = text.Origin.By == MadeBy.Model ? text.Clauses.Select(Sentence).ToArray() : [];
            await Narratives.Make(
                connection, key, waiting.NarrativeId, material, sentences, Making.Of(text.Origin, model, today), counts, stop);
        }
        await transaction.CommitAsync(stop);
        CrashPoint.Reach($"{Job}:stored");
        return 1;
    }

    /// <summary>For whom a brief's running text is written.</summary>
    internal static EditingContext Context(Dialogue dialogue, string language) =>
        new(dialogue.Id, null, language, NamingThings.Of(dialogue));

    internal static NarratedSentence Sentence(Language.Verifying.CheckedSentence sentence) => new(
        sentence.Text, sentence.Sources, [.. sentence.Figures.Select(figure => figure.Id)], sentence.Groundedness,
        [.. sentence.Flags.Select(finding => Edit.NameOf(finding.Rule)).Distinct()]);

    private async Task<(Narratives.Waiting Waiting, NarrativeMaterial Material, IReadOnlyDictionary<Guid, IReadOnlyList<Guid>> Sources)?> Read(
        CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        if (await Narratives.Unwritten(connection, dialogue.Id, stop) is not [var waiting, ..])
        {
            return null;
        }
        var texts = await ReviewedTexts.OfGroup(connection, key, waiting.WorkingGroup, stop);
        var material = NarrativeMaterial.Of(texts, dialogue, BriefWriting.WordingIn(waiting.Language));
        var statements = await Narratives.Sources(connection, [.. material.Texts.Select(source => source.Id)], stop);
        return (waiting, material, material.Texts.ToDictionary(
            source => source.Id, source => (IReadOnlyList<Guid>)[.. statements[source.Id]]));
    }
}
