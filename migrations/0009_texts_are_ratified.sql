-- The vote on the reviewed wording: the only number that is ever published as agreement.
create table ratifying.ballots (
  text_id uuid not null references reviewing.texts on delete cascade,
  participant_id uuid not null references collecting.participants on delete cascade,
  vote smallint not null,
  -- 1 unacceptable, 2 tolerable, 3 acceptable, 4 desirable, 5 essential; null where agree/disagree was asked
  acceptability smallint,
  language_read text not null,
  cast_on date not null,
  primary key (participant_id, text_id),
  constraint ratifying_agree_is_plus_one check (vote in (-1, 0, 1)),
  constraint acceptability_has_five_steps check (acceptability between 1 and 5),
  constraint ballot_language_is_known check (language_read in ('he', 'ar', 'en'))
);
create index ballots_on_a_text on ratifying.ballots (text_id);

create table ratifying.certificates (
  certificate_id uuid primary key,
  text_id uuid not null references reviewing.texts on delete cascade,
  issued_on date not null,
  rule_version text not null,
  floor double precision not null,
  minimum_cell int not null,
  -- set when a withdrawal changed what it counted; a new one is then computed
  stale boolean not null default false
);
create index certificates_of_a_text on ratifying.certificates (text_id);

create table ratifying.certificate_segments (
  certificate_id uuid not null references ratifying.certificates on delete cascade,
  segment text not null,
  bridging boolean not null,
  agree int not null,
  disagree int not null,
  pass int not null,
  unacceptable int,
  low double precision not null,
  high double precision not null,
  primary key (certificate_id, segment)
);
