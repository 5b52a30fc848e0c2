-- A vote about which a host already knows everything is cast in one statement, which first makes sure of what it knows.

-- Two hosts that draw for one person from the same past take the same step, and one of them is refused.
alter table voting.offered drop constraint offered_pkey;
alter table voting.offered add primary key (participant_id, step);
drop index voting.offered_of_a_statement;
-- also finds what was drawn of a statement
alter table voting.offered add constraint offered_once unique (statement_id, participant_id);

-- in plpgsql, which keeps its plan
create function convening.version_of(dialogue uuid) returns text language plpgsql stable as $$
begin
  return (
    select d.xmin::text || coalesce(
      (select string_agg(' ' || p.xmin::text, '' order by p.position) from convening.phases p where p.dialogue_id = d.dialogue_id),
      '')
    from convening.dialogues d where d.dialogue_id = dialogue);
end $$;
comment on function convening.version_of is
  'another text after every change to a dialogue or to when its phases open and close';

-- Arrays by vote are of one length, and so are those by dialogue; what comes back are the revisions of the offers that
-- stand, by dialogue. The order of the locks and of the counts is the same for everybody, so that two
-- callers do not wait for each other in a ring; the counts come last, since others wait for them until the commit.
create function voting.cast_votes(
  given_dialogues uuid[], given_versions text[], given_locks bigint[],
  given_participants uuid[], given_consents int[], given_segments text[], given_counted_as text[],
  given_statements uuid[], given_votes smallint[], given_replaced smallint[], given_important boolean[], given_languages text[], given_day date,
  given_nexts uuid[], given_steps int[], given_probabilities double precision[],
  given_keys uuid[], given_hashes bytea[], given_status int, given_replies text[])
returns bigint[] language plpgsql as $$
declare
  unchanged boolean;
  revisions bigint[];
begin
  perform pg_advisory_xact_lock(one) from unnest(given_locks) as one;

  select bool_and(convening.version_of(k.dialogue_id) is not distinct from k.version), array_agg(o.revision order by k.place)
  into unchanged, revisions
  from unnest(given_dialogues, given_versions) with ordinality as k (dialogue_id, version, place)
  left join voting.offerings o on o.dialogue_id = k.dialogue_id;

  if not unchanged or cardinality(given_participants) <> (
    select count(*)
    from unnest(given_participants, given_consents, given_segments, given_statements, given_nexts)
      as g (participant_id, consent_version, segment, statement_id, next_id)
    join collecting.participants p
      on p.participant_id = g.participant_id
      and p.consent_version = g.consent_version and p.segment is not distinct from g.segment
    join moderating.statements s on s.statement_id = g.statement_id
    left join moderating.statements n on n.statement_id = g.next_id
    where (g.next_id is null or n.statement_id is not null)
      and (s.answer_id is null and n.answer_id is null or not exists (
        select from collecting.answers a
        where a.answer_id in (s.answer_id, n.answer_id) and a.participant_id = g.participant_id)))
  then
    raise exception 'what these votes were decided on has changed' using errcode = 'PU001';
  end if;

  -- apart from those that replace one: an upsert would look each up twice, and nobody else writes for these people now
  insert into voting.votes (statement_id, participant_id, vote, important, language_read, cast_on)
  select g.statement_id, g.participant_id, g.vote, g.important, g.language_read, given_day
  from unnest(given_statements, given_participants, given_votes, given_replaced, given_important, given_languages)
    as g (statement_id, participant_id, vote, replaced, important, language_read)
  where g.replaced is null;

  insert into voting.offered (participant_id, statement_id, step, probability)
  select g.participant_id, g.statement_id, g.step, g.probability
  from unnest(given_participants, given_nexts, given_steps, given_probabilities) as g (participant_id, statement_id, step, probability)
  where g.step is not null;

  insert into people.writes (participant_id, write_key, body_hash, status, reply)
  select g.participant_id, g.write_key, g.body_hash, given_status, g.reply::json
  from unnest(given_participants, given_keys, given_hashes, given_replies) as g (participant_id, write_key, body_hash, reply);

  insert into voting.counts (statement_id, segment, agree, disagree, pass)
  select g.statement_id, g.segment,
    count(*) filter (where g.vote = 1), count(*) filter (where g.vote = -1), count(*) filter (where g.vote = 0)
  from unnest(given_statements, given_counted_as, given_votes, given_replaced) as g (statement_id, segment, vote, replaced)
  where g.replaced is distinct from g.vote
  group by g.statement_id, g.segment
  order by g.statement_id, g.segment
  on conflict (statement_id, segment) do update set
    agree = counts.agree + excluded.agree,
    disagree = counts.disagree + excluded.disagree,
    pass = counts.pass + excluded.pass;

  if array_remove(given_replaced, null) <> '{}' then
    update voting.votes old
    set vote = g.vote, important = g.important, language_read = g.language_read, cast_on = given_day
    from unnest(given_statements, given_participants, given_votes, given_replaced, given_important, given_languages)
      as g (statement_id, participant_id, vote, replaced, important, language_read)
    where g.replaced is not null and old.participant_id = g.participant_id and old.statement_id = g.statement_id;

    -- apart from what is added, since a proposed row with a negative number would break its CHECK; the rows are ours by now
    update voting.counts c
    set agree = c.agree - g.agree, disagree = c.disagree - g.disagree, pass = c.pass - g.pass
    from (
      select g.statement_id, g.segment, count(*) filter (where g.replaced = 1) as agree,
        count(*) filter (where g.replaced = -1) as disagree, count(*) filter (where g.replaced = 0) as pass
      from unnest(given_statements, given_counted_as, given_votes, given_replaced) as g (statement_id, segment, vote, replaced)
      where g.replaced is not null and g.replaced <> g.vote
      group by g.statement_id, g.segment) g
    where c.statement_id = g.statement_id and c.segment = g.segment;
  end if;

  return revisions;
end $$;
comment on function voting.cast_votes is
  'casts votes that were decided on, or raises PU001 and casts none where anything they were decided on has changed';

revoke execute on function convening.version_of, voting.cast_votes from public;
grant execute on function convening.version_of, voting.cast_votes to pulse_api;
