using Npgsql;
using Pulse.Convening;
using Pulse.People;

namespace Pulse.Voting;

/// <summary>
/// Everything that stands in the database about some votes that were given, read in one piece: the transaction begins,
/// their participants' other writers are kept out, and each statement sees what was committed before it.
/// </summary>
internal static class GivenVotes
{
    /// <summary>What stands about one vote.</summary>
    internal sealed record Row
    {
        public required Voter Voter { get; init; }
        public bool Withdrawn { get; init; }

        /// <summary>Of an earlier write under the same key.</summary>
        public byte[]? EarlierHash { get; init; }
        public string? EarlierReply { get; init; }

        /// <summary>Of the statement; null where there is none.</summary>
        public StatementPlace? Statement { get; init; }

        /// <summary>The vote that this one replaces.</summary>
        public int? Before { get; init; }
    }

    /// <param name="Version">Another one after every change to the dialogue or its phases.</param>
    /// <param name="Revision">Of the offers that stand; null where none were made.</param>
    internal sealed record Convened(Dialogue Dialogue, IReadOnlyList<Phases.State> States, string Version, long? Revision);

    /// <param name="Rows">In the order of the votes.</param>
    internal sealed record Read(IReadOnlyList<Row> Rows, IReadOnlyDictionary<Guid, Convened> Dialogues);

    private const string Begin = "begin";

    private const string LockAll = "select count(pg_advisory_xact_lock(one)) from unnest($1::bigint[]) as one";

    // one row for each phase
    private const string DialoguesSql = """
        with convened as materialized (
          select dialogue_id, definition_hash, convening.version_of(dialogue_id) as version
          from convening.dialogues where dialogue_id = any($1))
        select d.dialogue_id, d.definition_hash, o.revision, p.phase, p.opens_at, p.closes_at, d.version
        from convened d
        left join convening.phases p on p.dialogue_id = d.dialogue_id
        left join voting.offerings o on o.dialogue_id = d.dialogue_id
        order by d.dialogue_id, p.position
        """;

    // what was drawn is put in order here: sorting a row's few numbers costs the server more than sending them
    private const string RowsSql = """
        select g.place::int, p.segment, coalesce(p.segment_chosen, false), p.consent_version,
          p.participant_id is null and exists (
            select from collecting.withdrawals w where w.participant_hash = sha256(uuid_send(g.participant_id))),
          e.body_hash, e.reply::text, s.dialogue_id, s.item, s.segment,
          v.before, v.statements,
          array(
            select own.statement_id
            from collecting.answers a join moderating.statements own on own.answer_id = a.answer_id
            where a.participant_id = g.participant_id),
          o.statements, o.steps
        from unnest($1::uuid[], $2::uuid[], $3::uuid[])
          with ordinality as g (participant_id, write_key, statement_id, place)
        left join collecting.participants p on p.participant_id = g.participant_id
        left join people.writes e on e.participant_id = g.participant_id and e.write_key = g.write_key
        left join moderating.statements s on s.statement_id = g.statement_id
        left join lateral (
          select array_agg(v.statement_id) as statements,
            max(v.vote) filter (where v.statement_id = g.statement_id)::int as before
          from voting.votes v where v.participant_id = g.participant_id
        ) v on true
        left join lateral (
          select array_agg(o.statement_id) as statements, array_agg(o.step) as steps
          from voting.offered o where o.participant_id = g.participant_id
        ) o on true
        """;

    /// <param name="votes">At most one of a participant.</param>
    public static async Task<Read> Of(
        NpgsqlConnection connection, IReadOnlyList<GivenVote> votes, CancellationToken stop)
    {
        var locks = votes.Select(vote => Writes.LockOf(vote.ParticipantId)).Order().ToArray();
        var dialogues = votes.Select(vote => vote.DialogueId).Distinct().ToArray();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Sql.Step(Begin),
                Sql.Step(LockAll, Sql.Value(locks)),
                Sql.Step(DialoguesSql, Sql.Value(dialogues)),
                Sql.Step(RowsSql,
                    Sql.Value(votes.Select(vote => vote.ParticipantId).ToArray()),
                    Sql.Value(votes.Select(vote => vote.WriteKey).ToArray()),
                    Sql.Value(votes.Select(vote => vote.StatementId).ToArray())),
            },
        };
        var found = new Dictionary<Guid, Found>();
        var rows = new Row[votes.Count];
        await using (var reader = await batch.ExecuteReaderAsync(stop))
        {
            // the locks; "begin" gives no result
            await reader.NextResultAsync(stop);
            while (await reader.ReadAsync(stop))
            {
                Add(found, reader);
            }

            await reader.NextResultAsync(stop);
            while (await reader.ReadAsync(stop))
            {
                rows[reader.GetInt32(0) - 1] = RowOf(reader);
            }
        }

        var convened = new Dictionary<Guid, Convened>();
        foreach (var (id, one) in found)
        {
            convened.Add(id, new Convened(
                await Dialogues.Of(connection, id, one.Hash, stop), one.States, one.Version, one.Revision));
        }

        return new Read(rows, convened);
    }

    private static void Add(Dictionary<Guid, Found> found, NpgsqlDataReader row)
    {
        var id = row.GetGuid(0);
        if (!found.TryGetValue(id, out var dialogue))
        {
            dialogue = new Found(
                row.GetFieldValue<byte[]>(1), row.GetString(6), row.IsDBNull(2) ? null : row.GetInt64(2), []);
            found.Add(id, dialogue);
        }

        if (Text(row, 3) is { } phase)
        {
            dialogue.States.Add(new Phases.State(phase, Moment(row, 4), Moment(row, 5)));
        }
    }

    private static Row RowOf(NpgsqlDataReader row)
    {
        var handedOut = Ids(row, 13);
        var steps = row.IsDBNull(14) ? [] : row.GetFieldValue<int[]>(14);
        Array.Sort(steps, handedOut);
        return new Row
        {
            Voter = new Voter(
                own: row.GetFieldValue<Guid[]>(12), voted: Ids(row, 11), handedOut, steps.Length == 0 ? 0 : steps[^1])
            {
                Segment = Text(row, 1),
                SegmentChosen = row.GetBoolean(2),
                ConsentVersion = row.IsDBNull(3) ? null : row.GetInt32(3),
            },
            Withdrawn = row.GetBoolean(4),
            EarlierHash = row.IsDBNull(5) ? null : row.GetFieldValue<byte[]>(5),
            EarlierReply = Text(row, 6),
            Statement = row.IsDBNull(7) ? null : new StatementPlace(row.GetGuid(7), row.GetString(8), Text(row, 9)),
            Before = row.IsDBNull(10) ? null : row.GetInt32(10),
        };
    }

    private static Guid[] Ids(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? [] : row.GetFieldValue<Guid[]>(column);

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Moment(NpgsqlDataReader row, int column) =>
        Phases.Moment(row.IsDBNull(column) ? null : row.GetDateTime(column));

    private sealed record Found(byte[] Hash, string Version, long? Revision, List<Phases.State> States);
}
