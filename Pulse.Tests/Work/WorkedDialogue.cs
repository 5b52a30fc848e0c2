using Npgsql;
using NUnit.Framework;
using Pulse.Analysing;
using Pulse.Collecting;
using Pulse.Convening;
using Pulse.Migrating;
using Pulse.Moderating;
using Pulse.People;
using Pulse.Tests.Hosts;
using Pulse.Work;

namespace Pulse.Tests.Work;

/// <summary>A dialogue with people, answers and votes already in it, and the worker's jobs to run on it as pulse_worker.</summary>
internal sealed class WorkedDialogue : IAsyncDisposable
{
    public static readonly DateOnly Today = new(2026, 5, 4);

    private static readonly string[] _subjects =
        ["the river", "the old well", "rain water", "the pipes", "drinking water", "the springs", "the desert", "prices"];

    private static readonly string[] _wishes =
        ["should be shared by everybody who lives nearby", "must be measured openly every month", "needs repair before winter",
            "belongs to the next generation too", "is worth more than pride", "could be looked after together"];

    private WorkedDialogue(TestDatabase database, Keyring keyring, Dialogue dialogue, DialogueKey key)
    {
        Database = database;
        Keyring = keyring;
        Dialogue = dialogue;
        Key = key;
        Source = database.Source(Roles.Worker);
        Working = new Working(Source, TimeProvider.System, Pulse.Work.Working.UsualLease);
    }

    public TestDatabase Database { get; }
    public Keyring Keyring { get; }
    public Dialogue Dialogue { get; }
    public DialogueKey Key { get; }
    public NpgsqlDataSource Source { get; }
    public Working Working { get; }

    public static TimeProvider Clock { get; } = new Clock(new DateTimeOffset(2026, 5, 4, 10, 0, 0, TimeSpan.Zero));

    /// <param name="change">What else its definition says.</param>
    public static async Task<WorkedDialogue> Make(string policy = "clear-ones-pass", Func<string, string>? change = null)
    {
        var database = await Postgres.Database();
        var keyring = database.Keyring();
        await using var connection = await database.Connect(Roles.Web);
        var definition = Consultation.Definition.Replace(
            "synthetic: true", $"synthetic: true\nmoderation: {policy}\nminimum-cell: 5", StringComparison.Ordinal);
        var read = ReadingDefinition.Read("consultation.yaml", change?.Invoke(definition) ?? definition);
        var dialogue = (await ConveningDialogue.Convene(connection, keyring, read, "consultation.yaml", default)).Dialogue;
        return new WorkedDialogue(database, keyring, dialogue, await keyring.Of(connection, dialogue.Id, default));
    }

    /// <summary>With statements by so many people of each side, and everybody's votes on all of them, from a seed.</summary>
    public static async Task<WorkedDialogue> Voted(int peoplePerSide = 12, int statements = 24)
    {
        var made = await Make();
        var people = new List<(Guid Id, string? Segment)>();
        for (var i = 0; i < peoplePerSide; i++)
        {
            people.Add((await made.Person("east"), "east"));
            people.Add((await made.Person(i % 2 == 0 ? "west-hills" : "west"), "west"));
        }
        people.Add((await made.Person(null), null));
        for (var i = 0; i < statements; i++)
        {
            await made.Answer(
                people[i % people.Count].Id,
                $"{_subjects[i % _subjects.Length]} {_wishes[i / _subjects.Length % _wishes.Length]}, place {i}");
        }
        await made.Moderate();
        await made.VoteOnAll(people);
        return made;
    }

    public async Task<Guid> Person(string? segment)
    {
        var id = Guid.NewGuid();
        await Do("""
            insert into collecting.participants (participant_id, dialogue_id, segment, language, consent_version, joined_on)
            values (@id, @dialogueId, @segment, 'en', 3, @today)
            """, new { id, dialogueId = Dialogue.Id, segment, today = Today });
        return id;
    }

    /// <summary>An answer to the only open question; a person answers it once.</summary>
    public async Task<Guid> Answer(Guid person, string text, string quoting = "verbatim", string language = "en")
    {
        var id = Guid.NewGuid();
        await Do("""
            insert into collecting.answers
              (answer_id, dialogue_id, participant_id, item, language, text_sealed, quoting, answered_on)
            values (@id, @dialogueId, @person, 'water-open', @language, @sealedText, @quoting, @today)
            """, new
        {
            id,
            dialogueId = Dialogue.Id,
            person,
            language,
            sealedText = Key.Seal(text, Pulse.Collecting.Answer.TextColumn, id),
            quoting,
            today = Today,
        });
        return id;
    }

