using System.Diagnostics;
using System.Globalization;
using Pulse.Convening;

namespace Pulse.Worker.Rehearsing;

/// <summary>
/// Plays a synthetic sample from the first invitation to the certificates, through the participants' and the staff's
/// HTTP API only: simulated phones answer and vote, a simulated researcher rules and reviews, the worker does the rest.
/// </summary>
/// <param name="folder">The sample's folder.</param>
/// <param name="spare">Codes to make beyond those the simulated people use.</param>
public sealed class Rehearsal(string folder, HttpClient api, DeskClient desk, TextWriter say, int spare)
{
    private const ulong Seed = 20261122;
    private const int AtOnce = 48;
    private const int SetsPerGroup = 2;

    // Nobody votes in every working group, and most come back for the ratification, as people do
    private const double InterestRate = 0.625;
    private const double ReturnRate = 0.85;

    private readonly VoteModel _model = new(Seed);
    private readonly Dictionary<string, SampleAnswer> _byText = [];

    /// <returns>The codes that nobody has used yet.</returns>
    public async Task<IReadOnlyList<string>> Play(CancellationToken stop)
    {
        var definition = await File.ReadAllTextAsync(Path.Combine(folder, "dialogue.yaml"), stop);
        var dialogue = ReadingDefinition.Read(Path.Combine(folder, "dialogue.yaml"), definition);
        var answers = SampleAnswers.Read(folder);
        foreach (var answer in answers)
        {
            _byText[answer.Text] = answer;
        }

        var people = SimulatedPerson.All(dialogue, _model, api);
        IReadOnlyList<string> codes = [];
        await Step($"Convening and inviting {people.Count} simulated people", async () =>
        {
            await desk.Convene(definition, stop);
            codes = await desk.Invite(dialogue.Slug, people.Count + spare, "rehearsal", stop);
            await desk.OpenPhase(dialogue.Slug, dialogue.Phases[0].Slug, stop);
        });
        await Step("They join, choose and answer in three languages", () => Listen(dialogue, people, answers, codes, stop));
        await Step("The worker screens, a researcher rules and translates", () => Moderate(dialogue, answers, stop));
        await Step("They vote on each other's words", () => Vote(dialogue, people, stop));
        await Step("The worker analyses and proposes drafts", () => Analyse(dialogue, stop));
        await Step("A researcher reviews", () => Review(dialogue, stop));
        await Step("They ratify, and the worker certifies", () => Ratify(dialogue, people, stop));
        return [.. codes.Skip(people.Count)];
    }

    private async Task Listen(
        Dialogue dialogue, IReadOnlyList<SimulatedPerson> people, IReadOnlyList<SampleAnswer> answers,
        IReadOnlyList<string> codes, CancellationToken stop)
    {
        // Each answer finds an author of its segment; nobody answers the same question twice
        var authors = answers
            .GroupBy(answer => (answer.Segment, answer.Question))
            .SelectMany(group => group.Zip(
                people.Where(person => person.Segment == group.Key.Segment)
                    .OrderBy(person => _model.Uniform(VoteModel.Draw.Interest, person.Number, group.Key.Question.Length)),
                (answer, person) => (person.Number, answer)))
            .ToLookup(pair => pair.Number, pair => pair.answer);
        var closed = dialogue.Phases[0].Items.Where(item => item.Options.Count > 0 || item.Kind is ItemKind.Scale).ToList();
        await Parallel.ForEachAsync(people, Together(stop), async (person, cancel) =>
        {
            await person.Phone.Join(codes[person.Number], person.Language, person.Declared, cancel);

            // near-duplicates come after what they repeat, as in life
            foreach (var answer in authors[person.Number].Where(answer => answer.Stopped is null))
            {
                await person.Phone.Answer(answer.Question, answer.Text, answer.Language, answer.Quoting, cancel);
            }

            foreach (var item in closed)
            {
                await person.Phone.Choose(item.Slug, Chosen(item, person), cancel);
            }
        });
        foreach (var person in people)
        {
            foreach (var answer in authors[person.Number].Where(answer => answer.Stopped is not null))
            {
                await person.Phone.Answer(answer.Question, answer.Text, answer.Language, answer.Quoting, stop);
            }
        }
    }

    private async Task Moderate(Dialogue dialogue, IReadOnlyList<SampleAnswer> answers, CancellationToken stop)
    {
        await desk.ClosePhase(dialogue.Slug, dialogue.Phases[0].Slug, stop);
        await Until("every answer was screened", async () =>
            await desk.ReadProgress(dialogue.Slug, stop) is { Unruled: 0 } progress && progress.Answers >= answers.Count, stop);
        foreach (var held in await desk.HeldAnswers(dialogue.Slug, stop))
        {
            // what the sample did not mean to stop is left for a person to rule on at the desk
            if (_byText.GetValueOrDefault(held.Text)?.Stopped is { } reason)
            {
                await desk.Exclude(dialogue.Slug, held.Answer, reason, stop);
            }
        }

        var translations =
            from statement in await desk.Statements(dialogue.Slug, stop)
            where _byText.ContainsKey(statement.Text)
            from version in _byText[statement.Text].Translations
            select (object)new { statement = statement.Id, language = version.Key, text = version.Value };
        await desk.Translate(dialogue.Slug, translations, stop);
    }

