-- The OpenID Connect provider a tenant's members may sign in through.
create table external_provider (
  tenant_id uuid primary key,
  issuer text not null,
  client_id text not null,
  secret bytea not null, -- sealed
  name text not null,
  changed_at timestamptz not null,
  changed_by text not null);
select platform.protect_tenant_table('external_provider');

-- Who somebody at a provider is here. A link is the tenant's own: what one tenant's provider says counts in no other.
create table external_login (
  tenant_id uuid not null,
  issuer text not null,
  subject text not null,
  person_id uuid not null,
  linked_at timestamptz not null,
  primary key (tenant_id, issuer, subject));
select platform.protect_system_table('external_login');
