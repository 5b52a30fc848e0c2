using NUnit.Framework;
using Pulse.Collecting;
using Pulse.Migrating;
using Pulse.People;
using Pulse.Tests.Work;
using Pulse.Work;

namespace Pulse.Tests.People;

/// <summary>
/// PostgreSQL writes a transaction id and a place into every row. Whoever reads them can join an invitation to the
/// participant written right after it, until the shuffle. The attack here is the one an intruder would run.
/// </summary>
[TestFixture]
public sealed class ShufflingInvitationsTests
{
    private const int People = 200;

    // for each spent invitation, the participant whose transaction came next
    private const string NextTransaction = """
        select i.code_hash as code, (
          select p.participant_id from collecting.participants p
          where p.xmin::text::bigint > i.xmin::text::bigint
          order by p.xmin::text::bigint limit 1) as participant
        from people.invitations i where i.spent
        """;

    [Test]
    public async Task Neighbouring_transactions_tell_who_wrote_what_until_the_shuffle()
    {
        await using var dialogue = await WorkedDialogue.Make();
        var truth = await Join(dialogue);
        Assert.That(await Linked(dialogue, truth), Is.GreaterThan(People * 9 / 10), "the attack works before the shuffle");

        await Shuffle(dialogue);
        // A guess is right once in People on average; by chance more than ten are right about once in ten million tries
        Assert.That(await Linked(dialogue, truth), Is.LessThan(10));
        Assert.That(
            await dialogue.Ask<long>("select count(distinct xmin::text) from people.invitations"), Is.EqualTo(1),
            "every row carries the same transaction id");
    }

    [Test]
    public async Task The_order_of_the_rows_tells_the_order_of_redeeming_until_the_shuffle()
    {
        await using var dialogue = await WorkedDialogue.Make();
        var order = (await Join(dialogue)).Select(pair => Convert.ToHexString(pair.Code)).ToList();
        Assert.That(Math.Abs(await Rho(dialogue, order)), Is.GreaterThan(0.99), "it does before");
        await Shuffle(dialogue);
        // Spearman's rho of 200 unrelated orders lies within 0.28 in all but one of ten thousand cases
        Assert.That(Math.Abs(await Rho(dialogue, order)), Is.LessThan(0.28));
    }

    private static async Task<double> Rho(WorkedDialogue dialogue, List<string> order)
    {
        await using var connection = await dialogue.Database.Connect();
        var places = (await Sql.Rows<byte[]>(
            connection, "select code_hash from people.invitations where spent order by xmin::text::bigint, ctid", null, default))
            .Select(code => order.IndexOf(Convert.ToHexString(code))).ToArray();
        var squares = places.Select((redeemed, place) => Math.Pow(redeemed - place, 2)).Sum();
        return 1 - (6 * squares / (People * (Math.Pow(People, 2) - 1)));
    }

    [Test]
    public async Task No_value_on_the_invitations_side_stands_on_the_participants_side()
    {
        await using var dialogue = await WorkedDialogue.Make();
        await Join(dialogue);
        Assert.That(await EqualValues(dialogue), Is.Empty);
        await dialogue.Do("update people.invitations set spent_by = decode(md5('x') || md5('y'), 'hex') where spent");
        await dialogue.Do("update collecting.participants set receipt_hash = decode(md5('x') || md5('y'), 'hex') where participant_id = (select min(participant_id::text)::uuid from collecting.participants)");
        Assert.That(await EqualValues(dialogue), Is.Not.Empty, "the comparison can fail");
    }

    [Test]
    public async Task The_shuffle_keeps_what_was_spent_and_forgets_by_whom_and_the_acknowledged_writes()
    {
        await using var dialogue = await WorkedDialogue.Make();
        await Join(dialogue);
        await dialogue.Do("""
            insert into people.writes (participant_id, write_key, body_hash, status)
            values (gen_random_uuid(), gen_random_uuid(), '\x00', 201)
            """);
        var before = await dialogue.Ask<string>("select md5(string_agg(code_hash::text || batch_id || spent, ',' order by code_hash)) from people.invitations");
        await Shuffle(dialogue);
        Assert.That(
            await dialogue.Ask<string>("select md5(string_agg(code_hash::text || batch_id || spent, ',' order by code_hash)) from people.invitations"),
            Is.EqualTo(before));
        Assert.That(await dialogue.Ask<long>("select count(spent_by) from people.invitations"), Is.Zero);
        Assert.That(await dialogue.Ask<long>("select count(*) from people.writes"), Is.Zero);
        await dialogue.NoJobFailed();
    }

