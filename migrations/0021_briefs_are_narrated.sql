-- A model may propose the running text of a brief; only what a person accepted enters one.
create table publishing.narratives (
  narrative_id uuid primary key,
  dialogue_id uuid not null references convening.dialogues on delete cascade,
  working_group text not null,
  language text not null,
  asked_by uuid not null references people.staff,
  asked_at timestamptz not null default clock_timestamp(),
  -- hash of the texts' ids and figures that it was made of, never of their words; null while nobody has worked on it
  material text,
  sentences_sealed bytea,
  made_by text,
  reason text,
  prompt_hash text,
  model text,
  flags text[] not null default '{}',
  calls int not null default 0,
  -- rule to number: what the verifiers took out
  dropped jsonb not null default '{}',
  made_on date,
  constraint narrative_language_is_known check (language in ('he', 'ar', 'en')),
  constraint narrative_maker_is_known check (made_by in ('built-in', 'model')),
  constraint a_made_narrative_is_whole check (
    (made_by is null) = (sentences_sealed is null) and (made_by is null) = (material is null) and (made_by is null) = (made_on is null)),
  constraint a_models_narrative_names_its_prompt check (
    coalesce(made_by = 'model', false) = (prompt_hash is not null) and (prompt_hash is null) = (model is null)),
  constraint narrative_calls_are_not_negative check (calls >= 0),
  constraint narrative_counts_rules check (jsonb_typeof(dropped) = 'object')
);
comment on table publishing.narratives is 'asked for by a person, written by the worker; goes when a text it cites loses its source to a withdrawal';
create index narratives_of_a_group on publishing.narratives (dialogue_id, working_group, language);
-- asked twice before it is worked on is asked once
create unique index a_narrative_is_waited_for_once on publishing.narratives (dialogue_id, working_group, language)
  where made_by is null;

create table publishing.narrative_texts (
  narrative_id uuid not null references publishing.narratives on delete cascade,
  text_id uuid not null references reviewing.texts on delete cascade,
  primary key (narrative_id, text_id)
);
create index narratives_of_a_text on publishing.narrative_texts (text_id);

-- The newest ruling on a narrative counts; none is changed.
create table publishing.narrative_rulings (
  ruling_id uuid primary key,
  narrative_id uuid not null references publishing.narratives on delete cascade,
  outcome text not null,
  -- as accepted, which may be as changed by a person
  sentences_sealed bytea,
  edited boolean not null,
  ruled_by uuid not null references people.staff,
  ruled_at timestamptz not null default clock_timestamp(),
  constraint narrative_ruling_is_known check (outcome in ('accepted', 'set-aside')),
  constraint what_is_accepted_has_words check ((outcome = 'accepted') = (sentences_sealed is not null))
);
create index rulings_on_a_narrative on publishing.narrative_rulings (narrative_id, ruled_at);

-- What a model would take for what is there now; asked for by a person before any model is named.
create table publishing.model_estimates (
  estimate_id uuid primary key,
  dialogue_id uuid not null references convening.dialogues on delete cascade,
  asked_by uuid not null references people.staff,
  asked_at timestamptz not null default clock_timestamp(),
  -- per task: calls, tokens in and out, and millionths of a dollar where prices are known
  tasks jsonb,
  -- that would be called, where the worker has one
  model text,
  prices_on date,
  made_at timestamptz,
  constraint estimate_lists_tasks check (jsonb_typeof(tasks) = 'array'),
  constraint a_made_estimate_is_whole check ((tasks is null) = (made_at is null))
);
create index estimates_of_a_dialogue on publishing.model_estimates (dialogue_id, asked_at);
create unique index an_estimate_is_waited_for_once on publishing.model_estimates (dialogue_id) where tasks is null;

grant select, insert on publishing.narratives, publishing.narrative_texts, publishing.narrative_rulings,
  publishing.model_estimates to pulse_web;
grant select, insert, update, delete on publishing.narratives, publishing.narrative_texts to pulse_worker;
grant select on publishing.narrative_rulings to pulse_worker;
grant select, update, delete on publishing.model_estimates to pulse_worker;
