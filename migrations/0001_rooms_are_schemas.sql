-- One schema per room and door, so that a grant on a schema is a wall of the house.
-- The four roles exist before the first migration runs (they belong to the server, not to this database):
-- pulse_owner owns everything and cannot log in; pulse_api, pulse_web and pulse_worker each serve one host.
create schema people;
create schema convening;
create schema collecting;
create schema moderating;
create schema voting;
create schema analysing;
create schema drafting;
create schema reviewing;
create schema ratifying;
create schema publishing;
create schema work;

comment on schema people is 'door: invitations, staff, keys, acknowledged writes';
comment on schema work is 'door: leases of running work';
