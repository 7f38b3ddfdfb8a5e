-- Keys that protect cookies and tokens, wrapped by the key service. They belong to no tenant, and only the system role reads them.
create table data_protection_key (
  name text primary key,
  xml text not null,
  created_at timestamptz not null default now());
grant select, insert on data_protection_key to portfolio_system;

-- What stopped counting before its time: a session, a token, a client (absolute), or every ticket of a member issued until an instant, because roles changed.
create table revocation (
  revocation_id bigint generated always as identity primary key,
  subject uuid not null,
  absolute boolean not null,
  revoked_at timestamptz not null,
  expires_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp());
create index revocation_by_recording on revocation (recorded_at);
grant select, insert, delete on revocation to portfolio_system;
