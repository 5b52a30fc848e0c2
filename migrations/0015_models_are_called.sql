-- A call to a model is a row before it is made; what it answered is kept, sealed, until a source of it is withdrawn.
create schema language;
comment on schema language is 'door: calls to models, what they used, what they answered';

create table language.calls (
  call_id uuid primary key,
  dialogue_id uuid not null references convening.dialogues on delete cascade,
  run_id uuid,
  kind text not null,
  task text not null,
  provider text not null,
  model text not null,
  prompt_hash text not null,
  schema_hash text not null,
  input_mark uuid not null,
  tokens_in bigint not null,
  tokens_out bigint not null,
  estimated boolean not null,
  micro_usd bigint not null,
  prices_on date,
  latency_ms int,
  outcome text not null,
  called_on date not null,
  constraint call_kind_is_known check (kind in ('chat', 'embedding')),
  constraint call_task_is_a_slug check (task ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  constraint call_hashes_are_sha256 check (prompt_hash ~ '^[0-9a-f]{64}$' and schema_hash ~ '^[0-9a-f]{64}$'),
  constraint call_uses_are_not_negative check (tokens_in >= 0 and tokens_out >= 0 and micro_usd >= 0 and latency_ms >= 0),
  constraint call_outcome_is_known check (outcome in ('under-way', 'answered', 'cut-short', 'refused', 'rejected',
    'too-many', 'failed', 'unreachable', 'unreadable', 'too-late', 'too-large', 'cancelled')),
  constraint only_an_ended_call_took_time check ((latency_ms is null) = (outcome = 'under-way'))
);
comment on table language.calls is
  'a row per request to a model, never its text; under-way holds what it could use at most, for good if the worker died';
comment on column language.calls.input_mark is 'the input''s hash under the dialogue''s key: a bare one could be guessed at';
comment on column language.calls.estimated is 'the server did not say how many tokens it used';
create index calls_of_a_dialogue on language.calls (dialogue_id, called_on);

create table language.budgets (
  dialogue_id uuid not null references convening.dialogues on delete cascade,
  month date not null,
  tokens bigint not null,
  micro_usd bigint not null,
  primary key (dialogue_id, month),
  constraint budget_month_is_its_first_day check (extract(day from month) = 1),
  constraint budget_uses_are_not_negative check (tokens >= 0 and micro_usd >= 0)
);
comment on table language.budgets is 'what the calls of a month used or hold in reserve: always the sum of their rows';

create table language.replies (
  reply_id uuid primary key,
  dialogue_id uuid not null references convening.dialogues on delete cascade,
  sealed bytea not null,
  kept_on date not null
);
comment on table language.replies is
  'accepted replies and vectors, sealed; the id is a hash of all that was asked, under the dialogue''s key';
create index replies_of_a_dialogue on language.replies (dialogue_id);

create table language.reply_sources (
  reply_id uuid not null references language.replies on delete cascade,
  source_id uuid not null,
  primary key (reply_id, source_id)
);
comment on table language.reply_sources is
  'answers and statements whose words are in a reply; a reply whose source is gone goes with it (job carry-withdrawals)';
create index replies_of_a_source on language.reply_sources (source_id);

grant usage on schema language to pulse_web, pulse_worker;
grant select on language.calls, language.budgets to pulse_web;
grant select, insert, update on language.calls, language.budgets to pulse_worker;
grant select, insert, delete on language.replies, language.reply_sources to pulse_worker;
