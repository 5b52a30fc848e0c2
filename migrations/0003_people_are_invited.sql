-- The key that seals a dialogue's free text, wrapped by a key outside the database. Deleting the row erases the text.
create table people.dialogue_keys (
  dialogue_id uuid not null references convening.dialogues on delete cascade,
  key_version int not null,
  wrapped_key bytea not null,
  primary key (dialogue_id, key_version)
);

-- The invitation side. Nothing here may ever be joined to an answer: no shared key, no time, no order.
create table people.invitation_batches (
  batch_id uuid primary key,
  dialogue_id uuid not null references convening.dialogues on delete cascade,
  label text not null,
  issued_on date not null,
  expires_on date,
  revoked boolean not null default false
);

create table people.invitations (
  code_hash bytea primary key,
  batch_id uuid not null references people.invitation_batches on delete cascade,
  spent boolean not null default false,
  -- SHA-256 over the admission secret's hash: lets the same phone repeat a lost reply; erased by the shuffle
  spent_by bytea,
  constraint invitation_hash_is_sha256 check (length(code_hash) = 32),
  constraint unspent_means_by_nobody check (spent or spent_by is null)
);

-- Same key and same body: same reply. Purged by the shuffle, so it never becomes a second record of who did what.
create table people.writes (
  participant_id uuid not null,
  write_key uuid not null,
  body_hash bytea not null,
  status int not null,
  -- json, not jsonb: a repeated write is told the same bytes
  reply json,
  primary key (participant_id, write_key)
);

create table people.staff (
  staff_id uuid primary key,
  name text not null,
  role text not null,
  language text not null default 'en',
  disabled boolean not null default false,
  constraint staff_role_is_known check (role in ('admin', 'facilitator', 'researcher', 'auditor')),
  constraint staff_name_is_unique unique (name)
);

create table people.staff_links (
  link_hash bytea primary key,
  staff_id uuid not null references people.staff on delete cascade,
  expires_at timestamptz not null,
  spent_at timestamptz,
  constraint link_hash_is_sha256 check (length(link_hash) = 32)
);

create table people.staff_sessions (
  session_hash bytea primary key,
  staff_id uuid not null references people.staff on delete cascade,
  signed_in_at timestamptz not null,
  last_seen_at timestamptz not null,
  constraint session_hash_is_sha256 check (length(session_hash) = 32)
);

-- What staff did; nothing of participants. Hosts may add rows, never change them.
create table people.staff_acts (
  act_id uuid primary key,
  staff_id uuid not null references people.staff,
  act text not null,
  subject text not null,
  acted_at timestamptz not null default now()
);
