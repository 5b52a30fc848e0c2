-- A run is requested, worked on, and then never changed: nothing updates a finished run, except that a withdrawal
-- takes its person out of it and marks it stale.
create table analysing.runs (
  run_id uuid primary key,
  dialogue_id uuid not null references convening.dialogues on delete cascade,
  requested_at timestamptz not null default now(),
  requested_by uuid references people.staff,
  state text not null default 'requested',
  stage text not null default 'waiting',
  stage_done int not null default 0,
  stage_total int not null default 0,
  seed bigint not null,
  parameters jsonb not null,
  code_version text,
  input_fingerprint bytea,
  result_hash bytea,
  started_at timestamptz,
  finished_at timestamptz,
  stale boolean not null default false,
  attempts int not null default 0,
  last_error text,
  constraint run_state_is_known check (state in ('requested', 'running', 'finished', 'failed')),
  constraint a_finished_run_has_a_result check (state <> 'finished' or
    (result_hash is not null and input_fingerprint is not null and finished_at is not null))
);
create index runs_of_a_dialogue on analysing.runs (dialogue_id, requested_at);

-- Append a run, then move the pointer.
create table analysing.current_runs (
  dialogue_id uuid primary key references convening.dialogues on delete cascade,
  run_id uuid not null references analysing.runs
);

-- The frozen input of a run that a later stage, or a restart, must find unchanged; sealed, dropped when it is finished.
create table analysing.frozen_inputs (
  run_id uuid primary key references analysing.runs on delete cascade,
  input_sealed bytea not null
);

create table analysing.run_totals (
  run_id uuid not null references analysing.runs on delete cascade,
  working_group text not null,
  participants int not null,
  answers int not null,
  excluded int not null,
  statements int not null,
  votes int not null,
  primary key (run_id, working_group)
);

create table analysing.statement_counts (
  run_id uuid not null references analysing.runs on delete cascade,
  statement_id uuid not null references moderating.statements on delete cascade,
  segment text not null,
  agree int not null,
  disagree int not null,
  pass int not null,
  low double precision not null,
  high double precision not null,
  primary key (run_id, statement_id, segment)
);

create table analysing.statement_scores (
  run_id uuid not null references analysing.runs on delete cascade,
  statement_id uuid not null references moderating.statements on delete cascade,
  floor double precision not null,
  -- null while a bridging segment has no votes
  minimum_share double precision,
  spread double precision,
  group_aware_consensus double precision,
  enough_in_every_segment boolean not null,
  primary key (run_id, statement_id)
);
comment on column analysing.statement_scores.floor is
  'the headline: least lower end of the Wilson 95 % interval over the bridging segments';

create table analysing.themes (
  theme_id uuid primary key,
  run_id uuid not null references analysing.runs on delete cascade,
  working_group text not null,
  position int not null,
  -- language -> distinctive terms, as JSON, sealed because the words are participants' own
  labels_sealed bytea not null,
  answers int not null,
  constraint theme_position_is_unique unique (run_id, working_group, position)
);

-- Every answer of the input stands here exactly once per run; theme_id is null where it fits none.
create table analysing.theme_answers (
  run_id uuid not null references analysing.runs on delete cascade,
  statement_id uuid not null references moderating.statements on delete cascade,
  theme_id uuid references analysing.themes on delete cascade,
  -- 0 is the most representative answer of its theme
  rank int not null,
  primary key (run_id, statement_id)
);

create table analysing.opinion_groups (
  run_id uuid not null references analysing.runs on delete cascade,
  opinion_group int not null,
  participants int not null,
  centre_x double precision not null,
  centre_y double precision not null,
  primary key (run_id, opinion_group)
);

create table analysing.positions (
  run_id uuid not null references analysing.runs on delete cascade,
  participant_id uuid not null references collecting.participants on delete cascade,
  x double precision not null,
  y double precision not null,
  opinion_group int,
  primary key (run_id, participant_id)
);

create table analysing.group_counts (
  run_id uuid not null references analysing.runs on delete cascade,
  statement_id uuid not null references moderating.statements on delete cascade,
  opinion_group int not null,
  agree int not null,
  disagree int not null,
  pass int not null,
  -- rank among the group's representative statements, null where it is none of them
  representative_rank int,
  primary key (run_id, statement_id, opinion_group)
);
