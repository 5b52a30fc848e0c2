using System.Diagnostics;
using Npgsql;
using NUnit.Framework;
using Pulse.Analysing;
using Pulse.Convening;
using Pulse.Drafting;
using Pulse.Language.Calling;
using Pulse.Migrating;
using Pulse.Moderating;
using Pulse.People;
using Pulse.Tests.Language.Calling;
using Pulse.Tests.Language.Scripted;
using Pulse.Tests.Work;
using Pulse.Work;
using Pulse.Worker.Models;
using Pulse.Worker.Rehearsing;

namespace Pulse.Tests.Drafting;

/// <summary>Dialogues that name a provider, in one database, with the worker's jobs and a scripted server that knows every prompt.</summary>
internal sealed class EditedDialogue : IAsyncDisposable
{
    private static readonly string _sample = Path.Combine(Repository.Root, "samples", "spring-consultation");
    private readonly List<ConfiguredModels> _models = [];

    private EditedDialogue(TestDatabase database, ScriptedServer server, TimeProvider clock)
    {
        (Database, Server, Clock) = (database, server, clock);
        Keyring = database.Keyring();
        Source = database.Source(Roles.Worker);
        Working = new Working(Source, TimeProvider.System, Pulse.Work.Working.UsualLease);
    }

    public TestDatabase Database { get; }
    public ScriptedServer Server { get; }
    public TimeProvider Clock { get; }
    public Keyring Keyring { get; }
    public NpgsqlDataSource Source { get; }
    public Working Working { get; }

    public ModelSettings Settings => new()
    {
        Provider = "compatible",
        Endpoint = Server.Endpoint,
        Model = "scripted",
        Inside = true,
        Prices = new Prices(0.15m, 0.60m, 0.02m, new DateOnly(2026, 5, 1)),
    };

    public static async Task<EditedDialogue> Open(TimeProvider? clock = null)
    {
        clock ??= new HurryingClock();
        return new EditedDialogue(await Postgres.Database(), await ScriptedServer.OfEveryTask(clock, Repetition.Retargeted), clock);
    }

    /// <summary>The sample dialogue with its answers, translations and votes of so many people per segment.</summary>
    /// <param name="questions">Working on so many of its questions; all by default.</param>
    /// <param name="machine">Its translations count as a machine's.</param>
    public async Task<Dialogue> Sample(string slug = "spring-consultation", int questions = 8, int skip = 0, int people = 20, string provider = "compatible", string more = "", bool machine = false)
    {
        var text = (await File.ReadAllTextAsync(Path.Combine(_sample, "dialogue.yaml")))
            .Replace("dialogue: spring-consultation", $"dialogue: {slug}", StringComparison.Ordinal)
            .Replace("provider: none", $"provider: {provider}{more}", StringComparison.Ordinal);
        Dialogue dialogue;
        await using (var connection = await Database.Connect(Roles.Web))
        {
            dialogue = (await ConveningDialogue.Convene(connection, Keyring, ReadingDefinition.Read("dialogue.yaml", text), "dialogue.yaml", default)).Dialogue;
        }
        var all = SampleAnswers.Read(_sample);
        var kept = all.Select(answer => answer.Question).Distinct().Skip(skip).Take(questions).ToHashSet();
        await Write(dialogue, [.. all.Where(answer => kept.Contains(answer.Question))], people, machine);
        return dialogue;
    }

    /// <summary>Requests a run, works on it, and lets the model edit it.</summary>
    public async Task<Guid> Edited(Dialogue dialogue)
    {
        var run = await Analysed(dialogue);
        await Edit();
        return run;
    }

    public async Task<Guid> Analysed(Dialogue dialogue, ConfiguredModels? models = null)
    {
        Guid run;
        await using (var connection = await Database.Connect(Roles.Web))
        {
            run = await RunningAnalysis.Request(connection, dialogue, staffId: null, default);
        }
        await new Pulse.Worker.Jobs.Analyse(Source, Keyring, Working, models).Execute(default);
        await new Pulse.Worker.Jobs.Draft(Source, Keyring, Working).Execute(default);
        return run;
    }