    [Test]
    public async Task A_shuffle_that_lost_its_lease_leaves_everything_as_it_was()
    {
        await using var dialogue = await WorkedDialogue.Make();
        await Join(dialogue);
        await using var connection = await dialogue.Database.Connect(Roles.Worker);
        await Assert.ThrowsAsync<LeaseLostException>(() => ShufflingInvitations.Run(
            connection, (guarded, stop) => Leases.Guard(guarded, new Lease("shuffle", Guid.Empty, 1), stop), default));
        Assert.That(await dialogue.Ask<long>("select count(*) from people.invitations where spent_by is not null"), Is.EqualTo(People));
    }

    private static Task Shuffle(WorkedDialogue dialogue) =>
        new Pulse.Worker.Jobs.Shuffle(dialogue.Source, dialogue.Working).Execute(default);

    /// <summary>People redeem and join one after the other, each as the participants' host does it.</summary>
    private static async Task<IReadOnlyList<(byte[] Code, Guid Participant)>> Join(WorkedDialogue dialogue)
    {
        var source = dialogue.Database.Source(Roles.Api);
        IReadOnlyList<Code> codes;
        await using (var desk = await dialogue.AsStaff())
        {
            codes = await Invitations.Issue(
                desk, new Invitations.Batch(Guid.NewGuid(), dialogue.Dialogue.Id, "all", WorkedDialogue.Today, null), People * 2, default);
        }
        var joined = new List<(byte[], Guid)>();
        for (var i = 0; i < People; i++)
        {
            var secret = System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);
            // no one redeems in the order in which the codes were stored
            var code = codes[(i * 7 % People * 2) + 1];
            Assert.That(await Redeeming.Redeem(source, code, secret, WorkedDialogue.Today, default), Is.True);
            var participant = dialogue.Key.Pseudonym(secret);
            await using var connection = await source.OpenConnectionAsync();
            await Sql.Run(connection, """
                insert into collecting.participants (participant_id, dialogue_id, segment, language, consent_version, joined_on)
                values (@participant, @dialogueId, 'east', 'en', 3, @today)
                """, new { participant, dialogueId = dialogue.Dialogue.Id, today = WorkedDialogue.Today }, default);
            await Answers.Save(connection, new Answer
            {
                AnswerId = Guid.NewGuid(),
                DialogueId = dialogue.Dialogue.Id,
                ParticipantId = participant,
                Item = "water-open",
                Language = "en",
                TextSealed = [1],
                Quoting = "none",
                AnsweredOn = WorkedDialogue.Today,
            }, null, default);
            joined.Add((code.Hash, participant));
        }
        return joined;
    }

    private static async Task<int> Linked(
        WorkedDialogue dialogue, IReadOnlyList<(byte[] Code, Guid Participant)> truth)
    {
        await using var connection = await dialogue.Database.Connect();
        var guesses = (await Sql.Rows<Guess>(connection, NextTransaction, null, default))
            .ToDictionary(guess => Convert.ToHexString(guess.Code), guess => guess.Participant);
        return truth.Count(pair => guesses.GetValueOrDefault(Convert.ToHexString(pair.Code)) == pair.Participant);
    }

    // dialogue_id is on both sides by intent (it is everybody's); dates and flags are no names
    private static async Task<IReadOnlyList<string>> EqualValues(WorkedDialogue dialogue)
    {
        await using var connection = await dialogue.Database.Connect();
        return await Sql.Rows<string>(connection, """
            with invitations as (
              select 'code_hash' as name, encode(code_hash, 'hex') as value from people.invitations
              union all select 'spent_by', encode(spent_by, 'hex') from people.invitations where spent_by is not null
              union all select 'batch_id', replace(batch_id::text, '-', '') from people.invitations
            ), participants as (
              select 'participant_id' as name, replace(participant_id::text, '-', '') as value from collecting.participants
              union all select 'receipt_hash', encode(receipt_hash, 'hex') from collecting.participants where receipt_hash is not null
              union all select 'answer_id', replace(answer_id::text, '-', '') from collecting.answers
              union all select 'answer participant', replace(participant_id::text, '-', '') from collecting.answers
            )
            select i.name || ' = ' || p.name from invitations i join participants p
              on i.value = p.value or i.value like p.value || '%' or p.value like i.value || '%'
            """, null, default);
    }

    private sealed record Guess
    {
        public required byte[] Code { get; init; }
        public required Guid? Participant { get; init; }
    }
}
