-- A participant is a pseudonym made by HMAC from a secret that only the phone holds. Dates are no finer than a day.
create table collecting.participants (
  participant_id uuid primary key,
  dialogue_id uuid not null references convening.dialogues on delete cascade,
  segment text,
  -- true with a null segment: asked, and preferred not to say
  segment_chosen boolean not null default false,
  language text not null,
  consent_version int not null,
  joined_on date not null,
  finished boolean not null default false,
  receipt_hash bytea,
  constraint participant_segment_exists foreign key (dialogue_id, segment) references convening.segments,
  constraint participant_language_is_known check (language in ('he', 'ar', 'en')),
  constraint receipt_is_unique unique (receipt_hash)
);
create index participants_of_a_dialogue on collecting.participants (dialogue_id, segment);

create table collecting.answers (
  answer_id uuid primary key,
  dialogue_id uuid not null references convening.dialogues on delete cascade,
  participant_id uuid not null references collecting.participants on delete cascade,
  item text not null,
  language text not null,
  text_sealed bytea not null,
  quoting text not null default 'none',
  answered_on date not null,
  constraint answer_item_exists foreign key (dialogue_id, item) references convening.items,
  constraint one_answer_per_question unique (participant_id, item),
  constraint answer_language_is_a_tag check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)*$'),
  constraint quoting_is_known check (quoting in ('none', 'paraphrase', 'verbatim'))
);
create index answers_of_an_item on collecting.answers (dialogue_id, item);

create table collecting.choices (
  participant_id uuid not null references collecting.participants on delete cascade,
  dialogue_id uuid not null references convening.dialogues on delete cascade,
  item text not null,
  -- option slugs in the order given (rank), the one (single), those ticked (multiple), or the step (scale)
  chosen text[] not null,
  answered_on date not null,
  primary key (participant_id, item),
  constraint choice_item_exists foreign key (dialogue_id, item) references convening.items
);

create table collecting.skips (
  participant_id uuid not null references collecting.participants on delete cascade,
  dialogue_id uuid not null references convening.dialogues on delete cascade,
  item text not null,
  primary key (participant_id, item),
  constraint skipped_item_exists foreign key (dialogue_id, item) references convening.items
);

-- The counter-current: a person took their words back. The worker carries it through every later room.
create table collecting.withdrawals (
  participant_hash bytea primary key,
  dialogue_id uuid not null references convening.dialogues on delete cascade,
  answers int not null,
  votes int not null,
  withdrawn_on date not null,
  carried_through boolean not null default false,
  constraint participant_hash_is_sha256 check (length(participant_hash) = 32)
);
comment on column collecting.withdrawals.participant_hash is
  'SHA-256 of the pseudonym: keeps a withdrawn person withdrawn after a restore, and says nothing else';
