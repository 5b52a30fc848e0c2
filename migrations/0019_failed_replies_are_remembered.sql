-- A reply that failed its checks is remembered too, so that an unchanged dialogue is not asked the same again: sealed and
-- withdrawn with its sources as any other. It stands for some days only, which the worker's settings say.
alter table language.replies
  add column verdict text not null default 'passed',
  add constraint reply_verdict_is_known check (verdict in ('passed', 'failed', 'cut-short', 'refused', 'rejected'));
alter table language.replies alter column verdict drop default;
comment on table language.replies is
  'replies and vectors, sealed, with what the checks said; the id is a hash of all that was asked, under the dialogue''s key';
-- What failed makes room for what a later question brought
grant update on language.replies to pulse_worker;
