-- A brief that was handed on, as it was handed on: later runs do not change it.
create table publishing.briefs (
  brief_id uuid primary key,
  dialogue_id uuid not null references convening.dialogues on delete cascade,
  working_group text not null,
  language text not null,
  run_id uuid not null references analysing.runs,
  markdown_sealed bytea not null,
  issued_by uuid not null references people.staff,
  issued_at timestamptz not null default now(),
  rule_version text not null,
  -- set when somebody cited or counted in it withdrew
  stale boolean not null default false
);
create index briefs_of_a_dialogue on publishing.briefs (dialogue_id, working_group);
