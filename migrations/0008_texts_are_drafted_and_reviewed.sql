-- A draft is a proposal that a run makes; it cites the statements it rests on.
create table drafting.drafts (
  draft_id uuid primary key,
  run_id uuid not null references analysing.runs on delete cascade,
  dialogue_id uuid not null references convening.dialogues on delete cascade,
  working_group text not null,
  position int not null,
  made_by text not null,
  -- how many statements it cited when it was made: fewer citations than that mean a withdrawal
  sources int not null default 1,
  constraint draft_position_is_unique unique (run_id, working_group, position),
  constraint draft_maker_is_known check (made_by in ('built-in', 'model'))
);

-- A run that was read for drafts, also where nothing in it bridged
create table drafting.drafted_runs (
  run_id uuid primary key references analysing.runs on delete cascade,
  drafts int not null
);

create table drafting.citations (
  draft_id uuid not null references drafting.drafts on delete cascade,
  statement_id uuid not null references moderating.statements on delete cascade,
  primary key (draft_id, statement_id)
);

create table drafting.draft_wordings (
  draft_id uuid not null references drafting.drafts on delete cascade,
  language text not null,
  text_sealed bytea not null,
  -- as a participant wrote it, as a person translated it, or as a machine did
  origin text not null,
  primary key (draft_id, language),
  constraint draft_wording_origin_is_known check (origin in ('original', 'person', 'machine'))
);

-- A researcher's ruling makes a text; an edit makes a new version of it, and the old one stays.
create table reviewing.texts (
  text_id uuid primary key,
  dialogue_id uuid not null references convening.dialogues on delete cascade,
  working_group text not null,
  draft_id uuid references drafting.drafts on delete set null,
  version int not null,
  replaces uuid references reviewing.texts,
  reviewed_by uuid not null references people.staff,
  reviewed_at timestamptz not null default now(),
  outcome text not null,
  reason text,
  -- a text whose source was withdrawn stays as a wording of ours, and says so
  source_withdrawn boolean not null default false,
  constraint text_outcome_is_known check (outcome in ('approved', 'rejected')),
  constraint a_rejection_has_a_reason check (outcome <> 'rejected' or reason is not null),
  constraint a_version_is_replaced_once unique (replaces)
);
create unique index a_draft_is_reviewed_once on reviewing.texts (draft_id) where replaces is null;
create index texts_of_a_dialogue on reviewing.texts (dialogue_id, working_group);

create table reviewing.wordings (
  text_id uuid not null references reviewing.texts on delete cascade,
  language text not null,
  text_sealed bytea not null,
  edited boolean not null,
  primary key (text_id, language),
  constraint wording_language_is_known check (language in ('he', 'ar', 'en'))
);
