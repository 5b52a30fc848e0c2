-- Generated from the migrations by a test; read it, never edit it.

create table analysing.corrected_shares (
  run_id uuid not null,
  statement_id uuid not null,
  segment text not null,
  votes integer not null,
  corrected double precision not null,
  low double precision not null,
  high double precision not null,
  effective_votes double precision,
  constraint corrected_shares_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint corrected_shares_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint corrected_shares_pkey PRIMARY KEY (run_id, statement_id, segment)
);
grant select on analysing.corrected_shares to pulse_web;
grant delete, insert, select, update on analysing.corrected_shares to pulse_worker;

create table analysing.current_runs (
  dialogue_id uuid not null,
  run_id uuid not null,
  constraint current_runs_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint current_runs_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id),
  constraint current_runs_pkey PRIMARY KEY (dialogue_id)
);
grant select on analysing.current_runs to pulse_web;
grant delete, insert, select, update on analysing.current_runs to pulse_worker;

create table analysing.discoveries (
  run_id uuid not null,
  statement_id uuid not null,
  opinion_group integer not null,
  position integer not null,
  agrees boolean not null,
  difference double precision not null,
  low double precision not null,
  high double precision not null,
  false_discovery double precision not null,
  constraint discoveries_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint discoveries_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint discoveries_pkey PRIMARY KEY (run_id, statement_id, opinion_group, agrees)
);
grant select on analysing.discoveries to pulse_web;
grant delete, insert, select, update on analysing.discoveries to pulse_worker;

create table analysing.divides (
  run_id uuid not null,
  statement_id uuid not null,
  position integer not null,
  more_segment text not null,
  less_segment text not null,
  difference double precision not null,
  low double precision not null,
  high double precision not null,
  false_discovery double precision not null,
  constraint divides_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint divides_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint divides_pkey PRIMARY KEY (run_id, statement_id)
);
grant select on analysing.divides to pulse_web;
grant delete, insert, select, update on analysing.divides to pulse_worker;

create table analysing.expected_shares (
  run_id uuid not null,
  statement_id uuid not null,
  segment text not null,
  votes integer not null,
  expected double precision not null,
  low double precision not null,
  high double precision not null,
  constraint expected_shares_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint expected_shares_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint expected_shares_pkey PRIMARY KEY (run_id, statement_id, segment)
);
grant select on analysing.expected_shares to pulse_web;
grant delete, insert, select, update on analysing.expected_shares to pulse_worker;

create table analysing.frozen_inputs (
  run_id uuid not null,
  input_sealed bytea not null,
  constraint frozen_inputs_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint frozen_inputs_pkey PRIMARY KEY (run_id)
);
grant select on analysing.frozen_inputs to pulse_web;
grant delete, insert, select, update on analysing.frozen_inputs to pulse_worker;

create table analysing.group_counts (
  run_id uuid not null,
  statement_id uuid not null,
  opinion_group integer not null,
  agree integer not null,
  disagree integer not null,
  pass integer not null,
  representative_rank integer,
  constraint group_counts_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint group_counts_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint group_counts_pkey PRIMARY KEY (run_id, statement_id, opinion_group)
);
grant select on analysing.group_counts to pulse_web;
grant delete, insert, select, update on analysing.group_counts to pulse_worker;

create table analysing.map_stability (
  run_id uuid not null,
  resamples integer not null,
  people integer not null,
  adjusted_rand double precision not null,
  same_number double precision not null,
  verdict text not null,
  constraint stability_verdict_is_known CHECK ((verdict = ANY (ARRAY['nothing-to-tell'::text, 'unstable'::text, 'uncertain'::text, 'stable'::text]))),
  constraint map_stability_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint map_stability_pkey PRIMARY KEY (run_id)
);
grant select on analysing.map_stability to pulse_web;
grant delete, insert, select, update on analysing.map_stability to pulse_worker;

create table analysing.opinion_groups (
  run_id uuid not null,
  opinion_group integer not null,
  participants integer not null,
  centre_x double precision not null,
  centre_y double precision not null,
  shown_as integer,
  carries_on boolean,
  jaccard double precision,
  verdict text,
  constraint opinion_groups_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint opinion_groups_pkey PRIMARY KEY (run_id, opinion_group)
);
grant select on analysing.opinion_groups to pulse_web;
grant delete, insert, select, update on analysing.opinion_groups to pulse_worker;

create table analysing.positions (
  run_id uuid not null,
  participant_id uuid not null,
  x double precision not null,
  y double precision not null,
  opinion_group integer,
  stability double precision,
  constraint positions_participant_id_fkey FOREIGN KEY (participant_id) REFERENCES collecting.participants(participant_id) ON DELETE CASCADE,
  constraint positions_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint positions_pkey PRIMARY KEY (run_id, participant_id)
);
grant select on analysing.positions to pulse_web;
grant delete, insert, select, update on analysing.positions to pulse_worker;

