-- The definition (texts in every language) is one checked document; what other rooms refer to stands beside it as rows.
create table convening.dialogues (
  dialogue_id uuid primary key,
  slug text not null,
  definition jsonb not null,
  definition_hash bytea not null,
  minimum_cell int not null,
  created_at timestamptz not null default now(),
  constraint dialogue_slug_is_unique unique (slug),
  constraint dialogue_slug_is_a_slug check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  constraint minimum_cell_protects_somebody check (minimum_cell >= 5)
);

create table convening.segments (
  dialogue_id uuid not null references convening.dialogues on delete cascade,
  segment text not null,
  parent text,
  bridging boolean not null,
  position int not null,
  primary key (dialogue_id, segment),
  constraint segment_parent_exists foreign key (dialogue_id, parent) references convening.segments,
  constraint only_top_segments_bridge check (not bridging or parent is null)
);

create table convening.working_groups (
  dialogue_id uuid not null references convening.dialogues on delete cascade,
  working_group text not null,
  position int not null,
  primary key (dialogue_id, working_group)
);

create table convening.phases (
  dialogue_id uuid not null references convening.dialogues on delete cascade,
  phase text not null,
  position int not null,
  audience text[],
  opens_at timestamptz,
  closes_at timestamptz,
  primary key (dialogue_id, phase),
  constraint phase_closes_after_it_opens check (closes_at is null or opens_at is null or closes_at > opens_at)
);
comment on column convening.phases.audience is 'segments that take part; null is everyone';

create table convening.items (
  dialogue_id uuid not null references convening.dialogues on delete cascade,
  item text not null,
  phase text not null,
  kind text not null,
  working_group text,
  position int not null,
  primary key (dialogue_id, item),
  constraint item_phase_exists foreign key (dialogue_id, phase) references convening.phases,
  constraint item_working_group_exists foreign key (dialogue_id, working_group) references convening.working_groups,
  constraint item_kind_is_known check (kind in
    ('open-question', 'statement-voting', 'ratification', 'single', 'multiple', 'scale', 'rank'))
);
