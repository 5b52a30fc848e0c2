-- What became of a machine's translation when it was translated back, by a prompt that never saw the original.
create table drafting.back_translations (
  run_id uuid not null references analysing.runs on delete cascade,
  statement_id uuid not null references moderating.statements on delete cascade,
  -- the language of the translation
  through text not null,
  -- as it stood when it was translated back; a person may have corrected it since
  translation_sealed bytea not null,
  back_sealed bytea,
  unsure boolean not null,
  flags text[] not null,
  reason text,
  prompt_hash text,
  model text,
  made_on date not null,
  primary key (run_id, statement_id, through),
  constraint what_did_not_come_back_says_why check ((back_sealed is null) = (reason is not null)),
  constraint a_back_translation_names_its_prompt check ((back_sealed is not null) = (prompt_hash is not null))
);
create index back_translations_of_a_statement on drafting.back_translations (statement_id);

-- A run's texts made again in one language with prompts in Hebrew, Arabic and English, where a researcher asks for it.
create table drafting.repetitions (
  run_id uuid not null references analysing.runs on delete cascade,
  -- in which all three write
  language text not null,
  calls int not null,
  tokens_in bigint not null,
  tokens_out bigint not null,
  micro_usd bigint not null,
  prices_on date,
  estimated_on date not null,
  requested_on date,
  finished_on date,
  report_sealed bytea,
  primary key (run_id, language),
  constraint repetition_language_is_known check (language in ('he', 'ar', 'en')),
  constraint repetition_estimates_are_not_negative check (calls >= 0 and tokens_in >= 0 and tokens_out >= 0 and micro_usd >= 0),
  constraint only_what_was_asked_for_is_finished check (finished_on is null or requested_on is not null),
  constraint what_is_finished_has_a_report check ((finished_on is null) = (report_sealed is null))
);
comment on table drafting.repetitions is
  'a row per language is offered with what it would cost once a run is edited; words of statements are in the report, so a withdrawal takes it';

-- A row per step, written with what it made: a step that has its row is not done again.
create table drafting.repeated_steps (
  run_id uuid not null,
  language text not null,
  prompt_language text not null,
  task text not null,
  subject text not null,
  made_sealed bytea not null,
  prompt_hash text,
  model text not null,
  made_on date not null,
  primary key (run_id, language, prompt_language, task, subject),
  constraint repeated_step_belongs_to_a_repetition foreign key (run_id, language) references drafting.repetitions on delete cascade,
  constraint repeated_step_prompt_language_is_known check (prompt_language in ('he', 'ar', 'en'))
);

grant select on drafting.back_translations, drafting.repetitions, drafting.repeated_steps to pulse_web;
grant update (requested_on) on drafting.repetitions to pulse_web;
grant select, insert, update, delete on drafting.back_translations, drafting.repetitions, drafting.repeated_steps to pulse_worker;