    public Task Edit(Func<ModelSettings, ModelSettings>? change = null) =>
        new Pulse.Worker.Jobs.Edit(Source, Keyring, Working, Models(change), WorkedDialogue.Clock).Execute(default);

    /// <summary>The models of one worker process.</summary>
    public ConfiguredModels Models(Func<ModelSettings, ModelSettings>? change = null)
    {
        var models = new ConfiguredModels(
            new ModelAccess((change ?? (same => same))(Settings), "a-secret-key", entraId: false), Source, Keyring, Clock);
        _models.Add(models);
        return models;
    }

    public async Task<T> Ask<T>([System.Diagnostics.CodeAnalysis.ConstantExpected] string sql, object? parameters = null)
    {
        await using var connection = await Database.Connect();
        return await Sql.One<T>(connection, sql, parameters, default);
    }

    public async Task<IReadOnlyList<T>> Rows<T>([System.Diagnostics.CodeAnalysis.ConstantExpected] string sql, object? parameters = null)
    {
        await using var connection = await Database.Connect();
        return await Sql.Rows<T>(connection, sql, parameters, default);
    }

    public async Task Do([System.Diagnostics.CodeAnalysis.ConstantExpected] string sql, object? parameters = null)
    {
        await using var connection = await Database.Connect();
        await Sql.Run(connection, sql, parameters, default);
    }

