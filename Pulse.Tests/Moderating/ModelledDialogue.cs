using NUnit.Framework;
using Pulse.Language.Calling;
using Pulse.Tests.Language.Scripted;
using Pulse.Tests.Work;
using Pulse.Worker.Jobs;
using Pulse.Worker.Models;

namespace Pulse.Tests.Moderating;

/// <summary>
/// A dialogue in three languages that names a model, the scripted server that plays it over real HTTP, and the worker's
/// jobs between them.
/// </summary>
internal sealed class ModelledDialogue : IAsyncDisposable
{
    private static readonly (string Language, string Text)[] _answers =
    [
        ("he", "הבאר שייכת לכל מי שגר לידה"),
        ("he", "צריך למדוד את המים בגלוי כל חודש"),
        ("ar", "الماء حق لكل من يعيش هنا"),
        ("ar", "نريد إصلاح الأنابيب قبل الشتاء"),
        ("en", "The old well should be looked after together"),
        ("en", "Rain water belongs to the next generation too"),
    ];

    private ConfiguredModels? _models;

    private ModelledDialogue(WorkedDialogue worked, ScriptedServer server, TimeProvider clock)
    {
        (Worked, Server, Clock) = (worked, server, clock);
    }

    public WorkedDialogue Worked { get; }
    public ScriptedServer Server { get; }
    public TimeProvider Clock { get; }

    /// <summary>Settings as a worker's; changed before the first job runs.</summary>
    public Func<ModelSettings, ModelSettings> Change { get; set; } = same => same;

    /// <summary>False: a worker that has no model.</summary>
    public bool IsConfigured { get; set; } = true;

    /// <param name="more">Lines of its definition that name the model.</param>
    public static async Task<ModelledDialogue> Make(
        string more = "provider: compatible", string policy = "clear-ones-pass", TimeProvider? clock = null)
    {
        clock ??= TimeProvider.System;
        return new ModelledDialogue(await WorkedDialogue.Make(policy, definition => Named(definition, more)), await ScriptedServer.OfEveryTask(clock), clock);
    }

    /// <summary>The definition with a model, a second working group and a glossary.</summary>
    public static string Named(string definition, string more) => definition
        .Replace("synthetic: true", $"synthetic: true\n{more}", StringComparison.Ordinal)
        .Replace(
            "\nphases:", """

              - { group: schools, name: { he: בתי ספר, ar: مدارس, en: Schools }, summary: { he: לימוד, ar: تعليم, en: Learning } }
            glossary:
              - neutral: { he: הבאר הישנה, ar: البئر القديمة, en: the old well }
                sides:
                  - { segment: east, term: { he: באר השלום, ar: بئر السلام, en: Well of Peace } }
                  - { segment: west, term: { he: באר הזיכרון, ar: بئر الذاكرة, en: Well of Memory } }
            phases:
            """, StringComparison.Ordinal);

    /// <summary>So many people of both sides who each answered, in turns in three languages; screened.</summary>
    /// <returns>The answers' texts by id.</returns>
    public async Task<IReadOnlyDictionary<Guid, string>> Answered(int people = 6)
    {
        var texts = new Dictionary<Guid, string>();
        for (var i = 0; i < people; i++)
        {
            var (language, text) = _answers[i % _answers.Length];
            var words = i < _answers.Length ? text : $"{text}, {new string((char)(language switch { "he" => 'א', "ar" => 'ب', _ => 'b' } + i / 6 % 20), 4)} {i * 7919 % 1000}";
            var person = await Worked.Person(i % 2 == 0 ? "east" : "west");
            texts[await Worked.Answer(person, words, language: language)] = words;
        }
        await Worked.Moderate();
        return texts;
    }

    public ModelSettings Settings => Change(new ModelSettings
    {
        Provider = "compatible",
        Endpoint = Server.Endpoint,
        Model = "scripted",
        Inside = true,
        Prices = new Prices(0.15m, 0.60m, 0.02m, new DateOnly(2026, 5, 1)),
    });

    private ConfiguredModels Models => _models ??= new ConfiguredModels(
        IsConfigured ? new ModelAccess(Settings, "a-secret-key", entraId: false) : null, Worked.Source, Worked.Keyring, Clock);

    public Task Translate(CancellationToken stop = default) =>
        new Translate(Worked.Source, Worked.Keyring, Worked.Working, Models, WorkedDialogue.Clock).Execute(stop);

    public Task Suggest() => new Suggest(Worked.Source, Worked.Keyring, Worked.Working, Models, WorkedDialogue.Clock).Execute(default);

    /// <summary>As a worker that was started again, with other settings perhaps.</summary>
    public void Restart(Func<ModelSettings, ModelSettings>? change = null)
    {
        Change = change ?? Change;
        _models?.Dispose();
        _models = null;
    }

    /// <summary>Every text that the server was given, by the task and the language that was asked for.</summary>
    public IReadOnlyList<(string Task, string Language, string Text)> Sent() =>
    [
        .. Server.Requests.Where(request => request.Task is not null).SelectMany(request =>
        {
            var read = ScriptedRequest.Read(request.Json!);
            return read.Items.Select(item => (request.Task!, read.Language, item.Text));
        }),
    ];

    public Task<long> Count(
        [System.Diagnostics.CodeAnalysis.ConstantExpected] string sql) => Worked.Ask<long>(sql);

    public Task<string?> Reason(string job) =>
        Worked.Ask<string?>("select max(message) from work.failures where job = @job and not permanent", new { job });

    /// <summary>As if the pause after a failure were over.</summary>
    public Task Later() => Worked.Do(
        "update work.failures set failed_at = failed_at - interval '2 hours', waits_until = waits_until - interval '2 hours'");

    public async Task<IReadOnlyList<T>> Rows<T>(
        [System.Diagnostics.CodeAnalysis.ConstantExpected] string sql)
    {
        await using var connection = await Worked.Database.Connect();
        return await Sql.Rows<T>(connection, sql, null, default);
    }

    public async Task NoJobFailed() => Assert.That(await Worked.Ask<string?>("select max(message) from work.failures"), Is.Null);

    public async ValueTask DisposeAsync()
    {
        _models?.Dispose();
        await Server.DisposeAsync();
        await Worked.DisposeAsync();
    }
}