    private async Task Vote(Dialogue dialogue, IReadOnlyList<SimulatedPerson> people, CancellationToken stop)
    {
        var phase = dialogue.Phases[1];
        await desk.OpenPhase(dialogue.Slug, phase.Slug, stop);
        await Parallel.ForEachAsync(people, Together(stop), async (person, cancel) =>
        {
            foreach (var item in phase.Items.Where((_, place) =>
                _model.Uniform(VoteModel.Draw.Interest, person.Number, place) < InterestRate))
            {
                for (var set = 0; set < SetsPerGroup; set++)
                {
                    foreach (var statement in await person.Phone.NextStatements(item.Slug, cancel))
                    {
                        await person.Phone.Vote(
                            statement.Id, Opinion(person, statement.Text[statement.Original], VoteModel.Draw.Opinion),
                            Read(person, statement.Text.Keys), cancel);
                    }
                }
            }
        });
        await desk.ClosePhase(dialogue.Slug, phase.Slug, stop);
    }

    private async Task Analyse(Dialogue dialogue, CancellationToken stop)
    {
        var run = await desk.RequestRun(dialogue.Slug, stop);
        await Until("the run was finished and drafted from", async () =>
        {
            var state = (await desk.Runs(dialogue.Slug, stop)).First(one => one.Id == run);
            return state.State == "failed"
                ? throw new InvalidOperationException($"The run failed: {state.LastError}")
                : state.State == "finished" && state.Drafted;
        }, stop);
    }

    private async Task Review(Dialogue dialogue, CancellationToken stop)
    {
        foreach (var group in (await desk.Drafts(dialogue.Slug, stop)).GroupBy(draft => draft.WorkingGroup))
        {
            var drafts = group.OrderBy(draft => draft.Position).ToList();
            foreach (var draft in drafts.Take(3))
            {
                await desk.Approve(dialogue.Slug, draft.Id, stop);
            }

            // the rest stays in the queue, but for one that shows how a rejection looks
            if (drafts.Count > 4)
            {
                await desk.Reject(dialogue.Slug, drafts[^1].Id, "The other texts of this working group cover it.", stop);
            }
        }
    }

    private async Task Ratify(Dialogue dialogue, IReadOnlyList<SimulatedPerson> people, CancellationToken stop)
    {
        var phase = dialogue.Phases[2];
        await desk.OpenPhase(dialogue.Slug, phase.Slug, stop);
        var returning = people.Where(person =>
            _model.Uniform(VoteModel.Draw.Interest, person.Number, -1) < ReturnRate);
        await Parallel.ForEachAsync(returning, Together(stop), async (person, cancel) =>
        {
            foreach (var item in phase.Items)
            {
                while (await person.Phone.NextTexts(item.Slug, cancel) is { Count: > 0 } texts)
                {
                    foreach (var text in texts)
                    {
                        var original = text.Versions.Values.FirstOrDefault(_byText.ContainsKey);
                        await person.Phone.Ballot(
                            text.Id, Opinion(person, original, VoteModel.Draw.Ratification),
                            Read(person, text.Versions.Keys), cancel);
                    }
                }
            }
        });
        var certificates = await desk.Certificates(dialogue.Slug, stop);
        await Until("certificates stopped changing", async () =>
        {
            var before = certificates;
            await Task.Delay(TimeSpan.FromSeconds(3), stop);
            certificates = await desk.Certificates(dialogue.Slug, stop);
            return certificates.Sum(group => group.Certificates) > 0 && before.SequenceEqual(certificates);
        }, stop);
    }

    private int Opinion(SimulatedPerson person, string? text, VoteModel.Draw draw) =>
        text is not null && _byText.TryGetValue(text, out var answer)
            ? _model.Vote(person.Number, person.Segment, answer, draw)
            : 0;

    private static string Read(SimulatedPerson person, IEnumerable<string> available) =>
        available.Contains(person.Language) ? person.Language : available.First();

    private string[] Chosen(Item item, SimulatedPerson person)
    {
        double Draw(int number) => _model.Uniform(VoteModel.Draw.Choice, person.Number, number + (item.Slug.Length * 100));
        var shuffled = item.Options.Select((option, index) => (option.Slug, Rank: Draw(index)))
            .OrderBy(pair => pair.Rank).Select(pair => pair.Slug);
        return item.Kind switch
        {
            ItemKind.Scale => [(item.From + (int)(Draw(0) * (item.To - item.From + 1))).ToString(CultureInfo.InvariantCulture)],
            ItemKind.Rank => [.. shuffled],
            ItemKind.Multiple => [.. shuffled.Take(1 + (int)(Draw(99) * item.AtMost))],
            ItemKind.Single or ItemKind.OpenQuestion or ItemKind.StatementVoting or ItemKind.Ratification =>
                [.. shuffled.Take(1)],
        };
    }

    private static ParallelOptions Together(CancellationToken stop) =>
        new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop };

    private async Task Step(string what, Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await say.WriteAsync($"{what} … ");
        await say.FlushAsync();
        await work();
        await say.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:0} s"));
    }

    private static async Task Until(string what, Func<Task<bool>> holds, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            if (watch.Elapsed > TimeSpan.FromMinutes(3))
            {
                throw new TimeoutException($"Waited three minutes until {what}: look at the worker's log.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250), stop);
        }
    }
}
