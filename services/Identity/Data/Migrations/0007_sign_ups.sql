-- Sign-ups that have begun. People are here and a tenant may be in a database of its own, so the two are made one after the other: what was to become of a person is written down with
-- the person, and whatever stops in between is ended later.
create table sign_up (
  person_id uuid primary key references person on delete cascade,
  new_tenant uuid not null unique,
  name text not null,
  begun_at timestamptz not null);
grant select, insert, delete on sign_up to portfolio_system;
