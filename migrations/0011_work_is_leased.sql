-- A job takes a short lease by the database's clock and commits its effect only while the fence is still its own,
-- so a worker that was asleep cannot write twice.
create table work.leases (
  job text not null,
  subject uuid not null,
  fence bigint not null,
  leased_until timestamptz not null,
  primary key (job, subject)
);

create table work.failures (
  job text not null,
  subject uuid not null,
  attempts int not null,
  permanent boolean not null,
  message text not null,
  failed_at timestamptz not null default now(),
  primary key (job, subject)
);

-- Quartz makes and keeps its own tables here, as the worker
create schema quartz;
grant usage, create on schema quartz to pulse_worker;