    /// <summary>A worker's process that is killed, as by a power cut, when it comes to a place; by none, it works on.</summary>
    public Process StartWorker(string crashAt)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Pulse.Worker.dll"), "serve", "--Pulse:KeyFile", Database.KeyFilePath,
                "--Pulse:EverySeconds", "0.3", "--Pulse:LeaseSeconds", "2",
            },
        };
        start.Environment["Pulse__Connection"] = Database.Worker;
        start.Environment["Pulse__Model__Provider"] = "compatible";
        start.Environment["Pulse__Model__Endpoint"] = Server.Endpoint.ToString();
        start.Environment["Pulse__Model__Model"] = "scripted";
        start.Environment[CrashPoint.Variable] = crashAt;
        return Process.Start(start)!;
    }

    /// <summary>Lets a worker be killed at a place, and another one go on until all is done.</summary>
    public async Task KillAndGoOn(string place, Func<Task<bool>> isDone)
    {
        using (var killed = StartWorker(place))
        {
            await killed.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
            Assert.That(killed.ExitCode, Is.EqualTo(137), "SIGKILL");
        }
        if (!place.EndsWith(":stored", StringComparison.Ordinal))
        {
            Assert.That(await isDone(), Is.False, "there is something left to do");
        }
        await Do("update work.leases set leased_until = clock_timestamp()");
        using var worker = StartWorker("");
        try
        {
            var waited = Stopwatch.StartNew();
            while (!await isDone())
            {
                Assert.That(waited.Elapsed, Is.LessThan(TimeSpan.FromMinutes(2)), await Failures());
                await Task.Delay(50);
            }
        }
        finally
        {
            worker.Kill();
            await worker.WaitForExitAsync();
        }
    }

    /// <summary>Wants a run repeated in a language and lets the model do it.</summary>
    public async Task Repeated(Dialogue dialogue, Guid run, string language, Func<ModelSettings, ModelSettings>? change = null)
    {
        await using (var connection = await Database.Connect(Roles.Web))
        {
            Assert.That(await Pulse.Drafting.Repetitions.Request(connection, dialogue.Id, run, language, WorkedDialogue.Today, default), Is.True);
        }
        await new Pulse.Worker.Jobs.Repeat(Source, Keyring, Working, Models(change), WorkedDialogue.Clock).Execute(default);
    }

    public Task<string?> Failures() => Ask<string?>("select string_agg(job || ': ' || message, '; ') from work.failures");

    public Task<bool> IsEdited(Guid run) => Ask<bool>("select exists (select from drafting.edited_runs where run_id = @run)", new { run });

    public async ValueTask DisposeAsync()
    {
        _models.ForEach(models => models.Dispose());
        await Server.DisposeAsync();
        Keyring.Dispose();
        await Database.DisposeAsync();
    }

    // Straight into the tables: what moderation and phones do is tested elsewhere
    private async Task Write(Dialogue dialogue, SampleAnswer[] answers, int people, bool machine)
    {
        await using var connection = await Database.Connect();
        var key = await Keyring.Of(connection, dialogue.Id, default);
        var today = WorkedDialogue.Today;
        var persons = dialogue.Segments.SelectMany(segment => Enumerable.Range(0, people).Select(_ => (Id: Guid.NewGuid(), segment.Slug))).ToArray();
        await Sql.Run(connection, """
            insert into collecting.participants (participant_id, dialogue_id, segment, language, consent_version, joined_on)
            select id, @dialogue, segment, 'en', 1, @today from unnest(@ids, @segments) as u (id, segment)
            """, new { dialogue = dialogue.Id, today, ids = persons.Select(one => one.Id).ToArray(), segments = persons.Select(one => one.Slug).ToArray() }, default);
        var model = new VoteModel(7);
        var voices = new Dictionary<string, int>();
        foreach (var answer in answers)
        {
            // a person answers a question once
            var place = voices[answer.Question + answer.Segment] = voices.GetValueOrDefault(answer.Question + answer.Segment, -1) + 1;
            var author = persons.Where(one => one.Slug == answer.Segment).ElementAt(place % people).Id;
            var item = dialogue.FindItem(answer.Question)!;
            var id = Guid.NewGuid();
            await Sql.Run(connection, """
                insert into collecting.answers (answer_id, dialogue_id, participant_id, item, language, text_sealed, quoting, answered_on)
                values (@id, @dialogue, @author, @Question, @Language, @sealedText, @Quoting, @today)
                """, new
            {
                id,
                dialogue = dialogue.Id,
                author,
                answer.Question,
                answer.Language,
                answer.Quoting,
                today,
                sealedText = key.Seal(answer.Text, Pulse.Collecting.Answer.TextColumn, id),
            }, default);
            await Rulings.Add(connection, new Ruling
            {
                AnswerId = id,
                DialogueId = dialogue.Id,
                Flags = [],
                RuleVersion = "sample",
                RuledOn = today,
                Outcome = answer.Stopped is null ? RulingOutcome.Passed : RulingOutcome.Excluded,
            }, default);
            if (answer.Stopped is not null)
            {
                continue;
            }
            var statement = Guid.NewGuid();
            await Statements.Add(connection, new Statement
            {
                StatementId = statement,
                DialogueId = dialogue.Id,
                Item = answer.Question,
                WorkingGroup = item.WorkingGroup!,
                AnswerId = id,
                Segment = answer.Segment,
                Language = answer.Language,
                TextSealed = Statement.Seal(key, statement, answer.Text),
                Quoting = answer.Quoting,
                ApprovedOn = today,
            }, default);
            foreach (var (language, text) in answer.Translations)
            {
                await Translations.Store(connection, Translation.Sealed(key, statement, language, text, machine ? Translation.ByMachine : Translation.ByPerson), default);
            }
            await Sql.Run(connection, """
                insert into voting.votes (participant_id, statement_id, vote, language_read, cast_on)
                select p, @statement, v, 'en', @today from unnest(@persons, @votes) as u (p, v)
                """, new
            {
                statement,
                today,
                persons = persons.Select(one => one.Id).ToArray(),
                votes = persons.Select((one, number) => (short)model.Vote(number, one.Slug, answer)).ToArray(),
            }, default);
        }
    }
}
