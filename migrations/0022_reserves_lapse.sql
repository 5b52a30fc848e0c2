-- A call whose worker was killed holds its reserve until its deadline is over, not until the month is.
alter table language.calls
  -- by the database's clock, and only while a call is under way: an ended one keeps its day alone
  add column lapses_at timestamptz,
  -- what is booked where nobody heard how it ended: the message was sent, as far as anybody knows
  add column expected_in bigint not null default 0,
  add column expected_micro_usd bigint not null default 0,
  drop constraint call_outcome_is_known,
  drop constraint only_an_ended_call_took_time,
  add constraint call_outcome_is_known check (outcome in ('under-way', 'answered', 'cut-short', 'refused', 'rejected',
    'too-many', 'failed', 'unreachable', 'unreadable', 'too-late', 'too-large', 'cancelled', 'abandoned')),
  add constraint only_an_ended_call_took_time check ((latency_ms is null) = (outcome in ('under-way', 'abandoned'))),
  add constraint only_a_call_under_way_lapses check (lapses_at is null or outcome = 'under-way');
-- Those that were under way when this came are over, or will be long before anybody looks
update language.calls set lapses_at = clock_timestamp() + interval '10 minutes' where outcome = 'under-way';
create index calls_under_way on language.calls (lapses_at) where outcome = 'under-way';
comment on table language.calls is
  'a row per request to a model, never its text; under-way holds what it could use at most, abandoned what was sent for all we know';