create table analysing.reasons_against (
  run_id uuid not null,
  statement_id uuid not null,
  reason_id uuid not null,
  position integer not null,
  dissenters_agree integer not null,
  dissenters integer not null,
  others_agree integer not null,
  others integer not null,
  low double precision not null,
  high double precision not null,
  constraint reasons_against_reason_id_fkey FOREIGN KEY (reason_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint reasons_against_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint reasons_against_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint reasons_against_pkey PRIMARY KEY (run_id, statement_id, reason_id)
);
grant select on analysing.reasons_against to pulse_web;
grant delete, insert, select, update on analysing.reasons_against to pulse_worker;

create table analysing.reasons_for (
  run_id uuid not null,
  statement_id uuid not null,
  reason_id uuid not null,
  position integer not null,
  supporters_agree integer not null,
  supporters integer not null,
  others_agree integer not null,
  others integer not null,
  low double precision not null,
  high double precision not null,
  constraint reasons_for_reason_id_fkey FOREIGN KEY (reason_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint reasons_for_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint reasons_for_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint reasons_for_pkey PRIMARY KEY (run_id, statement_id, reason_id)
);
grant select on analysing.reasons_for to pulse_web;
grant delete, insert, select, update on analysing.reasons_for to pulse_worker;

create table analysing.red_lines (
  run_id uuid not null,
  statement_id uuid not null,
  segment text not null,
  other_segment text not null,
  position integer not null,
  counterpart_id uuid,
  similarity double precision,
  constraint red_lines_counterpart_id_fkey FOREIGN KEY (counterpart_id) REFERENCES moderating.statements(statement_id) ON DELETE SET NULL,
  constraint red_lines_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint red_lines_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint red_lines_pkey PRIMARY KEY (run_id, statement_id, segment, other_segment)
);
grant select on analysing.red_lines to pulse_web;
grant delete, insert, select, update on analysing.red_lines to pulse_worker;

create table analysing.run_totals (
  run_id uuid not null,
  working_group text not null,
  participants integer not null,
  answers integer not null,
  excluded integer not null,
  statements integer not null,
  votes integer not null,
  constraint run_totals_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint run_totals_pkey PRIMARY KEY (run_id, working_group)
);
grant select on analysing.run_totals to pulse_web;
grant delete, insert, select, update on analysing.run_totals to pulse_worker;

create table analysing.runs (
  run_id uuid not null,
  dialogue_id uuid not null,
  requested_at timestamp with time zone not null default now(),
  requested_by uuid,
  state text not null default 'requested'::text,
  stage text not null default 'waiting'::text,
  stage_done integer not null default 0,
  stage_total integer not null default 0,
  seed bigint not null,
  parameters jsonb not null,
  code_version text,
  input_fingerprint bytea,
  result_hash bytea,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  stale boolean not null default false,
  attempts integer not null default 0,
  last_error text,
  vectors text,
  constraint a_finished_run_has_a_result CHECK (((state <> 'finished'::text) OR ((result_hash IS NOT NULL) AND (input_fingerprint IS NOT NULL) AND (finished_at IS NOT NULL)))),
  constraint run_state_is_known CHECK ((state = ANY (ARRAY['requested'::text, 'running'::text, 'finished'::text, 'failed'::text]))),
  constraint runs_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint runs_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES people.staff(staff_id),
  constraint runs_pkey PRIMARY KEY (run_id)
);
CREATE INDEX runs_of_a_dialogue ON analysing.runs USING btree (dialogue_id, requested_at);
grant insert, select on analysing.runs to pulse_web;
grant delete, insert, select, update on analysing.runs to pulse_worker;

create table analysing.slate_coverage (
  run_id uuid not null,
  working_group text not null,
  segment text not null,
  represented integer not null,
  not_represented integer not null,
  unknown integer not null,
  constraint slate_coverage_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint slate_coverage_pkey PRIMARY KEY (run_id, working_group, segment)
);
grant select on analysing.slate_coverage to pulse_web;
grant delete, insert, select, update on analysing.slate_coverage to pulse_worker;

create table analysing.slate_near_copies (
  run_id uuid not null,
  statement_id uuid not null,
  chosen_id uuid not null,
  similarity double precision not null,
  constraint slate_near_copies_chosen_id_fkey FOREIGN KEY (chosen_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint slate_near_copies_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint slate_near_copies_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint slate_near_copies_pkey PRIMARY KEY (run_id, statement_id)
);
grant select on analysing.slate_near_copies to pulse_web;
grant delete, insert, select, update on analysing.slate_near_copies to pulse_worker;

create table analysing.slate_statements (
  run_id uuid not null,
  statement_id uuid not null,
  position integer not null,
  chosen_by text not null,
  approvals integer not null,
  constraint chosen_by_is_known CHECK ((chosen_by = ANY (ARRAY['equal-shares'::text, 'completion'::text, 'balance'::text]))),
  constraint slate_statements_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint slate_statements_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint slate_statements_pkey PRIMARY KEY (run_id, statement_id)
);
grant select on analysing.slate_statements to pulse_web;
grant delete, insert, select, update on analysing.slate_statements to pulse_worker;

create table analysing.slates (
  run_id uuid not null,
  working_group text not null,
  rule text not null,
  seats integer not null,
  people integer not null,
  worst_segment text,
  claims integer not null,
  represents_every_group boolean not null,
  exact boolean not null,
  swaps integer not null,
  constraint slates_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint slates_pkey PRIMARY KEY (run_id, working_group)
);
grant select on analysing.slates to pulse_web;
grant delete, insert, select, update on analysing.slates to pulse_worker;

create table analysing.statement_counts (
  run_id uuid not null,
  statement_id uuid not null,
  segment text not null,
  agree integer not null,
  disagree integer not null,
  pass integer not null,
  low double precision not null,
  high double precision not null,
  constraint statement_counts_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint statement_counts_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint statement_counts_pkey PRIMARY KEY (run_id, statement_id, segment)
);
grant select on analysing.statement_counts to pulse_web;
grant delete, insert, select, update on analysing.statement_counts to pulse_worker;

create table analysing.statement_scores (
  run_id uuid not null,
  statement_id uuid not null,
  floor double precision not null,
  minimum_share double precision,
  spread double precision,
  group_aware_consensus double precision,
  enough_in_every_segment boolean not null,
  effective_agreement double precision,
  joint_floor double precision,
  group_aware_consensus_mean double precision,
  concreteness double precision,
  concrete_by text[],
  expected_least double precision,
  expected_least_low double precision,
  expected_least_high double precision,
  constraint statement_scores_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint statement_scores_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint statement_scores_pkey PRIMARY KEY (run_id, statement_id)
);
grant select on analysing.statement_scores to pulse_web;
grant delete, insert, select, update on analysing.statement_scores to pulse_worker;

create table analysing.theme_answers (
  run_id uuid not null,
  statement_id uuid not null,
  theme_id uuid,
  rank integer not null,
  sub_theme_id uuid,
  constraint theme_answers_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint theme_answers_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint theme_answers_sub_theme_id_fkey FOREIGN KEY (sub_theme_id) REFERENCES analysing.themes(theme_id) ON DELETE SET NULL,
  constraint theme_answers_theme_id_fkey FOREIGN KEY (theme_id) REFERENCES analysing.themes(theme_id) ON DELETE CASCADE,
  constraint theme_answers_pkey PRIMARY KEY (run_id, statement_id)
);
grant select on analysing.theme_answers to pulse_web;
grant delete, insert, select, update on analysing.theme_answers to pulse_worker;

create table analysing.themes (
  theme_id uuid not null,
  run_id uuid not null,
  working_group text not null,
  position integer not null,
  labels_sealed bytea not null,
  answers integer not null,
  parent_id uuid,
  constraint themes_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES analysing.themes(theme_id) ON DELETE CASCADE,
  constraint themes_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint themes_pkey PRIMARY KEY (theme_id),
  constraint theme_position_is_unique UNIQUE NULLS NOT DISTINCT (run_id, working_group, parent_id, "position")
);
grant select on analysing.themes to pulse_web;
grant delete, insert, select, update on analysing.themes to pulse_worker;

create table analysing.uncertain_statements (
  run_id uuid not null,
  statement_id uuid not null,
  segment text not null,
  position integer not null,
  passes integer not null,
  votes integer not null,
  level double precision not null,
  false_discovery double precision not null,
  constraint uncertain_statements_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint uncertain_statements_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint uncertain_statements_pkey PRIMARY KEY (run_id, statement_id, segment)
);
grant select on analysing.uncertain_statements to pulse_web;
grant delete, insert, select, update on analysing.uncertain_statements to pulse_worker;

create table collecting.answers (
  answer_id uuid not null,
  dialogue_id uuid not null,
  participant_id uuid not null,
  item text not null,
  language text not null,
  text_sealed bytea not null,
  quoting text not null default 'none'::text,
  answered_on date not null,
  constraint answer_language_is_a_tag CHECK ((language ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)*$'::text)),
  constraint quoting_is_known CHECK ((quoting = ANY (ARRAY['none'::text, 'paraphrase'::text, 'verbatim'::text]))),
  constraint answer_item_exists FOREIGN KEY (dialogue_id, item) REFERENCES convening.items(dialogue_id, item),
  constraint answers_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint answers_participant_id_fkey FOREIGN KEY (participant_id) REFERENCES collecting.participants(participant_id) ON DELETE CASCADE,
  constraint answers_pkey PRIMARY KEY (answer_id),
  constraint one_answer_per_question UNIQUE (participant_id, item)
);
CREATE INDEX answers_of_an_item ON collecting.answers USING btree (dialogue_id, item);
grant delete, insert, select, update on collecting.answers to pulse_api;
grant select on collecting.answers to pulse_web;
grant select on collecting.answers to pulse_worker;

create table collecting.choices (
  participant_id uuid not null,
  dialogue_id uuid not null,
  item text not null,
  chosen text[] not null,
  answered_on date not null,
  constraint choice_item_exists FOREIGN KEY (dialogue_id, item) REFERENCES convening.items(dialogue_id, item),
  constraint choices_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint choices_participant_id_fkey FOREIGN KEY (participant_id) REFERENCES collecting.participants(participant_id) ON DELETE CASCADE,
  constraint choices_pkey PRIMARY KEY (participant_id, item)
);
grant delete, insert, select, update on collecting.choices to pulse_api;
grant select on collecting.choices to pulse_web;
grant select on collecting.choices to pulse_worker;

create table collecting.participants (
  participant_id uuid not null,
  dialogue_id uuid not null,
  segment text,
  segment_chosen boolean not null default false,
  language text not null,
  consent_version integer not null,
  joined_on date not null,
  finished boolean not null default false,
  receipt_hash bytea,
  constraint participant_language_is_a_tag CHECK ((language ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)*$'::text)),
  constraint participant_segment_exists FOREIGN KEY (dialogue_id, segment) REFERENCES convening.segments(dialogue_id, segment),
  constraint participants_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint participants_pkey PRIMARY KEY (participant_id),
  constraint receipt_is_unique UNIQUE (receipt_hash)
);
CREATE INDEX participants_of_a_dialogue ON collecting.participants USING btree (dialogue_id, segment);
grant delete, insert, select, update on collecting.participants to pulse_api;
grant select on collecting.participants to pulse_web;
grant select on collecting.participants to pulse_worker;

create table collecting.skips (
  participant_id uuid not null,
  dialogue_id uuid not null,
  item text not null,
  constraint skipped_item_exists FOREIGN KEY (dialogue_id, item) REFERENCES convening.items(dialogue_id, item),
  constraint skips_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint skips_participant_id_fkey FOREIGN KEY (participant_id) REFERENCES collecting.participants(participant_id) ON DELETE CASCADE,
  constraint skips_pkey PRIMARY KEY (participant_id, item)
);
grant delete, insert, select on collecting.skips to pulse_api;
grant select on collecting.skips to pulse_web;
grant select on collecting.skips to pulse_worker;

create table collecting.withdrawals (
  participant_hash bytea not null,
  dialogue_id uuid not null,
  answers integer not null,
  votes integer not null,
  withdrawn_on date not null,
  carried_through boolean not null default false,
  constraint participant_hash_is_sha256 CHECK ((length(participant_hash) = 32)),
  constraint withdrawals_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint withdrawals_pkey PRIMARY KEY (participant_hash)
);
grant insert, select on collecting.withdrawals to pulse_api;
grant select on collecting.withdrawals to pulse_web;
grant select, update on collecting.withdrawals to pulse_worker;

create table convening.dialogues (
  dialogue_id uuid not null,
  slug text not null,
  definition jsonb not null,
  definition_hash bytea not null,
  minimum_cell integer not null,
  created_at timestamp with time zone not null default now(),
  constraint dialogue_slug_is_a_slug CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint minimum_cell_protects_somebody CHECK ((minimum_cell >= 5)),
  constraint dialogues_pkey PRIMARY KEY (dialogue_id),
  constraint dialogue_slug_is_unique UNIQUE (slug)
);
grant select on convening.dialogues to pulse_api;
grant insert, select, update on convening.dialogues to pulse_web;
grant select on convening.dialogues to pulse_worker;

create table convening.items (
  dialogue_id uuid not null,
  item text not null,
  phase text not null,
  kind text not null,
  working_group text,
  position integer not null,
  constraint item_kind_is_known CHECK ((kind = ANY (ARRAY['open-question'::text, 'statement-voting'::text, 'ratification'::text, 'single'::text, 'multiple'::text, 'scale'::text, 'rank'::text]))),
  constraint item_phase_exists FOREIGN KEY (dialogue_id, phase) REFERENCES convening.phases(dialogue_id, phase),
  constraint item_working_group_exists FOREIGN KEY (dialogue_id, working_group) REFERENCES convening.working_groups(dialogue_id, working_group),
  constraint items_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint items_pkey PRIMARY KEY (dialogue_id, item)
);
grant select on convening.items to pulse_api;
grant insert, select, update on convening.items to pulse_web;
grant select on convening.items to pulse_worker;

create table convening.phases (
  dialogue_id uuid not null,
  phase text not null,
  position integer not null,
  audience text[],
  opens_at timestamp with time zone,
  closes_at timestamp with time zone,
  constraint phase_closes_after_it_opens CHECK (((closes_at IS NULL) OR (opens_at IS NULL) OR (closes_at > opens_at))),
  constraint phases_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint phases_pkey PRIMARY KEY (dialogue_id, phase)
);
grant select on convening.phases to pulse_api;
grant insert, select, update on convening.phases to pulse_web;
grant select on convening.phases to pulse_worker;

create table convening.segments (
  dialogue_id uuid not null,
  segment text not null,
  parent text,
  bridging boolean not null,
  position integer not null,
  constraint only_top_segments_bridge CHECK (((NOT bridging) OR (parent IS NULL))),
  constraint segment_parent_exists FOREIGN KEY (dialogue_id, parent) REFERENCES convening.segments(dialogue_id, segment),
  constraint segments_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint segments_pkey PRIMARY KEY (dialogue_id, segment)
);
grant select on convening.segments to pulse_api;
grant insert, select, update on convening.segments to pulse_web;
grant select on convening.segments to pulse_worker;

create table convening.working_groups (
  dialogue_id uuid not null,
  working_group text not null,
  position integer not null,
  constraint working_groups_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint working_groups_pkey PRIMARY KEY (dialogue_id, working_group)
);
grant select on convening.working_groups to pulse_api;
grant insert, select, update on convening.working_groups to pulse_web;
grant select on convening.working_groups to pulse_worker;

create table drafting.back_translations (
  run_id uuid not null,
  statement_id uuid not null,
  through text not null,
  translation_sealed bytea not null,
  back_sealed bytea,
  unsure boolean not null,
  flags text[] not null,
  reason text,
  prompt_hash text,
  model text,
  made_on date not null,
  constraint a_back_translation_names_its_prompt CHECK (((back_sealed IS NOT NULL) = (prompt_hash IS NOT NULL))),
  constraint what_did_not_come_back_says_why CHECK (((back_sealed IS NULL) = (reason IS NOT NULL))),
  constraint back_translations_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint back_translations_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint back_translations_pkey PRIMARY KEY (run_id, statement_id, through)
);
CREATE INDEX back_translations_of_a_statement ON drafting.back_translations USING btree (statement_id);
grant select on drafting.back_translations to pulse_web;
grant delete, insert, select, update on drafting.back_translations to pulse_worker;

create table drafting.citations (
  draft_id uuid not null,
  statement_id uuid not null,
  constraint citations_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES drafting.drafts(draft_id) ON DELETE CASCADE,
  constraint citations_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint citations_pkey PRIMARY KEY (draft_id, statement_id)
);
grant select on drafting.citations to pulse_web;
grant delete, insert, select, update on drafting.citations to pulse_worker;

create table drafting.clause_citations (
  draft_id uuid not null,
  clause integer not null,
  statement_id uuid not null,
  constraint clause_citations_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES drafting.drafts(draft_id) ON DELETE CASCADE,
  constraint clause_citations_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint clause_citations_pkey PRIMARY KEY (draft_id, clause, statement_id)
);
CREATE INDEX clauses_of_a_statement ON drafting.clause_citations USING btree (statement_id);
grant select on drafting.clause_citations to pulse_web;
grant delete, insert, select, update on drafting.clause_citations to pulse_worker;

create table drafting.draft_clauses (
  draft_id uuid not null,
  clause integer not null,
  language text not null,
  text_sealed bytea not null,
  constraint clause_language_is_known CHECK ((language = ANY (ARRAY['he'::text, 'ar'::text, 'en'::text]))),
  constraint draft_clauses_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES drafting.drafts(draft_id) ON DELETE CASCADE,
  constraint draft_clauses_pkey PRIMARY KEY (draft_id, clause, language)
);
grant select on drafting.draft_clauses to pulse_web;
grant delete, insert, select, update on drafting.draft_clauses to pulse_worker;

create table drafting.draft_wordings (
  draft_id uuid not null,
  language text not null,
  text_sealed bytea not null,
  origin text not null,
  constraint draft_wording_origin_is_known CHECK ((origin = ANY (ARRAY['original'::text, 'person'::text, 'machine'::text]))),
  constraint draft_wordings_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES drafting.drafts(draft_id) ON DELETE CASCADE,
  constraint draft_wordings_pkey PRIMARY KEY (draft_id, language)
);
grant select on drafting.draft_wordings to pulse_web;
grant delete, insert, select, update on drafting.draft_wordings to pulse_worker;

create table drafting.drafted_runs (
  run_id uuid not null,
  drafts integer not null,
  constraint drafted_runs_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint drafted_runs_pkey PRIMARY KEY (run_id)
);
grant select on drafting.drafted_runs to pulse_web;
grant delete, insert, select, update on drafting.drafted_runs to pulse_worker;

create table drafting.drafts (
  draft_id uuid not null,
  run_id uuid not null,
  dialogue_id uuid not null,
  working_group text not null,
  position integer not null,
  made_by text not null,
  sources integer not null default 1,
  prompt_hash text,
  model text,
  flags text[] not null default '{}'::text[],
  made_on date,
  constraint a_models_draft_names_its_prompt CHECK (((made_by = 'model'::text) = (prompt_hash IS NOT NULL))),
  constraint draft_maker_is_known CHECK ((made_by = ANY (ARRAY['built-in'::text, 'model'::text]))),
  constraint drafts_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint drafts_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint drafts_pkey PRIMARY KEY (draft_id),
  constraint draft_position_is_unique UNIQUE (run_id, working_group, "position")
);
grant select on drafting.drafts to pulse_web;
grant delete, insert, select, update on drafting.drafts to pulse_worker;

create table drafting.edited_runs (
  run_id uuid not null,
  made_on date not null,
  constraint edited_runs_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint edited_runs_pkey PRIMARY KEY (run_id)
);
grant select on drafting.edited_runs to pulse_web;
grant delete, insert, select, update on drafting.edited_runs to pulse_worker;

create table drafting.edits (
  run_id uuid not null,
  task text not null,
  subject text not null,
  language text not null,
  prompt_hash text,
  model text,
  calls integer not null,
  repaired integer not null,
  left_out integer not null,
  dropped jsonb not null,
  flagged jsonb not null,
  fallen_back integer not null,
  reason text,
  made_on date not null,
  constraint edit_counts_are_not_negative CHECK (((calls >= 0) AND (repaired >= 0) AND (left_out >= 0) AND (fallen_back >= 0))),
  constraint edit_counts_rules CHECK (((jsonb_typeof(dropped) = 'object'::text) AND (jsonb_typeof(flagged) = 'object'::text))),
  constraint edits_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint edits_pkey PRIMARY KEY (run_id, task, subject, language)
);
grant select on drafting.edits to pulse_web;
grant delete, insert, select, update on drafting.edits to pulse_worker;

create table drafting.estimates (
  run_id uuid not null,
  calls integer not null,
  tokens_in bigint not null,
  tokens_out bigint not null,
  micro_usd bigint not null,
  prices_on date,
  made_on date not null,
  constraint estimates_are_not_negative CHECK (((calls >= 0) AND (tokens_in >= 0) AND (tokens_out >= 0) AND (micro_usd >= 0))),
  constraint estimates_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint estimates_pkey PRIMARY KEY (run_id)
);
grant select on drafting.estimates to pulse_web;
grant delete, insert, select, update on drafting.estimates to pulse_worker;

-- what differs between languages of prompts and versions of statements; words of statements are in it, so a withdrawal takes it
create table drafting.parity (
  run_id uuid not null,
  report_sealed bytea not null,
  made_on date not null,
  constraint parity_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint parity_pkey PRIMARY KEY (run_id)
);
grant select on drafting.parity to pulse_web;
grant delete, insert, select, update on drafting.parity to pulse_worker;

create table drafting.repeated_steps (
  run_id uuid not null,
  language text not null,
  prompt_language text not null,
  task text not null,
  subject text not null,
  made_sealed bytea not null,
  prompt_hash text,
  model text not null,
  made_on date not null,
  constraint repeated_step_prompt_language_is_known CHECK ((prompt_language = ANY (ARRAY['he'::text, 'ar'::text, 'en'::text]))),
  constraint repeated_step_belongs_to_a_repetition FOREIGN KEY (run_id, language) REFERENCES drafting.repetitions(run_id, language) ON DELETE CASCADE,
  constraint repeated_steps_pkey PRIMARY KEY (run_id, language, prompt_language, task, subject)
);
grant select on drafting.repeated_steps to pulse_web;
grant delete, insert, select, update on drafting.repeated_steps to pulse_worker;

-- a row per language is offered with what it would cost once a run is edited; words of statements are in the report, so a withdrawal takes it
create table drafting.repetitions (
  run_id uuid not null,
  language text not null,
  calls integer not null,
  tokens_in bigint not null,
  tokens_out bigint not null,
  micro_usd bigint not null,
  prices_on date,
  estimated_on date not null,
  requested_on date,
  finished_on date,
  report_sealed bytea,
  constraint only_what_was_asked_for_is_finished CHECK (((finished_on IS NULL) OR (requested_on IS NOT NULL))),
  constraint repetition_estimates_are_not_negative CHECK (((calls >= 0) AND (tokens_in >= 0) AND (tokens_out >= 0) AND (micro_usd >= 0))),
  constraint repetition_language_is_known CHECK ((language = ANY (ARRAY['he'::text, 'ar'::text, 'en'::text]))),
  constraint what_is_finished_has_a_report CHECK (((finished_on IS NULL) = (report_sealed IS NULL))),
  constraint repetitions_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint repetitions_pkey PRIMARY KEY (run_id, language)
);
grant select on drafting.repetitions to pulse_web;
grant delete, insert, select, update on drafting.repetitions to pulse_worker;
grant update (requested_on) on drafting.repetitions to pulse_web;

create table drafting.summaries (
  summary_id uuid not null,
  run_id uuid not null,
  working_group text not null,
  language text not null,
  kind text not null,
  about uuid,
  sentences_sealed bytea not null,
  made_by text not null,
  reason text,
  prompt_hash text,
  model text,
  flags text[] not null,
  made_on date not null,
  sources integer not null,
  constraint a_models_summary_names_its_prompt CHECK (((made_by = 'model'::text) = (prompt_hash IS NOT NULL))),
  constraint reasons_are_about_a_statement CHECK (((kind = ANY (ARRAY['reasons-for'::text, 'reasons-against'::text])) = (about IS NOT NULL))),
  constraint summary_kind_is_known CHECK ((kind = ANY (ARRAY['summary'::text, 'reasons-for'::text, 'reasons-against'::text, 'narrative'::text]))),
  constraint summary_language_is_known CHECK ((language = ANY (ARRAY['he'::text, 'ar'::text, 'en'::text]))),
  constraint summary_maker_is_known CHECK ((made_by = ANY (ARRAY['built-in'::text, 'model'::text]))),
  constraint summaries_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint summaries_pkey PRIMARY KEY (summary_id),
  constraint a_summary_is_made_once_per_language UNIQUE NULLS NOT DISTINCT (run_id, working_group, kind, about, language)
);
grant select on drafting.summaries to pulse_web;
grant delete, insert, select, update on drafting.summaries to pulse_worker;

create table drafting.summary_sources (
  summary_id uuid not null,
  statement_id uuid not null,
  constraint summary_sources_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint summary_sources_summary_id_fkey FOREIGN KEY (summary_id) REFERENCES drafting.summaries(summary_id) ON DELETE CASCADE,
  constraint summary_sources_pkey PRIMARY KEY (summary_id, statement_id)
);
CREATE INDEX summaries_of_a_statement ON drafting.summary_sources USING btree (statement_id);
grant select on drafting.summary_sources to pulse_web;
grant delete, insert, select, update on drafting.summary_sources to pulse_worker;

create table drafting.theme_wording_sources (
  wording_id uuid not null,
  statement_id uuid not null,
  constraint theme_wording_sources_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint theme_wording_sources_wording_id_fkey FOREIGN KEY (wording_id) REFERENCES drafting.theme_wordings(wording_id) ON DELETE CASCADE,
  constraint theme_wording_sources_pkey PRIMARY KEY (wording_id, statement_id)
);
CREATE INDEX theme_wordings_of_a_statement ON drafting.theme_wording_sources USING btree (statement_id);
grant select on drafting.theme_wording_sources to pulse_web;
grant delete, insert, select, update on drafting.theme_wording_sources to pulse_worker;

create table drafting.theme_wordings (
  wording_id uuid not null,
  run_id uuid not null,
  theme_id uuid not null,
  language text not null,
  label_sealed bytea not null,
  summary_sealed bytea not null,
  made_by text not null,
  reason text,
  prompt_hash text,
  model text,
  flags text[] not null,
  made_on date not null,
  sources integer not null,
  constraint a_models_theme_wording_names_its_prompt CHECK (((made_by = 'model'::text) = (prompt_hash IS NOT NULL))),
  constraint theme_wording_language_is_known CHECK ((language = ANY (ARRAY['he'::text, 'ar'::text, 'en'::text]))),
  constraint theme_wording_maker_is_known CHECK ((made_by = ANY (ARRAY['built-in'::text, 'model'::text]))),
  constraint theme_wordings_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id) ON DELETE CASCADE,
  constraint theme_wordings_theme_id_fkey FOREIGN KEY (theme_id) REFERENCES analysing.themes(theme_id) ON DELETE CASCADE,
  constraint theme_wordings_pkey PRIMARY KEY (wording_id),
  constraint a_theme_is_worded_once_per_language UNIQUE (run_id, theme_id, language)
);
grant select on drafting.theme_wordings to pulse_web;
grant delete, insert, select, update on drafting.theme_wordings to pulse_worker;

-- what the calls of a month used or hold in reserve: always the sum of their rows
create table language.budgets (
  dialogue_id uuid not null,
  month date not null,
  tokens bigint not null,
  micro_usd bigint not null,
  constraint budget_month_is_its_first_day CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint budget_uses_are_not_negative CHECK (((tokens >= 0) AND (micro_usd >= 0))),
  constraint budgets_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint budgets_pkey PRIMARY KEY (dialogue_id, month)
);
grant select on language.budgets to pulse_web;
grant insert, select, update on language.budgets to pulse_worker;

-- a row per request to a model, never its text; under-way holds what it could use at most, abandoned what was sent for all we know
create table language.calls (
  call_id uuid not null,
  dialogue_id uuid not null,
  run_id uuid,
  kind text not null,
  task text not null,
  provider text not null,
  model text not null,
  prompt_hash text not null,
  schema_hash text not null,
  input_mark uuid not null,
  tokens_in bigint not null,
  tokens_out bigint not null,
  estimated boolean not null,
  micro_usd bigint not null,
  prices_on date,
  latency_ms integer,
  outcome text not null,
  called_on date not null,
  lapses_at timestamp with time zone,
  expected_in bigint not null default 0,
  expected_micro_usd bigint not null default 0,
  constraint call_hashes_are_sha256 CHECK (((prompt_hash ~ '^[0-9a-f]{64}$'::text) AND (schema_hash ~ '^[0-9a-f]{64}$'::text))),
  constraint call_kind_is_known CHECK ((kind = ANY (ARRAY['chat'::text, 'embedding'::text]))),
  constraint call_outcome_is_known CHECK ((outcome = ANY (ARRAY['under-way'::text, 'answered'::text, 'cut-short'::text, 'refused'::text, 'rejected'::text, 'too-many'::text, 'failed'::text, 'unreachable'::text, 'unreadable'::text, 'too-late'::text, 'too-large'::text, 'cancelled'::text, 'abandoned'::text]))),
  constraint call_task_is_a_slug CHECK ((task ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint call_uses_are_not_negative CHECK (((tokens_in >= 0) AND (tokens_out >= 0) AND (micro_usd >= 0) AND (latency_ms >= 0))),
  constraint only_a_call_under_way_lapses CHECK (((lapses_at IS NULL) OR (outcome = 'under-way'::text))),
  constraint only_an_ended_call_took_time CHECK (((latency_ms IS NULL) = (outcome = ANY (ARRAY['under-way'::text, 'abandoned'::text])))),
  constraint calls_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint calls_pkey PRIMARY KEY (call_id)
);
CREATE INDEX calls_of_a_dialogue ON language.calls USING btree (dialogue_id, called_on);
CREATE INDEX calls_under_way ON language.calls USING btree (lapses_at) WHERE (outcome = 'under-way'::text);
grant select on language.calls to pulse_web;
grant insert, select, update on language.calls to pulse_worker;

-- replies and vectors, sealed, with what the checks said; the id is a hash of all that was asked, under the dialogue's key
create table language.replies (
  reply_id uuid not null,
  dialogue_id uuid not null,
  sealed bytea not null,
  kept_on date not null,
  verdict text not null,
  constraint reply_verdict_is_known CHECK ((verdict = ANY (ARRAY['passed'::text, 'failed'::text, 'cut-short'::text, 'refused'::text, 'rejected'::text]))),
  constraint replies_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint replies_pkey PRIMARY KEY (reply_id)
);
CREATE INDEX replies_of_a_dialogue ON language.replies USING btree (dialogue_id);
grant delete, insert, select, update on language.replies to pulse_worker;

-- answers and statements whose words are in a reply; a reply whose source is gone goes with it (job carry-withdrawals)
create table language.reply_sources (
  reply_id uuid not null,
  source_id uuid not null,
  constraint reply_sources_reply_id_fkey FOREIGN KEY (reply_id) REFERENCES language.replies(reply_id) ON DELETE CASCADE,
  constraint reply_sources_pkey PRIMARY KEY (reply_id, source_id)
);
CREATE INDEX replies_of_a_source ON language.reply_sources USING btree (source_id);
grant delete, insert, select on language.reply_sources to pulse_worker;

create table migrating.applied (
  number integer not null,
  name text not null,
  hash bytea not null,
  applied_at timestamp with time zone not null default now(),
  constraint applied_pkey PRIMARY KEY (number)
);
grant select on migrating.applied to pulse_api;
grant select on migrating.applied to pulse_web;
grant select on migrating.applied to pulse_worker;

-- a model's translation of a held answer, for the staff; it becomes the statement's if the answer passes as it is
create table moderating.answer_translations (
  answer_id uuid not null,
  language text not null,
  text_sealed bytea,
  prompt_hash text not null,
  schema_hash text not null,
  model text not null,
  flags text[] not null,
  made_on date not null,
  constraint answer_translation_hashes_are_sha256 CHECK (((prompt_hash ~ '^[0-9a-f]{64}$'::text) AND (schema_hash ~ '^[0-9a-f]{64}$'::text))),
  constraint answer_translation_language_is_a_tag CHECK ((language ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)*$'::text)),
  constraint answer_translations_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES moderating.rulings(answer_id) ON DELETE CASCADE,
  constraint answer_translations_pkey PRIMARY KEY (answer_id, language)
);
grant select on moderating.answer_translations to pulse_web;
grant delete, insert, select, update on moderating.answer_translations to pulse_worker;

create table moderating.exclusions (
  exclusion_id uuid not null,
  dialogue_id uuid not null,
  item text not null,
  answer_id uuid,
  segment text,
  reason text not null,
  note_sealed bytea,
  excluded_on date not null,
  constraint exclusion_reason_is_a_word CHECK ((reason ~ '^[a-z]+(-[a-z]+)*$'::text)),
  constraint exclusion_item_exists FOREIGN KEY (dialogue_id, item) REFERENCES convening.items(dialogue_id, item),
  constraint exclusions_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES collecting.answers(answer_id) ON DELETE SET NULL,
  constraint exclusions_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint exclusions_pkey PRIMARY KEY (exclusion_id)
);
CREATE INDEX exclusions_of_an_item ON moderating.exclusions USING btree (dialogue_id, item);
grant delete, insert, select, update on moderating.exclusions to pulse_web;
grant delete, insert, select, update on moderating.exclusions to pulse_worker;

-- a model's translation of a statement, also after a person corrected it; what is read stands in translations
create table moderating.machine_translations (
  statement_id uuid not null,
  language text not null,
  text_sealed bytea,
  prompt_hash text not null,
  schema_hash text not null,
  model text not null,
  flags text[] not null,
  made_on date not null,
  constraint machine_translation_hashes_are_sha256 CHECK (((prompt_hash ~ '^[0-9a-f]{64}$'::text) AND (schema_hash ~ '^[0-9a-f]{64}$'::text))),
  constraint machine_translation_language_is_a_tag CHECK ((language ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)*$'::text)),
  constraint machine_translations_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint machine_translations_pkey PRIMARY KEY (statement_id, language)
);
grant select on moderating.machine_translations to pulse_web;
grant delete, insert, select, update on moderating.machine_translations to pulse_worker;

create table moderating.rulings (
  answer_id uuid not null,
  dialogue_id uuid not null,
  flags text[] not null,
  outcome text not null,
  ruled_by uuid,
  rule_version text not null,
  ruled_on date not null,
  constraint ruling_outcome_is_known CHECK ((outcome = ANY (ARRAY['held'::text, 'passed'::text, 'redacted'::text, 'excluded'::text]))),
  constraint rulings_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES collecting.answers(answer_id) ON DELETE CASCADE,
  constraint rulings_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint rulings_ruled_by_fkey FOREIGN KEY (ruled_by) REFERENCES people.staff(staff_id),
  constraint rulings_pkey PRIMARY KEY (answer_id)
);
CREATE INDEX rulings_that_wait ON moderating.rulings USING btree (dialogue_id) WHERE (outcome = 'held'::text);
grant insert, select, update on moderating.rulings to pulse_web;
grant delete, insert, select, update on moderating.rulings to pulse_worker;
grant select (answer_id) on moderating.rulings to pulse_api;

create table moderating.statements (
  statement_id uuid not null,
  dialogue_id uuid not null,
  item text not null,
  working_group text not null,
  answer_id uuid,
  segment text,
  language text not null,
  text_sealed bytea not null,
  redacted boolean not null default false,
  quoting text not null default 'none'::text,
  approved_on date not null,
  constraint statement_language_is_a_tag CHECK ((language ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)*$'::text)),
  constraint statement_quoting_is_known CHECK ((quoting = ANY (ARRAY['none'::text, 'paraphrase'::text, 'verbatim'::text]))),
  constraint statement_item_exists FOREIGN KEY (dialogue_id, item) REFERENCES convening.items(dialogue_id, item),
  constraint statement_working_group_exists FOREIGN KEY (dialogue_id, working_group) REFERENCES convening.working_groups(dialogue_id, working_group),
  constraint statements_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES collecting.answers(answer_id) ON DELETE CASCADE,
  constraint statements_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint statements_pkey PRIMARY KEY (statement_id),
  constraint one_statement_per_answer UNIQUE (answer_id)
);
CREATE INDEX statements_of_an_item ON moderating.statements USING btree (dialogue_id, item);
grant select on moderating.statements to pulse_api;
grant delete, insert, select, update on moderating.statements to pulse_web;
grant delete, insert, select, update on moderating.statements to pulse_worker;

-- what a model suggests a moderator look at; it decides nothing
create table moderating.suggestions (
  answer_id uuid not null,
  usable boolean not null,
  flags text[] not null,
  why_sealed bytea,
  why_language text,
  working_group text,
  prompt_hash text not null,
  group_prompt_hash text,
  model text not null,
  made_on date not null,
  constraint only_a_usable_suggestion_says_something CHECK ((usable OR ((flags = '{}'::text[]) AND (why_sealed IS NULL) AND (working_group IS NULL)))),
  constraint suggestion_flags_are_known CHECK ((flags <@ ARRAY['personal-detail'::text, 'threat'::text, 'incitement'::text, 'dehumanising'::text, 'off-topic'::text, 'spam'::text, 'instruction'::text])),
  constraint suggestion_hashes_are_sha256 CHECK (((prompt_hash ~ '^[0-9a-f]{64}$'::text) AND (group_prompt_hash ~ '^[0-9a-f]{64}$'::text))),
  constraint suggestion_reason_has_a_language CHECK (((why_sealed IS NULL) = (why_language IS NULL))),
  constraint suggestions_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES moderating.rulings(answer_id) ON DELETE CASCADE,
  constraint suggestions_pkey PRIMARY KEY (answer_id)
);
grant select on moderating.suggestions to pulse_web;
grant delete, insert, select, update on moderating.suggestions to pulse_worker;

create table moderating.translations (
  statement_id uuid not null,
  language text not null,
  text_sealed bytea not null,
  made_by text not null,
  constraint translation_language_is_a_tag CHECK ((language ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)*$'::text)),
  constraint translation_maker_is_known CHECK ((made_by = ANY (ARRAY['person'::text, 'machine'::text]))),
  constraint translations_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint translations_pkey PRIMARY KEY (statement_id, language)
);
grant select on moderating.translations to pulse_api;
grant insert, select, update on moderating.translations to pulse_web;
grant delete, insert, select, update on moderating.translations to pulse_worker;

create table people.dialogue_keys (
  dialogue_id uuid not null,
  key_version integer not null,
  wrapped_key bytea not null,
  constraint dialogue_keys_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint dialogue_keys_pkey PRIMARY KEY (dialogue_id, key_version)
);
grant select on people.dialogue_keys to pulse_api;
grant insert, select on people.dialogue_keys to pulse_web;
grant select on people.dialogue_keys to pulse_worker;

create table people.invitation_batches (
  batch_id uuid not null,
  dialogue_id uuid not null,
  label text not null,
  issued_on date not null,
  expires_on date,
  revoked boolean not null default false,
  constraint invitation_batches_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint invitation_batches_pkey PRIMARY KEY (batch_id)
);
grant select on people.invitation_batches to pulse_api;
grant insert, select, update on people.invitation_batches to pulse_web;
grant delete, insert, select, update on people.invitation_batches to pulse_worker;

create table people.invitations (
  code_hash bytea not null,
  batch_id uuid not null,
  spent boolean not null default false,
  spent_by bytea,
  constraint invitation_hash_is_sha256 CHECK ((length(code_hash) = 32)),
  constraint unspent_means_by_nobody CHECK ((spent OR (spent_by IS NULL))),
  constraint invitations_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES people.invitation_batches(batch_id) ON DELETE CASCADE,
  constraint invitations_pkey PRIMARY KEY (code_hash)
);
grant select on people.invitations to pulse_api;
grant insert on people.invitations to pulse_web;
grant delete, insert, select, truncate, update on people.invitations to pulse_worker;
grant update (spent, spent_by) on people.invitations to pulse_api;

create table people.staff (
  staff_id uuid not null,
  name text not null,
  role text not null,
  language text not null default 'en'::text,
  disabled boolean not null default false,
  constraint staff_role_is_known CHECK ((role = ANY (ARRAY['admin'::text, 'facilitator'::text, 'researcher'::text, 'auditor'::text]))),
  constraint staff_pkey PRIMARY KEY (staff_id),
  constraint staff_name_is_unique UNIQUE (name)
);
grant insert, select, update on people.staff to pulse_web;
grant select on people.staff to pulse_worker;

create table people.staff_acts (
  act_id uuid not null,
  staff_id uuid not null,
  act text not null,
  subject text not null,
  acted_at timestamp with time zone not null default now(),
  constraint staff_acts_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES people.staff(staff_id),
  constraint staff_acts_pkey PRIMARY KEY (act_id)
);
grant insert, select on people.staff_acts to pulse_web;

create table people.staff_links (
  link_hash bytea not null,
  staff_id uuid not null,
  expires_at timestamp with time zone not null,
  spent_at timestamp with time zone,
  constraint link_hash_is_sha256 CHECK ((length(link_hash) = 32)),
  constraint staff_links_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES people.staff(staff_id) ON DELETE CASCADE,
  constraint staff_links_pkey PRIMARY KEY (link_hash)
);
grant delete, insert, select, update on people.staff_links to pulse_web;

create table people.staff_sessions (
  session_hash bytea not null,
  staff_id uuid not null,
  signed_in_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  constraint session_hash_is_sha256 CHECK ((length(session_hash) = 32)),
  constraint staff_sessions_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES people.staff(staff_id) ON DELETE CASCADE,
  constraint staff_sessions_pkey PRIMARY KEY (session_hash)
);
grant delete, insert, select, update on people.staff_sessions to pulse_web;

create table people.writes (
  participant_id uuid not null,
  write_key uuid not null,
  body_hash bytea not null,
  status integer not null,
  reply json,
  constraint writes_pkey PRIMARY KEY (participant_id, write_key)
);
grant delete, insert, select on people.writes to pulse_api;
grant delete, insert, select, truncate, update on people.writes to pulse_worker;

create table publishing.briefs (
  brief_id uuid not null,
  dialogue_id uuid not null,
  working_group text not null,
  language text not null,
  run_id uuid not null,
  markdown_sealed bytea not null,
  issued_by uuid not null,
  issued_at timestamp with time zone not null default now(),
  rule_version text not null,
  stale boolean not null default false,
  constraint briefs_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint briefs_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES people.staff(staff_id),
  constraint briefs_run_id_fkey FOREIGN KEY (run_id) REFERENCES analysing.runs(run_id),
  constraint briefs_pkey PRIMARY KEY (brief_id)
);
CREATE INDEX briefs_of_a_dialogue ON publishing.briefs USING btree (dialogue_id, working_group);
grant insert, select on publishing.briefs to pulse_web;
grant select, update on publishing.briefs to pulse_worker;

create table publishing.model_estimates (
  estimate_id uuid not null,
  dialogue_id uuid not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null default clock_timestamp(),
  tasks jsonb,
  model text,
  prices_on date,
  made_at timestamp with time zone,
  constraint a_made_estimate_is_whole CHECK (((tasks IS NULL) = (made_at IS NULL))),
  constraint estimate_lists_tasks CHECK ((jsonb_typeof(tasks) = 'array'::text)),
  constraint model_estimates_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES people.staff(staff_id),
  constraint model_estimates_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint model_estimates_pkey PRIMARY KEY (estimate_id)
);
CREATE INDEX estimates_of_a_dialogue ON publishing.model_estimates USING btree (dialogue_id, asked_at);
CREATE UNIQUE INDEX an_estimate_is_waited_for_once ON publishing.model_estimates USING btree (dialogue_id) WHERE (tasks IS NULL);
grant insert, select on publishing.model_estimates to pulse_web;
grant delete, select, update on publishing.model_estimates to pulse_worker;

create table publishing.narrative_rulings (
  ruling_id uuid not null,
  narrative_id uuid not null,
  outcome text not null,
  sentences_sealed bytea,
  edited boolean not null,
  ruled_by uuid not null,
  ruled_at timestamp with time zone not null default clock_timestamp(),
  constraint narrative_ruling_is_known CHECK ((outcome = ANY (ARRAY['accepted'::text, 'set-aside'::text]))),
  constraint what_is_accepted_has_words CHECK (((outcome = 'accepted'::text) = (sentences_sealed IS NOT NULL))),
  constraint narrative_rulings_narrative_id_fkey FOREIGN KEY (narrative_id) REFERENCES publishing.narratives(narrative_id) ON DELETE CASCADE,
  constraint narrative_rulings_ruled_by_fkey FOREIGN KEY (ruled_by) REFERENCES people.staff(staff_id),
  constraint narrative_rulings_pkey PRIMARY KEY (ruling_id)
);
CREATE INDEX rulings_on_a_narrative ON publishing.narrative_rulings USING btree (narrative_id, ruled_at);
grant insert, select on publishing.narrative_rulings to pulse_web;
grant select on publishing.narrative_rulings to pulse_worker;

create table publishing.narrative_texts (
  narrative_id uuid not null,
  text_id uuid not null,
  constraint narrative_texts_narrative_id_fkey FOREIGN KEY (narrative_id) REFERENCES publishing.narratives(narrative_id) ON DELETE CASCADE,
  constraint narrative_texts_text_id_fkey FOREIGN KEY (text_id) REFERENCES reviewing.texts(text_id) ON DELETE CASCADE,
  constraint narrative_texts_pkey PRIMARY KEY (narrative_id, text_id)
);
CREATE INDEX narratives_of_a_text ON publishing.narrative_texts USING btree (text_id);
grant insert, select on publishing.narrative_texts to pulse_web;
grant delete, insert, select, update on publishing.narrative_texts to pulse_worker;

-- asked for by a person, written by the worker; goes when a text it cites loses its source to a withdrawal
create table publishing.narratives (
  narrative_id uuid not null,
  dialogue_id uuid not null,
  working_group text not null,
  language text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null default clock_timestamp(),
  material text,
  sentences_sealed bytea,
  made_by text,
  reason text,
  prompt_hash text,
  model text,
  flags text[] not null default '{}'::text[],
  calls integer not null default 0,
  dropped jsonb not null default '{}'::jsonb,
  made_on date,
  constraint a_made_narrative_is_whole CHECK ((((made_by IS NULL) = (sentences_sealed IS NULL)) AND ((made_by IS NULL) = (material IS NULL)) AND ((made_by IS NULL) = (made_on IS NULL)))),
  constraint a_models_narrative_names_its_prompt CHECK (((COALESCE((made_by = 'model'::text), false) = (prompt_hash IS NOT NULL)) AND ((prompt_hash IS NULL) = (model IS NULL)))),
  constraint narrative_calls_are_not_negative CHECK ((calls >= 0)),
  constraint narrative_counts_rules CHECK ((jsonb_typeof(dropped) = 'object'::text)),
  constraint narrative_language_is_known CHECK ((language = ANY (ARRAY['he'::text, 'ar'::text, 'en'::text]))),
  constraint narrative_maker_is_known CHECK ((made_by = ANY (ARRAY['built-in'::text, 'model'::text]))),
  constraint narratives_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES people.staff(staff_id),
  constraint narratives_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint narratives_pkey PRIMARY KEY (narrative_id)
);
CREATE INDEX narratives_of_a_group ON publishing.narratives USING btree (dialogue_id, working_group, language);
CREATE UNIQUE INDEX a_narrative_is_waited_for_once ON publishing.narratives USING btree (dialogue_id, working_group, language) WHERE (made_by IS NULL);
grant insert, select on publishing.narratives to pulse_web;
grant delete, insert, select, update on publishing.narratives to pulse_worker;

create table ratifying.ballots (
  text_id uuid not null,
  participant_id uuid not null,
  vote smallint not null,
  acceptability smallint,
  language_read text not null,
  cast_on date not null,
  constraint acceptability_has_five_steps CHECK (((acceptability >= 1) AND (acceptability <= 5))),
  constraint ballot_language_is_a_tag CHECK ((language_read ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)*$'::text)),
  constraint ratifying_agree_is_plus_one CHECK ((vote = ANY (ARRAY['-1'::integer, 0, 1]))),
  constraint ballots_participant_id_fkey FOREIGN KEY (participant_id) REFERENCES collecting.participants(participant_id) ON DELETE CASCADE,
  constraint ballots_text_id_fkey FOREIGN KEY (text_id) REFERENCES reviewing.texts(text_id) ON DELETE CASCADE,
  constraint ballots_pkey PRIMARY KEY (participant_id, text_id)
);
CREATE INDEX ballots_on_a_text ON ratifying.ballots USING btree (text_id);
grant delete, insert, select, update on ratifying.ballots to pulse_api;
grant select on ratifying.ballots to pulse_web;
grant select on ratifying.ballots to pulse_worker;

create table ratifying.certificate_segments (
  certificate_id uuid not null,
  segment text not null,
  bridging boolean not null,
  agree integer not null,
  disagree integer not null,
  pass integer not null,
  unacceptable integer,
  low double precision not null,
  high double precision not null,
  constraint certificate_segments_certificate_id_fkey FOREIGN KEY (certificate_id) REFERENCES ratifying.certificates(certificate_id) ON DELETE CASCADE,
  constraint certificate_segments_pkey PRIMARY KEY (certificate_id, segment)
);
grant select on ratifying.certificate_segments to pulse_web;
grant delete, insert, select, update on ratifying.certificate_segments to pulse_worker;

create table ratifying.certificates (
  certificate_id uuid not null,
  text_id uuid not null,
  issued_on date not null,
  rule_version text not null,
  floor double precision not null,
  minimum_cell integer not null,
  stale boolean not null default false,
  constraint certificates_text_id_fkey FOREIGN KEY (text_id) REFERENCES reviewing.texts(text_id) ON DELETE CASCADE,
  constraint certificates_pkey PRIMARY KEY (certificate_id)
);
CREATE INDEX certificates_of_a_text ON ratifying.certificates USING btree (text_id);
grant select on ratifying.certificates to pulse_web;
grant delete, insert, select, update on ratifying.certificates to pulse_worker;

create table reviewing.texts (
  text_id uuid not null,
  dialogue_id uuid not null,
  working_group text not null,
  draft_id uuid,
  version integer not null,
  replaces uuid,
  reviewed_by uuid not null,
  reviewed_at timestamp with time zone not null default now(),
  outcome text not null,
  reason text,
  source_withdrawn boolean not null default false,
  constraint a_rejection_has_a_reason CHECK (((outcome <> 'rejected'::text) OR (reason IS NOT NULL))),
  constraint text_outcome_is_known CHECK ((outcome = ANY (ARRAY['approved'::text, 'rejected'::text]))),
  constraint texts_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint texts_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES drafting.drafts(draft_id) ON DELETE SET NULL,
  constraint texts_replaces_fkey FOREIGN KEY (replaces) REFERENCES reviewing.texts(text_id),
  constraint texts_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES people.staff(staff_id),
  constraint texts_pkey PRIMARY KEY (text_id),
  constraint a_version_is_replaced_once UNIQUE (replaces)
);
CREATE INDEX texts_of_a_dialogue ON reviewing.texts USING btree (dialogue_id, working_group);
CREATE UNIQUE INDEX a_draft_is_reviewed_once ON reviewing.texts USING btree (draft_id) WHERE (replaces IS NULL);
grant select on reviewing.texts to pulse_api;
grant insert, select, update on reviewing.texts to pulse_web;
grant select, update on reviewing.texts to pulse_worker;

create table reviewing.wordings (
  text_id uuid not null,
  language text not null,
  text_sealed bytea not null,
  edited boolean not null,
  constraint wording_language_is_a_tag CHECK ((language ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)*$'::text)),
  constraint wordings_text_id_fkey FOREIGN KEY (text_id) REFERENCES reviewing.texts(text_id) ON DELETE CASCADE,
  constraint wordings_pkey PRIMARY KEY (text_id, language)
);
grant select on reviewing.wordings to pulse_api;
grant insert, select, update on reviewing.wordings to pulse_web;
grant select on reviewing.wordings to pulse_worker;

create table voting.counts (
  statement_id uuid not null,
  segment text not null,
  agree integer not null,
  disagree integer not null,
  pass integer not null,
  constraint counts_are_not_negative CHECK (((agree >= 0) AND (disagree >= 0) AND (pass >= 0))),
  constraint counts_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint counts_pkey PRIMARY KEY (statement_id, segment)
);
grant insert, select, update on voting.counts to pulse_api;
grant select on voting.counts to pulse_web;
grant delete, insert, select, update on voting.counts to pulse_worker;

-- what was drawn for whom, with the probability of that draw among what was left; without a vote only while the phase is open
create table voting.offered (
  participant_id uuid not null,
  statement_id uuid not null,
  step integer not null,
  probability double precision not null,
  constraint probability_is_one CHECK (((probability > (0)::double precision) AND (probability <= (1)::double precision))),
  constraint steps_count_from_one CHECK ((step >= 1)),
  constraint offered_participant_id_fkey FOREIGN KEY (participant_id) REFERENCES collecting.participants(participant_id) ON DELETE CASCADE,
  constraint offered_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint offered_pkey PRIMARY KEY (participant_id, step),
  constraint offered_once UNIQUE (statement_id, participant_id)
);
grant insert, select on voting.offered to pulse_api;
grant delete, select on voting.offered to pulse_worker;

-- the offers that stand for a dialogue: when and under which policy they were made, and what they were made from
create table voting.offerings (
  dialogue_id uuid not null,
  revision bigint not null,
  policy text not null,
  phase text,
  statements integer not null,
  votes bigint not null,
  made_on date not null,
  constraint offering_counts_are_not_negative CHECK (((statements >= 0) AND (votes >= 0))),
  constraint offering_phase_exists FOREIGN KEY (dialogue_id, phase) REFERENCES convening.phases(dialogue_id, phase),
  constraint offerings_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES convening.dialogues(dialogue_id) ON DELETE CASCADE,
  constraint offerings_pkey PRIMARY KEY (dialogue_id)
);
grant select on voting.offerings to pulse_api;
grant delete, insert, select, update on voting.offerings to pulse_worker;

-- the chance of a statement to be offered next in a segment, in proportion to the others; (none) as in voting.counts
create table voting.offers (
  statement_id uuid not null,
  segment text not null,
  weight double precision not null,
  revision bigint not null,
  constraint weight_is_positive CHECK (((weight > (0)::double precision) AND (weight < 'Infinity'::double precision))),
  constraint offers_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint offers_pkey PRIMARY KEY (statement_id, segment)
);
grant select on voting.offers to pulse_api;
grant delete, insert, select, update on voting.offers to pulse_worker;

create table voting.preferences (
  preference_id uuid not null,
  participant_id uuid not null,
  statement_a uuid not null,
  statement_b uuid not null,
  preferred text not null,
  constraint preference_is_known CHECK ((preferred = ANY (ARRAY['a'::text, 'b'::text, 'both'::text, 'neither'::text, 'unsure'::text, 'similar'::text]))),
  constraint preferences_participant_id_fkey FOREIGN KEY (participant_id) REFERENCES collecting.participants(participant_id) ON DELETE CASCADE,
  constraint preferences_statement_a_fkey FOREIGN KEY (statement_a) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint preferences_statement_b_fkey FOREIGN KEY (statement_b) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint preferences_pkey PRIMARY KEY (preference_id)
);
grant select on voting.preferences to pulse_web;
grant select on voting.preferences to pulse_worker;

create table voting.votes (
  statement_id uuid not null,
  participant_id uuid not null,
  vote smallint not null,
  important boolean not null default false,
  language_read text not null,
  cast_on date not null,
  constraint agree_is_plus_one CHECK ((vote = ANY (ARRAY['-1'::integer, 0, 1]))),
  constraint language_read_is_a_tag CHECK ((language_read ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)*$'::text)),
  constraint votes_participant_id_fkey FOREIGN KEY (participant_id) REFERENCES collecting.participants(participant_id) ON DELETE CASCADE,
  constraint votes_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES moderating.statements(statement_id) ON DELETE CASCADE,
  constraint votes_pkey PRIMARY KEY (participant_id, statement_id)
);
CREATE INDEX votes_on_a_statement ON voting.votes USING btree (statement_id);
grant delete, insert, select, update on voting.votes to pulse_api;
grant select on voting.votes to pulse_web;
grant select on voting.votes to pulse_worker;

create table work.failures (
  job text not null,
  subject uuid not null,
  attempts integer not null,
  permanent boolean not null,
  message text not null,
  failed_at timestamp with time zone not null default now(),
  waits_until timestamp with time zone,
  constraint failures_pkey PRIMARY KEY (job, subject)
);
grant select on work.failures to pulse_web;
grant delete, insert, select, update on work.failures to pulse_worker;

create table work.leases (
  job text not null,
  subject uuid not null,
  fence bigint not null,
  leased_until timestamp with time zone not null,
  constraint leases_pkey PRIMARY KEY (job, subject)
);
grant select on work.leases to pulse_web;
grant delete, insert, select, update on work.leases to pulse_worker;

-- another text after every change to a dialogue or to when its phases open and close
CREATE OR REPLACE FUNCTION convening.version_of(dialogue uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return (
    select d.xmin::text || coalesce(
      (select string_agg(' ' || p.xmin::text, '' order by p.position) from convening.phases p where p.dialogue_id = d.dialogue_id),
      '')
    from convening.dialogues d where d.dialogue_id = dialogue);
end $function$
grant execute on function convening.version_of to pulse_api;

-- casts votes that were decided on, or raises PU001 and casts none where anything they were decided on has changed
CREATE OR REPLACE FUNCTION voting.cast_votes(given_dialogues uuid[], given_versions text[], given_locks bigint[], given_participants uuid[], given_consents integer[], given_segments text[], given_counted_as text[], given_statements uuid[], given_votes smallint[], given_replaced smallint[], given_important boolean[], given_languages text[], given_day date, given_nexts uuid[], given_steps integer[], given_probabilities double precision[], given_keys uuid[], given_hashes bytea[], given_status integer, given_replies text[])
 RETURNS bigint[]
 LANGUAGE plpgsql
AS $function$
declare
  unchanged boolean;
  revisions bigint[];
begin
  perform pg_advisory_xact_lock(one) from unnest(given_locks) as one;

  select bool_and(convening.version_of(k.dialogue_id) is not distinct from k.version), array_agg(o.revision order by k.place)
  into unchanged, revisions
  from unnest(given_dialogues, given_versions) with ordinality as k (dialogue_id, version, place)
  left join voting.offerings o on o.dialogue_id = k.dialogue_id;

  if not unchanged or cardinality(given_participants) <> (
    select count(*)
    from unnest(given_participants, given_consents, given_segments, given_statements, given_nexts)
      as g (participant_id, consent_version, segment, statement_id, next_id)
    join collecting.participants p
      on p.participant_id = g.participant_id
      and p.consent_version = g.consent_version and p.segment is not distinct from g.segment
    join moderating.statements s on s.statement_id = g.statement_id
    left join moderating.statements n on n.statement_id = g.next_id
    where (g.next_id is null or n.statement_id is not null)
      and (s.answer_id is null and n.answer_id is null or not exists (
        select from collecting.answers a
        where a.answer_id in (s.answer_id, n.answer_id) and a.participant_id = g.participant_id)))
  then
    raise exception 'what these votes were decided on has changed' using errcode = 'PU001';
  end if;

  -- apart from those that replace one: an upsert would look each up twice, and nobody else writes for these people now
  insert into voting.votes (statement_id, participant_id, vote, important, language_read, cast_on)
  select g.statement_id, g.participant_id, g.vote, g.important, g.language_read, given_day
  from unnest(given_statements, given_participants, given_votes, given_replaced, given_important, given_languages)
    as g (statement_id, participant_id, vote, replaced, important, language_read)
  where g.replaced is null;

  insert into voting.offered (participant_id, statement_id, step, probability)
  select g.participant_id, g.statement_id, g.step, g.probability
  from unnest(given_participants, given_nexts, given_steps, given_probabilities) as g (participant_id, statement_id, step, probability)
  where g.step is not null;

  insert into people.writes (participant_id, write_key, body_hash, status, reply)
  select g.participant_id, g.write_key, g.body_hash, given_status, g.reply::json
  from unnest(given_participants, given_keys, given_hashes, given_replies) as g (participant_id, write_key, body_hash, reply);

  insert into voting.counts (statement_id, segment, agree, disagree, pass)
  select g.statement_id, g.segment,
    count(*) filter (where g.vote = 1), count(*) filter (where g.vote = -1), count(*) filter (where g.vote = 0)
  from unnest(given_statements, given_counted_as, given_votes, given_replaced) as g (statement_id, segment, vote, replaced)
  where g.replaced is distinct from g.vote
  group by g.statement_id, g.segment
  order by g.statement_id, g.segment
  on conflict (statement_id, segment) do update set
    agree = counts.agree + excluded.agree,
    disagree = counts.disagree + excluded.disagree,
    pass = counts.pass + excluded.pass;

  if array_remove(given_replaced, null) <> '{}' then
    update voting.votes old
    set vote = g.vote, important = g.important, language_read = g.language_read, cast_on = given_day
    from unnest(given_statements, given_participants, given_votes, given_replaced, given_important, given_languages)
      as g (statement_id, participant_id, vote, replaced, important, language_read)
    where g.replaced is not null and old.participant_id = g.participant_id and old.statement_id = g.statement_id;

    -- apart from what is added, since a proposed row with a negative number would break its CHECK; the rows are ours by now
    update voting.counts c
    set agree = c.agree - g.agree, disagree = c.disagree - g.disagree, pass = c.pass - g.pass
    from (
      select g.statement_id, g.segment, count(*) filter (where g.replaced = 1) as agree,
        count(*) filter (where g.replaced = -1) as disagree, count(*) filter (where g.replaced = 0) as pass
      from unnest(given_statements, given_counted_as, given_votes, given_replaced) as g (statement_id, segment, vote, replaced)
      where g.replaced is not null and g.replaced <> g.vote
      group by g.statement_id, g.segment) g
    where c.statement_id = g.statement_id and c.segment = g.segment;
  end if;

  return revisions;
end $function$
grant execute on function voting.cast_votes to pulse_api;