    public Task Vote(Guid person, Guid statement, int vote) => Do("""
        insert into voting.votes (statement_id, participant_id, vote, language_read, cast_on)
        values (@statement, @person, @vote, 'en', @today)
        """, new { statement, person, vote = (short)vote, today = Today });

    // The first third bridges, the second divides the sides, the last is passed over; a little noise from a seed
    private async Task VoteOnAll(List<(Guid Id, string? Segment)> people)
    {
        await using var connection = await Database.Connect();
        var statements = await Statements.OfDialogue(connection, Dialogue.Id, default);
        var chance = new Random(7);
        var votes = new List<(Guid Person, Guid Statement, short Vote)>();
        for (var i = 0; i < statements.Count; i++)
        {
            foreach (var (person, segment) in people)
            {
                var vote = (i % 3) switch
                {
                    0 => 1,
                    1 => segment == "east" ? 1 : -1,
                    _ => 0,
                };
                votes.Add((person, statements[i].StatementId, (short)(chance.Next(12) == 0 ? -vote : vote)));
            }
        }
        await Do("""
            insert into voting.votes (participant_id, statement_id, vote, language_read, cast_on)
            select p, s, v, 'en', @today from unnest(@persons, @statements, @votes) as u (p, s, v)
            """, new
        {
            today = Today,
            persons = votes.Select(vote => vote.Person).ToArray(),
            statements = votes.Select(vote => vote.Statement).ToArray(),
            votes = votes.Select(vote => vote.Vote).ToArray(),
        });
    }

    public Task Moderate() => new Pulse.Worker.Jobs.Moderate(Source, Keyring, Working, Clock).Execute(default);

    public Task MakeOffers() => new Pulse.Worker.Jobs.MakeOffers(Source, Working, Clock).Execute(default);

    public Task AnalyseWhatIsDue() => new Pulse.Worker.Jobs.Analyse(Source, Keyring, Working).Execute(default);

    public Task Draft() => new Pulse.Worker.Jobs.Draft(Source, Keyring, Working).Execute(default);

    public Task Certify() => new Pulse.Worker.Jobs.Certify(Source, Working, Clock).Execute(default);

    public Task Carry() => new Pulse.Worker.Jobs.CarryWithdrawals(Source, Working).Execute(default);

    public async Task<Guid> Request()
    {
        await using var connection = await Database.Connect(Roles.Web);
        return await RunningAnalysis.Request(connection, Dialogue, staffId: null, default);
    }

    /// <summary>Requests a run and works on it to its end.</summary>
    public async Task<Run> Analysed()
    {
        var id = await Request();
        await AnalyseWhatIsDue();
        return await Run(id);
    }

    public async Task<Run> Run(Guid id)
    {
        await using var connection = await Database.Connect(Roles.Web);
        return (await Runs.Find(connection, id, default))!;
    }

    /// <summary>What the participants' host does when somebody withdraws.</summary>
    public async Task Withdraw(Guid person)
    {
        await using var connection = await Database.Connect();
        await Sql.Run(connection, "delete from collecting.participants where participant_id = @person", new { person }, default);
        await Withdrawals.Add(connection, person, Dialogue.Id, 1, 1, Today, default);
    }

    public async Task<Guid> Staff()
    {
        var id = Guid.NewGuid();
        await Do(
            "insert into people.staff (staff_id, name, role) values (@id, @name, 'researcher')", new { id, name = id.ToString() });
        return id;
    }

    public async Task<T> Ask<T>(
        [System.Diagnostics.CodeAnalysis.ConstantExpected] string sql, object? parameters = null)
    {
        await using var connection = await Database.Connect();
        return await Sql.One<T>(connection, sql, parameters, default);
    }

    public async Task Do([System.Diagnostics.CodeAnalysis.ConstantExpected] string sql, object? parameters = null)
    {
        await using var connection = await Database.Connect();
        await Sql.Run(connection, sql, parameters, default);
    }

    public async Task<NpgsqlConnection> AsStaff() => await Database.Connect(Roles.Web);

    public async Task NoJobFailed() =>
        Assert.That(await Ask<string?>("select string_agg(job || ': ' || message, '; ') from work.failures"), Is.Null);

    public async ValueTask DisposeAsync()
    {
        Keyring.Dispose();
        await Database.DisposeAsync();
    }
}
