-- agree = +1, pass = 0, disagree = −1, in every layer.
create table voting.votes (
  statement_id uuid not null references moderating.statements on delete cascade,
  participant_id uuid not null references collecting.participants on delete cascade,
  vote smallint not null,
  important boolean not null default false,
  language_read text not null,
  cast_on date not null,
  primary key (participant_id, statement_id),
  constraint agree_is_plus_one check (vote in (-1, 0, 1)),
  constraint language_read_is_a_tag check (language_read ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)*$')
);
create index votes_on_a_statement on voting.votes (statement_id);

-- Counts are kept: exact, updated with the vote, recountable at any time.
create table voting.counts (
  statement_id uuid not null references moderating.statements on delete cascade,
  segment text not null,
  agree int not null,
  disagree int not null,
  pass int not null,
  primary key (statement_id, segment),
  constraint counts_are_not_negative check (agree >= 0 and disagree >= 0 and pass >= 0)
);
comment on column voting.counts.segment is 'the top-level segment; (none) where a participant chose not to say';

-- Which of two texts somebody preferred; imported for now, asked later.
create table voting.preferences (
  preference_id uuid primary key,
  participant_id uuid not null references collecting.participants on delete cascade,
  statement_a uuid not null references moderating.statements on delete cascade,
  statement_b uuid not null references moderating.statements on delete cascade,
  preferred text not null,
  constraint preference_is_known check (preferred in ('a', 'b', 'both', 'neither', 'unsure', 'similar'))
);
