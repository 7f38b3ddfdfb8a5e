-- Programs of a tenant that sign in by themselves, and the assertions they signed in with.
create table api_client (
  tenant_id uuid not null,
  client_id uuid not null,
  name text not null,
  role text not null,
  node_id uuid, -- of the portfolio tree; null: the whole tenant
  scopes text[] not null,
  networks text[] not null,
  secret_hash bytea, -- SHA-256 of 256 random bits; null with keys
  previous_hash bytea,
  previous_until timestamptz,
  keys text, -- public, JSON Web Key Set; null with a secret
  created_at timestamptz not null,
  created_by text not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (tenant_id, client_id),
  check ((secret_hash is null) <> (keys is null)));
select platform.protect_tenant_table('api_client');

-- An assertion counts once; it is forgotten when it could not be used any more in any case.
create table used_assertion (
  tenant_id uuid not null,
  client_id uuid not null,
  assertion_hash bytea not null,
  until timestamptz not null,
  primary key (tenant_id, client_id, assertion_hash));
select platform.protect_tenant_table('used_assertion');
