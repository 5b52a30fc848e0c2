-- What a model made of people's words is kept apart from what is read: a person's translation wins, a person rules.
create table moderating.machine_translations (
  statement_id uuid not null references moderating.statements on delete cascade,
  language text not null,
  -- null where nothing passed the checks: the statement then waits for a person
  text_sealed bytea,
  prompt_hash text not null,
  schema_hash text not null,
  model text not null,
  flags text[] not null,
  made_on date not null,
  primary key (statement_id, language),
  constraint machine_translation_language_is_a_tag check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)*$'),
  constraint machine_translation_hashes_are_sha256
    check (prompt_hash ~ '^[0-9a-f]{64}$' and schema_hash ~ '^[0-9a-f]{64}$')
);
comment on table moderating.machine_translations is
  'a model''s translation of a statement, also after a person corrected it; what is read stands in translations';
comment on column moderating.machine_translations.flags is 'what the checks want a person to look at';

-- An answer that waits, for staff who do not read its language; nobody else sees it. It goes where the ruling goes.
create table moderating.answer_translations (
  answer_id uuid not null references moderating.rulings on delete cascade,
  language text not null,
  text_sealed bytea,
  prompt_hash text not null,
  schema_hash text not null,
  model text not null,
  flags text[] not null,
  made_on date not null,
  primary key (answer_id, language),
  constraint answer_translation_language_is_a_tag check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)*$'),
  constraint answer_translation_hashes_are_sha256
    check (prompt_hash ~ '^[0-9a-f]{64}$' and schema_hash ~ '^[0-9a-f]{64}$')
);
comment on table moderating.answer_translations is
  'a model''s translation of a held answer, for the staff; it becomes the statement''s if the answer passes as it is';

create table moderating.suggestions (
  answer_id uuid primary key references moderating.rulings on delete cascade,
  -- false where nothing that the model wrote passed the checks; the answer is ruled on all the same
  usable boolean not null,
  flags text[] not null,
  why_sealed bytea,
  why_language text,
  -- a slug of the dialogue's; null where the model named none or was not asked
  working_group text,
  prompt_hash text not null,
  group_prompt_hash text,
  model text not null,
  made_on date not null,
  constraint suggestion_flags_are_known check (flags <@ array['personal-detail', 'threat', 'incitement', 'dehumanising',
    'off-topic', 'spam', 'instruction']),
  constraint only_a_usable_suggestion_says_something
    check (usable or (flags = '{}' and why_sealed is null and working_group is null)),
  constraint suggestion_reason_has_a_language check ((why_sealed is null) = (why_language is null)),
  constraint suggestion_hashes_are_sha256
    check (prompt_hash ~ '^[0-9a-f]{64}$' and group_prompt_hash ~ '^[0-9a-f]{64}$')
);
comment on table moderating.suggestions is 'what a model suggests a moderator look at; it decides nothing';

grant select on moderating.machine_translations, moderating.answer_translations, moderating.suggestions to pulse_web;
grant select, insert, update, delete
  on moderating.machine_translations, moderating.answer_translations, moderating.suggestions to pulse_worker;

-- A model's server can ask for an hour's pause, and a budget comes back with the month
alter table work.failures add column waits_until timestamptz;
comment on column work.failures.waits_until is
  'not before then, by the database''s clock; set where waiting or a changed setting helps, which never becomes permanent';
