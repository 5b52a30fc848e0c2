using System.Text.RegularExpressions;
using NUnit.Framework;
using Pulse.Tests.Hosts;

namespace Pulse.Tests.Collecting;

/// <summary>What is stored about participants, column by column; nothing of it names, finds or times a person.</summary>
[TestFixture]
public sealed partial class ColumnsTests
{
    // a column that is added here must be answered for in docs/privacy.md
    private const string Expected = """
        collecting.answers.answer_id uuid
        collecting.answers.answered_on date
        collecting.answers.dialogue_id uuid
        collecting.answers.item text
        collecting.answers.language text
        collecting.answers.participant_id uuid
        collecting.answers.quoting text
        collecting.answers.text_sealed bytea
        collecting.choices.answered_on date
        collecting.choices.chosen text[]
        collecting.choices.dialogue_id uuid
        collecting.choices.item text
        collecting.choices.participant_id uuid
        collecting.participants.consent_version integer
        collecting.participants.dialogue_id uuid
        collecting.participants.finished boolean
        collecting.participants.joined_on date
        collecting.participants.language text
        collecting.participants.participant_id uuid
        collecting.participants.receipt_hash bytea
        collecting.participants.segment text
        collecting.participants.segment_chosen boolean
        collecting.skips.dialogue_id uuid
        collecting.skips.item text
        collecting.skips.participant_id uuid
        collecting.withdrawals.answers integer
        collecting.withdrawals.carried_through boolean
        collecting.withdrawals.dialogue_id uuid
        collecting.withdrawals.participant_hash bytea
        collecting.withdrawals.votes integer
        collecting.withdrawals.withdrawn_on date
        people.invitation_batches.batch_id uuid
        people.invitation_batches.dialogue_id uuid
        people.invitation_batches.expires_on date
        people.invitation_batches.issued_on date
        people.invitation_batches.label text
        people.invitation_batches.revoked boolean
        people.invitations.batch_id uuid
        people.invitations.code_hash bytea
        people.invitations.spent boolean
        people.invitations.spent_by bytea
        people.writes.body_hash bytea
        people.writes.participant_id uuid
        people.writes.reply json
        people.writes.status integer
        people.writes.write_key uuid
        ratifying.ballots.acceptability smallint
        ratifying.ballots.cast_on date
        ratifying.ballots.language_read text
        ratifying.ballots.participant_id uuid
        ratifying.ballots.text_id uuid
        ratifying.ballots.vote smallint
        voting.counts.agree integer
        voting.counts.disagree integer
        voting.counts.pass integer
        voting.counts.segment text
        voting.counts.statement_id uuid
        voting.offered.participant_id uuid
        voting.offered.probability double precision
        voting.offered.statement_id uuid
        voting.offered.step integer
        voting.offerings.dialogue_id uuid
        voting.offerings.made_on date
        voting.offerings.phase text
        voting.offerings.policy text
        voting.offerings.revision bigint
        voting.offerings.statements integer
        voting.offerings.votes bigint
        voting.offers.revision bigint
        voting.offers.segment text
        voting.offers.statement_id uuid
        voting.offers.weight double precision
        voting.preferences.participant_id uuid
        voting.preferences.preference_id uuid
        voting.preferences.preferred text
        voting.preferences.statement_a uuid
        voting.preferences.statement_b uuid
        voting.votes.cast_on date
        voting.votes.important boolean
        voting.votes.language_read text
        voting.votes.participant_id uuid
        voting.votes.statement_id uuid
        voting.votes.vote smallint
        """;

    private const string Columns = """
        select n.nspname || '.' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) as "column"
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relkind = 'r'
          and (n.nspname in ('collecting', 'voting') or (n.nspname, c.relname) in
            (('people', 'invitations'), ('people', 'invitation_batches'), ('people', 'writes'), ('ratifying', 'ballots')))
        order by (n.nspname || '.' || c.relname || '.' || a.attname) collate "C"
        """;

    [GeneratedRegex(@"(^|_)(ip|user_agent|email|phone|name|device|lat|lng|referr\w*|cookie|at)$")]
    private static partial Regex Telling();

    [Test]
    public async Task The_participants_side_has_these_columns_and_no_others()
    {
        await using var database = await Postgres.Database();
        await using var connection = await database.Connect();
        var columns = await Sql.Rows<string>(connection, Columns, null, default);
        Assert.That(string.Join('\n', columns), Is.EqualTo(Expected));
        Assert.Multiple(() =>
        {
            foreach (var column in columns)
            {
                var (name, type) = (column.Split(' ')[0].Split('.')[2], column[(column.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
                Assert.That(Telling().IsMatch(name), Is.False, column);
                Assert.That(type, Does.Not.StartWith("time").And.Not.Contain("serial").And.Not.EqualTo("inet"), column);
            }
        });
        Assert.That(Telling().IsMatch("created_at") && Telling().IsMatch("ip") && Telling().IsMatch("last_name"), Is.True);
    }

    [Test]
    public async Task Every_id_that_a_journey_leaves_is_random()
    {
        await using var host = await ParticipantsHost.Start();
        await host.Open("listening");
        for (var at = 0; at < 5; at++)
        {
            var phone = await host.Participant("east");
            (await phone.Post("/v1/answers", new { item = "water-open", text = "A", language = "en" })).Was(201);
        }

        await using var connection = await host.Database.Connect();
        var ids = await Sql.Rows<string>(connection, """
            select answer_id::text from collecting.answers
            union all select participant_id::text from collecting.participants
            union all select batch_id::text from people.invitation_batches
            """, null, default);
        Assert.That(ids, Has.Count.EqualTo(15));
        // version 4, and the variant of RFC 9562
        Assert.That(ids, Is.All.Match("^.{14}4.{4}[89ab]"));
        Assert.That(await host.Ask<long>("select count(*) from pg_sequences"), Is.Zero);
        Assert.That(await host.Ask<string>("show track_commit_timestamp"), Is.EqualTo("off"));
    }
}
