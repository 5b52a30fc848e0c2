-- Statements that those who agree with a chosen one agree with more than the others who voted on it do.
create table analysing.reasons_for (
  run_id uuid not null references analysing.runs on delete cascade,
  statement_id uuid not null references moderating.statements on delete cascade,
  reason_id uuid not null references moderating.statements on delete cascade,
  position int not null,
  supporters_agree int not null,
  supporters int not null,
  others_agree int not null,
  others int not null,
  low double precision not null,
  high double precision not null,
  primary key (run_id, statement_id, reason_id)
);

grant select on analysing.reasons_for to pulse_web;
grant select, insert, update, delete on analysing.reasons_for to pulse_worker;
