-- A language of the participants' pages is a file of strings, so the database holds any tag, as it does for answers.
alter table collecting.participants
  drop constraint participant_language_is_known,
  add constraint participant_language_is_a_tag check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)*$');

alter table ratifying.ballots
  drop constraint ballot_language_is_known,
  add constraint ballot_language_is_a_tag check (language_read ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)*$');

alter table reviewing.wordings
  drop constraint wording_language_is_known,
  add constraint wording_language_is_a_tag check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)*$');
