-- What a model edits out of a finished run. Everything it wrote is sealed, says which prompt and model made it and what
-- the verifiers thought of it, and goes when one of the statements it was made of is withdrawn.
alter table analysing.runs
  -- 'built-in', 'model NAME', or 'built-in: WHY' where a model was asked and gave none; null before any were made
  add column vectors text;

create table drafting.theme_wordings (
  wording_id uuid primary key,
  run_id uuid not null references analysing.runs on delete cascade,
  theme_id uuid not null references analysing.themes on delete cascade,
  language text not null,
  label_sealed bytea not null,
  -- JSON: sentences with the statements that each cites
  summary_sealed bytea not null,
  made_by text not null,
  reason text,
  prompt_hash text,
  model text,
  flags text[] not null,
  made_on date not null,
  -- of how many statements it was made: fewer sources than that mean a withdrawal
  sources int not null,
  constraint a_theme_is_worded_once_per_language unique (run_id, theme_id, language),
  constraint theme_wording_language_is_known check (language in ('he', 'ar', 'en')),
  constraint theme_wording_maker_is_known check (made_by in ('built-in', 'model')),
  constraint a_models_theme_wording_names_its_prompt check ((made_by = 'model') = (prompt_hash is not null))
);

create table drafting.theme_wording_sources (
  wording_id uuid not null references drafting.theme_wordings on delete cascade,
  statement_id uuid not null references moderating.statements on delete cascade,
  primary key (wording_id, statement_id)
);
create index theme_wordings_of_a_statement on drafting.theme_wording_sources (statement_id);

create table drafting.summaries (
  summary_id uuid primary key,
  run_id uuid not null references analysing.runs on delete cascade,
  working_group text not null,
  language text not null,
  kind text not null,
  -- the statement or text that reasons are about; null where it is about the whole working group
  about uuid,
  sentences_sealed bytea not null,
  made_by text not null,
  reason text,
  prompt_hash text,
  model text,
  flags text[] not null,
  made_on date not null,
  sources int not null,
  constraint a_summary_is_made_once_per_language unique nulls not distinct (run_id, working_group, kind, about, language),
  constraint summary_language_is_known check (language in ('he', 'ar', 'en')),
  constraint summary_kind_is_known check (kind in ('summary', 'reasons-for', 'reasons-against', 'narrative')),
  constraint reasons_are_about_a_statement check ((kind in ('reasons-for', 'reasons-against')) = (about is not null)),
  constraint summary_maker_is_known check (made_by in ('built-in', 'model')),
  constraint a_models_summary_names_its_prompt check ((made_by = 'model') = (prompt_hash is not null))
);

create table drafting.summary_sources (
  summary_id uuid not null references drafting.summaries on delete cascade,
  statement_id uuid not null references moderating.statements on delete cascade,
  primary key (summary_id, statement_id)
);
create index summaries_of_a_statement on drafting.summary_sources (statement_id);

-- A model's draft stands in clauses, each with the statements that bear it.
alter table drafting.drafts
  add column prompt_hash text,
  add column model text,
  add column flags text[] not null default '{}',
  add column made_on date,
  add constraint a_models_draft_names_its_prompt check ((made_by = 'model') = (prompt_hash is not null));

create table drafting.draft_clauses (
  draft_id uuid not null references drafting.drafts on delete cascade,
  clause int not null,
  language text not null,
  text_sealed bytea not null,
  primary key (draft_id, clause, language),
  constraint clause_language_is_known check (language in ('he', 'ar', 'en'))
);

create table drafting.clause_citations (
  draft_id uuid not null references drafting.drafts on delete cascade,
  clause int not null,
  statement_id uuid not null references moderating.statements on delete cascade,
  primary key (draft_id, clause, statement_id)
);
create index clauses_of_a_statement on drafting.clause_citations (statement_id);

-- A row per step of the editing, written with its effect: a step that has its row is not done again.
create table drafting.edits (
  run_id uuid not null references analysing.runs on delete cascade,
  task text not null,
  -- a theme, a working group or a statement
  subject text not null,
  language text not null,
  prompt_hash text,
  model text,
  calls int not null,
  repaired int not null,
  left_out int not null,
  -- rule to number: what the verifiers took out, and what a person should look at
  dropped jsonb not null,
  flagged jsonb not null,
  fallen_back int not null,
  reason text,
  made_on date not null,
  primary key (run_id, task, subject, language),
  constraint edit_counts_are_not_negative check (calls >= 0 and repaired >= 0 and left_out >= 0 and fallen_back >= 0),
  constraint edit_counts_rules check (jsonb_typeof(dropped) = 'object' and jsonb_typeof(flagged) = 'object')
);

-- A run whose steps are all done
create table drafting.edited_runs (
  run_id uuid primary key references analysing.runs on delete cascade,
  made_on date not null
);

-- What editing the dialogue's newest run was expected to use, before it began
create table drafting.estimates (
  run_id uuid primary key references analysing.runs on delete cascade,
  calls int not null,
  tokens_in bigint not null,
  tokens_out bigint not null,
  micro_usd bigint not null,
  prices_on date,
  made_on date not null,
  constraint estimates_are_not_negative check (calls >= 0 and tokens_in >= 0 and tokens_out >= 0 and micro_usd >= 0)
);

create table drafting.parity (
  run_id uuid primary key references analysing.runs on delete cascade,
  report_sealed bytea not null,
  made_on date not null
);
comment on table drafting.parity is 'what differs between languages of prompts and versions of statements; words of statements are in it, so a withdrawal takes it';

grant select on all tables in schema drafting to pulse_web;
grant select, insert, update, delete on all tables in schema drafting to pulse_worker;
