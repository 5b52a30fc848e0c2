using Microsoft.Extensions.AI;
using Pulse.Language;
using Pulse.Language.Editing;
using Pulse.Language.Prompting;
using Pulse.Language.Verifying;

namespace Pulse.Drafting;

/// <summary>
/// Sums up a working group out of the summaries of its themes. Statements that no theme's summary was made of are summed
/// up first, a call's worth at a time, so that every statement was read in exactly one call; where that makes more than
/// one call holds, summaries are summed up again.
/// </summary>
public static class EditingSummaries
{
    private const int MostRounds = 8;

    public static IEnumerable<EditingStep> Steps(EditingMaterial material, MaterialGroup group)
    {
        ArgumentNullException.ThrowIfNull(material);
        ArgumentNullException.ThrowIfNull(group);
        return group.Themes.Count == 0 && group.Elsewhere.Count == 0 ? [] : material.Languages.Select(language => new EditingStep(
            PromptTasks.SummariseWorkingGroup, group.Slug, language,
            (tools, stop) => Sum(material.In(language), group, tools, stop)));
    }

    private static async Task<EditedStep> Sum(EditingContext context, MaterialGroup group, EditingTools tools, CancellationToken stop)
    {
        var (pieces, counts) = (new List<Piece>(), EditingCounts.None);
        var unread = new List<Source>();
        foreach (var theme in group.Themes)
        {
            var wording = tools.Done.Of(theme.Id, context.Language);
            var read = wording?.Origin.By == MadeBy.Model || tools.Rehearsing ? wording!.Sources.ToHashSet() : [];
            if (read.Count > 0)
            {
                pieces.Add(new Piece(wording!.Summary, [.. read]));
            }
            unread.AddRange(theme.Members.Where(member => !read.Contains(member.Id)));
        }
        foreach (var some in Batches([.. unread, .. group.Elsewhere]))
        {
            var (piece, more, _) = await One(context, some, null, [], tools, stop);
            counts = counts.Plus(more);
            pieces.Add(piece);
        }
        Origin origin;
        for (var round = 0; ; round++)
        {
            var (sources, made) = Items(pieces, context.Language);
            var batches = Batches(sources);
            if (batches.Count <= 1 || round == MostRounds)
            {
                var (last, more, by) = await One(context, sources, made, group.Figures[context.Language], tools, stop);
                (pieces, counts, origin) = ([last], counts.Plus(more), by);
                break;
            }
            pieces = [];
            foreach (var some in batches)
            {
                var (piece, more, _) = await One(context, some, made, [], tools, stop);
                counts = counts.Plus(more);
                pieces.Add(piece);
            }
        }
        return new EditedStep(
            [
                new Edit
                {
                    Task = PromptTasks.SummariseWorkingGroup, Subject = group.Slug, Language = context.Language, Counts = counts,
                    Reason = origin.Reason, PromptHash = context.Prompt(PromptTasks.SummariseWorkingGroup).Hash,
                },
            ])
        {
            Summaries = [new Summary(group.Slug, SummaryKind.Summary, null, context.Language, pieces[0].Sentences, origin, pieces[0].Read)],
        };
    }

    /// <summary>Sentences by themselves while they fit one call, so that each keeps its own citations; else a summary is one item.</summary>
    private static (IReadOnlyList<Source> Items, IReadOnlyDictionary<Guid, Piece> Made) Items(IReadOnlyList<Piece> pieces, string language)
    {
        Piece[] sentences = [.. pieces.SelectMany(piece => piece.Sentences.Select((sentence, at) => new Piece(
            // What a piece was made of and no sentence of it cites is still read with its first sentence
            [sentence], [.. sentence.Statements.Concat(at == 0 ? piece.Read : []).Distinct()])))];
        var single = Sources(sentences);
        return Batches([.. single.Keys.Select(one => one.Source)]).Count <= 1 ? Of(single) : Of(Sources([.. pieces.Where(piece => piece.Sentences.Count > 0)]));

        Dictionary<(Guid Id, Source Source), Piece> Sources(IEnumerable<Piece> list) => list.ToDictionary(piece =>
        {
            var id = Guid.NewGuid();
            return (id, new Source(id, [new TextVersion(language, string.Join(' ', piece.Sentences.Select(sentence => sentence.Text)))]));
        });

        static (IReadOnlyList<Source>, IReadOnlyDictionary<Guid, Piece>) Of(Dictionary<(Guid Id, Source Source), Piece> made) =>
            ([.. made.Keys.Select(one => one.Source)], made.ToDictionary(pair => pair.Key.Id, pair => pair.Value));
    }

    private static async Task<(Piece Piece, EditingCounts Counts, Origin Origin)> One(
        EditingContext context, IReadOnlyList<Source> sources, IReadOnlyDictionary<Guid, Piece>? made, IReadOnlyList<Figure> figures,
        EditingTools tools, CancellationToken stop)
    {
        IChatClient client = made is null
            ? tools.Client : new TracingSources(tools.Client, made.ToDictionary(pair => pair.Key, pair => pair.Value.Read));
        var (text, counts) = await SummarisingWorkingGroup.Summarise(client, context, sources, figures, stop);
        var sentences = tools.Rehearsing
            ? Rehearsed.Sentences(sources, context.Language) : [.. text.Clauses.Select(EditedSentence.Of)];
        var read = sources.Select(source => source.Id).Except(text.Origin.By == MadeBy.Model ? text.Unaccounted : []);
        return (
            made is null ? new Piece(sentences, [.. read]) : new Piece(
                [.. sentences.Select(sentence => sentence with
                {
                    Statements = [.. sentence.Statements.SelectMany(id => made[id].Cited).Distinct()],
                })],
                [.. read.SelectMany(id => made[id].Read).Distinct()]),
            counts, text.Origin);
    }

    private static IReadOnlyList<IReadOnlyList<Source>> Batches(IReadOnlyList<Source> sources)
    {
        var byId = sources.ToDictionary(source => source.Id);
        return [.. Batching.Cut([.. sources.Select(source => new RequestItem(source.Id, source.Original.Text))], _ => 0, int.MaxValue)
            .Select(batch => batch.Select(item => byId[item.Id]).ToArray())];
    }

    /// <summary>Sentences about statements, and all that were read for them.</summary>
    private sealed record Piece(IReadOnlyList<EditedSentence> Sentences, IReadOnlyList<Guid> Read)
    {
        public IEnumerable<Guid> Cited => Sentences.SelectMany(sentence => sentence.Statements).Distinct();
    }
}
