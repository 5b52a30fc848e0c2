-- Which statement comes next: the worker weighs, the API draws, and the probability of every draw is kept with it.
create table voting.offerings (
  dialogue_id uuid primary key references convening.dialogues on delete cascade,
  revision bigint not null,
  policy text not null,
  phase text,
  statements int not null,
  votes bigint not null,
  made_on date not null,
  constraint offering_phase_exists foreign key (dialogue_id, phase) references convening.phases,
  constraint offering_counts_are_not_negative check (statements >= 0 and votes >= 0)
);
comment on table voting.offerings is
  'the offers that stand for a dialogue: when and under which policy they were made, and what they were made from';
comment on column voting.offerings.phase is 'null while no phase is open that votes: offers rest, unanswered ones are forgotten';

create table voting.offers (
  statement_id uuid not null references moderating.statements on delete cascade,
  segment text not null,
  weight double precision not null,
  revision bigint not null,
  primary key (statement_id, segment),
  -- a statement that may not be offered has no row
  constraint weight_is_positive check (weight > 0 and weight < 'infinity')
);
comment on table voting.offers is
  'the chance of a statement to be offered next in a segment, in proportion to the others; (none) as in voting.counts';

create table voting.offered (
  participant_id uuid not null references collecting.participants on delete cascade,
  statement_id uuid not null references moderating.statements on delete cascade,
  step int not null,
  probability double precision not null,
  primary key (participant_id, statement_id),
  constraint steps_count_from_one check (step >= 1),
  constraint probability_is_one check (probability > 0 and probability <= 1)
);
comment on table voting.offered is
  'what was drawn for whom, with the probability of that draw among what was left; without a vote only while the phase is open';
create index offered_of_a_statement on voting.offered (statement_id);

grant select on voting.offerings, voting.offers to pulse_api;
grant select, insert on voting.offered to pulse_api;
grant select, insert, update, delete on voting.offerings, voting.offers to pulse_worker;
grant select, delete on voting.offered to pulse_worker;
