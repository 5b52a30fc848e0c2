-- What passes becomes a statement; what does not becomes an exclusion with a reason. Nothing disappears silently.
create table moderating.statements (
  statement_id uuid primary key,
  dialogue_id uuid not null references convening.dialogues on delete cascade,
  item text not null,
  working_group text not null,
  -- null for a statement that was imported or that a facilitator seeded
  answer_id uuid references collecting.answers on delete cascade,
  segment text,
  language text not null,
  text_sealed bytea not null,
  redacted boolean not null default false,
  quoting text not null default 'none',
  approved_on date not null,
  constraint statement_item_exists foreign key (dialogue_id, item) references convening.items,
  constraint statement_working_group_exists
    foreign key (dialogue_id, working_group) references convening.working_groups,
  constraint one_statement_per_answer unique (answer_id),
  constraint statement_language_is_a_tag check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)*$'),
  constraint statement_quoting_is_known check (quoting in ('none', 'paraphrase', 'verbatim'))
);
create index statements_of_an_item on moderating.statements (dialogue_id, item);

create table moderating.translations (
  statement_id uuid not null references moderating.statements on delete cascade,
  language text not null,
  text_sealed bytea not null,
  made_by text not null,
  primary key (statement_id, language),
  constraint translation_language_is_a_tag check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)*$'),
  constraint translation_maker_is_known check (made_by in ('person', 'machine'))
);

-- One row per screened answer: what the rules saw, and what became of it.
create table moderating.rulings (
  answer_id uuid primary key references collecting.answers on delete cascade,
  dialogue_id uuid not null references convening.dialogues on delete cascade,
  flags text[] not null,
  outcome text not null,
  -- null while the rules alone have ruled
  ruled_by uuid references people.staff,
  rule_version text not null,
  ruled_on date not null,
  constraint ruling_outcome_is_known check (outcome in ('held', 'passed', 'redacted', 'excluded'))
);
create index rulings_that_wait on moderating.rulings (dialogue_id) where outcome = 'held';

create table moderating.exclusions (
  exclusion_id uuid primary key,
  dialogue_id uuid not null references convening.dialogues on delete cascade,
  item text not null,
  -- the answer goes with a withdrawal; that something was excluded, and why, stays
  answer_id uuid references collecting.answers on delete set null,
  segment text,
  reason text not null,
  note_sealed bytea,
  excluded_on date not null,
  constraint exclusion_item_exists foreign key (dialogue_id, item) references convening.items,
  constraint exclusion_reason_is_a_word check (reason ~ '^[a-z]+(-[a-z]+)*$')
);
create index exclusions_of_an_item on moderating.exclusions (dialogue_id, item);
