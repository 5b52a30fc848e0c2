-- Each host may do what its users may do, and nothing else. What is not granted here is refused by the database.
grant usage on schema people, convening, collecting, moderating, voting, reviewing, ratifying to pulse_api;
grant usage on schema people, convening, collecting, moderating, voting, analysing, drafting, reviewing, ratifying,
  publishing, work to pulse_web;
grant usage on schema people, convening, collecting, moderating, voting, analysing, drafting, reviewing, ratifying,
  publishing, work to pulse_worker;

-- every host reads what was convened
grant select on all tables in schema convening to pulse_api, pulse_web, pulse_worker;
-- and opens sealed texts with the key file that only the hosts hold
grant select on people.dialogue_keys to pulse_api, pulse_web, pulse_worker;

-- participants
grant select on people.invitation_batches to pulse_api;
grant select on people.invitations to pulse_api;
grant update (spent, spent_by) on people.invitations to pulse_api;
grant select, insert, delete on people.writes to pulse_api;
grant select, insert, update, delete on collecting.participants, collecting.answers, collecting.choices to pulse_api;
grant select, insert, delete on collecting.skips to pulse_api;
grant select, insert on collecting.withdrawals to pulse_api;
grant select on moderating.statements, moderating.translations to pulse_api;
-- whether an answer was read already, and not what became of it
grant select (answer_id) on moderating.rulings to pulse_api;
grant select, insert, update, delete on voting.votes to pulse_api;
grant select, insert, update on voting.counts to pulse_api;
grant select on reviewing.texts, reviewing.wordings to pulse_api;
grant select, insert, update, delete on ratifying.ballots to pulse_api;

-- staff
grant insert, select, update on convening.dialogues to pulse_web;
grant insert, update on convening.segments, convening.working_groups, convening.phases, convening.items to pulse_web;
grant insert on people.dialogue_keys to pulse_web;
grant insert, select, update on people.invitation_batches to pulse_web;
-- codes are written by the desk and never read back by it
grant insert on people.invitations to pulse_web;
grant select, insert, update on people.staff to pulse_web;
grant select, insert, update, delete on people.staff_links, people.staff_sessions to pulse_web;
grant select, insert on people.staff_acts to pulse_web;
grant select on all tables in schema collecting to pulse_web;
grant select, insert, update on moderating.statements, moderating.translations, moderating.rulings,
  moderating.exclusions to pulse_web;
grant delete on moderating.statements, moderating.exclusions to pulse_web;
grant select on all tables in schema voting, analysing, drafting, ratifying to pulse_web;
grant insert on analysing.runs to pulse_web;
grant select, insert, update on reviewing.texts, reviewing.wordings to pulse_web;
grant select, insert on publishing.briefs to pulse_web;
grant select on all tables in schema work to pulse_web;

-- jobs
grant select, insert, update, delete on people.invitations, people.invitation_batches, people.writes to pulse_worker;
-- the shuffle starts new files: rows that were only deleted keep their transaction ids on the disk
grant truncate on people.invitations, people.writes to pulse_worker;
grant select on people.staff to pulse_worker;
grant select on all tables in schema collecting to pulse_worker;
grant update on collecting.withdrawals to pulse_worker;
grant select, insert, update, delete on all tables in schema moderating, analysing, drafting to pulse_worker;
grant select on voting.votes, voting.preferences to pulse_worker;
grant select, insert, update, delete on voting.counts to pulse_worker;
grant select, update on reviewing.texts to pulse_worker;
grant select on reviewing.wordings to pulse_worker;
grant select on ratifying.ballots to pulse_worker;
grant select, insert, update, delete on ratifying.certificates, ratifying.certificate_segments to pulse_worker;
grant select, update on publishing.briefs to pulse_worker;
grant select, insert, update, delete on all tables in schema work to pulse_worker;
