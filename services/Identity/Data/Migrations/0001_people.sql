-- People are global: one may belong to several tenants. No tenant's rows, so no transaction of a tenant reaches them; only the system role does.
create table person (
  person_id uuid primary key,
  email text not null,
  email_key text not null unique,
  name text not null,
  password_hash text,
  failures integer not null default 0,
  locked_until timestamptz,
  totp_secret bytea,
  totp_pending bytea,
  totp_last_step bigint not null default 0,
  created_at timestamptz not null);
grant select, insert, update, delete on person to portfolio_system;

create table recovery_code (
  person_id uuid not null references person on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (person_id, code_hash));
grant select, insert, update, delete on recovery_code to portfolio_system;

create table passkey (
  credential_id bytea primary key,
  person_id uuid not null references person on delete cascade,
  name text not null,
  body text not null,
  created_at timestamptz not null,
  used_at timestamptz);
create index passkey_by_person on passkey (person_id);
grant select, insert, update, delete on passkey to portfolio_system;

-- Who belongs to a tenant. The name is the one changes are recorded under; the person behind it is known to the system role only.
create table member (
  tenant_id uuid not null,
  member_id uuid not null,
  person_id uuid not null,
  name text not null,
  email text not null,
  joined_at timestamptz not null,
  removed_at timestamptz,
  primary key (tenant_id, member_id));
create unique index member_by_person on member (person_id, tenant_id) where removed_at is null;
select platform.protect_system_table('member');

-- Roles, on a node of the portfolio tree and all below it; on the whole tenant where there is no node.
create table role_grant (
  tenant_id uuid not null,
  member_id uuid not null,
  role text not null check (role in ('owner', 'manager', 'analyst', 'finance', 'auditor')),
  node uuid,
  granted_by text not null,
  granted_at timestamptz not null,
  foreign key (tenant_id, member_id) references member);
create unique index role_grant_once on role_grant (tenant_id, member_id, role, node) nulls not distinct;
select platform.protect_system_table('role_grant');

create table session (
  tenant_id uuid not null,
  session_id uuid not null,
  person_id uuid not null,
  member_id uuid not null,
  method text not null,
  device text not null,
  address text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, session_id));
create index session_by_member on session (tenant_id, member_id) where ended_at is null;
select platform.protect_system_table('session');

-- Links that sign in once. Only the hash is here.
create table login_link (
  tenant_id uuid not null,
  link_hash bytea not null,
  person_id uuid not null,
  host text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, link_hash));
create unique index login_link_by_hash on login_link (link_hash);
select platform.protect_system_table('login_link');

create table invitation (
  tenant_id uuid not null,
  invitation_id uuid not null,
  link_hash bytea not null unique,
  email text not null,
  name text not null,
  role text not null check (role in ('owner', 'manager', 'analyst', 'finance', 'auditor')),
  node uuid,
  invited_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  primary key (tenant_id, invitation_id));
select platform.protect_system_table('invitation');
