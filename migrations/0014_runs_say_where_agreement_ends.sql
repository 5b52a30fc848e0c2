-- What a run finds beyond counts: where agreement ends, what was chosen together, how sure the map is, and what a model
-- expects where votes are few. Rows of a withdrawn statement go with it, as everywhere.
alter table analysing.statement_scores
  add column effective_agreement double precision,
  add column joint_floor double precision,
  add column group_aware_consensus_mean double precision,
  -- 0–1 from the words alone, and the cues that gave most of it
  add column concreteness double precision,
  add column concrete_by text[],
  -- a model's expectation of the least share over the bridging segments; never printed as agreement
  add column expected_least double precision,
  add column expected_least_low double precision,
  add column expected_least_high double precision;
comment on column analysing.statement_scores.joint_floor is
  'like floor, but all bridging intervals hold together with 95 % (Šidák)';

-- Two segments whose intervals do not overlap, one row per statement: the pair that surely differs most.
create table analysing.divides (
  run_id uuid not null references analysing.runs on delete cascade,
  statement_id uuid not null references moderating.statements on delete cascade,
  position int not null,
  more_segment text not null,
  less_segment text not null,
  difference double precision not null,
  low double precision not null,
  high double precision not null,
  false_discovery double precision not null,
  primary key (run_id, statement_id)
);

create table analysing.uncertain_statements (
  run_id uuid not null references analysing.runs on delete cascade,
  statement_id uuid not null references moderating.statements on delete cascade,
  segment text not null,
  position int not null,
  passes int not null,
  votes int not null,
  -- the segment's own usual share of passes
  level double precision not null,
  false_discovery double precision not null,
  primary key (run_id, statement_id, segment)
);

-- What one segment surely supports and another surely rejects; its counterpart is a line of the other about the same matter.
create table analysing.red_lines (
  run_id uuid not null references analysing.runs on delete cascade,
  statement_id uuid not null references moderating.statements on delete cascade,
  segment text not null,
  other_segment text not null,
  position int not null,
  counterpart_id uuid references moderating.statements on delete set null,
  similarity double precision,
  primary key (run_id, statement_id, segment, other_segment)
);

create table analysing.slates (
  run_id uuid not null references analysing.runs on delete cascade,
  working_group text not null,
  rule text not null,
  seats int not null,
  people int not null,
  worst_segment text,
  -- statements outside the slate that enough people agree with to claim a seat; with none, the check promises little
  claims int not null,
  represents_every_group boolean not null,
  exact boolean not null,
  swaps int not null,
  primary key (run_id, working_group)
);

create table analysing.slate_statements (
  run_id uuid not null references analysing.runs on delete cascade,
  statement_id uuid not null references moderating.statements on delete cascade,
  position int not null,
  chosen_by text not null,
  approvals int not null,
  primary key (run_id, statement_id),
  constraint chosen_by_is_known check (chosen_by in ('equal-shares', 'completion', 'balance'))
);

-- People per segment whom the slate represents, does not represent, or of whom nothing is known. '(none)': no segment.
create table analysing.slate_coverage (
  run_id uuid not null references analysing.runs on delete cascade,
  working_group text not null,
  segment text not null,
  represented int not null,
  not_represented int not null,
  unknown int not null,
  primary key (run_id, working_group, segment)
);

create table analysing.slate_near_copies (
  run_id uuid not null references analysing.runs on delete cascade,
  statement_id uuid not null references moderating.statements on delete cascade,
  chosen_id uuid not null references moderating.statements on delete cascade,
  similarity double precision not null,
  primary key (run_id, statement_id)
);

-- Statements that those who disagree with a chosen one agree with more than others do.
create table analysing.reasons_against (
  run_id uuid not null references analysing.runs on delete cascade,
  statement_id uuid not null references moderating.statements on delete cascade,
  reason_id uuid not null references moderating.statements on delete cascade,
  position int not null,
  dissenters_agree int not null,
  dissenters int not null,
  others_agree int not null,
  others int not null,
  low double precision not null,
  high double precision not null,
  primary key (run_id, statement_id, reason_id)
);

-- A model's expectation per segment: to steer and to triage, never printed as agreement.
create table analysing.expected_shares (
  run_id uuid not null references analysing.runs on delete cascade,
  statement_id uuid not null references moderating.statements on delete cascade,
  segment text not null,
  votes int not null,
  expected double precision not null,
  low double precision not null,
  high double precision not null,
  primary key (run_id, statement_id, segment)
);

-- Shares corrected by the probabilities with which statements were offered; they stand beside the raw ones.
create table analysing.corrected_shares (
  run_id uuid not null references analysing.runs on delete cascade,
  statement_id uuid not null references moderating.statements on delete cascade,
  segment text not null,
  votes int not null,
  corrected double precision not null,
  low double precision not null,
  high double precision not null,
  -- null where nothing is left to chance: everybody who arrived has voted
  effective_votes double precision,
  primary key (run_id, statement_id, segment)
);

-- What tells an opinion group from the others, with control over how many of these are chance.
create table analysing.discoveries (
  run_id uuid not null references analysing.runs on delete cascade,
  statement_id uuid not null references moderating.statements on delete cascade,
  opinion_group int not null,
  position int not null,
  agrees boolean not null,
  difference double precision not null,
  low double precision not null,
  high double precision not null,
  false_discovery double precision not null,
  primary key (run_id, statement_id, opinion_group, agrees)
);

create table analysing.map_stability (
  run_id uuid primary key references analysing.runs on delete cascade,
  resamples int not null,
  people int not null,
  adjusted_rand double precision not null,
  same_number double precision not null,
  verdict text not null,
  constraint stability_verdict_is_known check (verdict in ('nothing-to-tell', 'unstable', 'uncertain', 'stable'))
);

alter table analysing.opinion_groups
  -- the number a reader knows it by: the previous run's, if it carries that group on
  add column shown_as int,
  add column carries_on boolean,
  add column jaccard double precision,
  add column verdict text;
-- share of the repetitions in which a participant stays with their group
alter table analysing.positions add column stability double precision;

-- Sub-themes are themes of a theme, numbered within it.
alter table analysing.themes add column parent_id uuid references analysing.themes on delete cascade;
alter table analysing.themes drop constraint theme_position_is_unique;
alter table analysing.themes add constraint theme_position_is_unique
  unique nulls not distinct (run_id, working_group, parent_id, position);
alter table analysing.theme_answers add column sub_theme_id uuid references analysing.themes on delete set null;

grant select on all tables in schema analysing to pulse_web;
grant select, insert, update, delete on all tables in schema analysing to pulse_worker;
