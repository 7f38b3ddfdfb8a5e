-- Who did what: one chain for each tenant. hash covers the row and, through the hash before it, all earlier ones. actor_tag is a salted hash of who acted, private the sealed
-- name and details, private_hash their salted hash: once the tenant's key is gone the rows tell nobody's name, and the chain still verifies.
create table audit_entry (
  tenant_id uuid not null,
  number bigint not null,
  hash bytea not null,
  at timestamptz not null,
  action text not null,
  subject text not null,
  outcome text not null,
  actor_tag bytea not null,
  private_hash bytea not null,
  private bytea not null,
  primary key (tenant_id, number));
create index audit_entry_subject on audit_entry (tenant_id, subject, number);
select platform.protect_tenant_table('audit_entry');
revoke update, delete on audit_entry from portfolio_app;

-- Secret that salts the hashes above, sealed with the tenant's data key.
create table audit_salt (
  tenant_id uuid primary key,
  sealed bytea not null);
select platform.protect_tenant_table('audit_salt');
revoke update, delete on audit_salt from portfolio_app;
