-- What a change asked for with an idempotency key was answered, kept seven days: the same key repeats the answer instead of the change.
create table idempotency_key (
  tenant_id uuid not null,
  key text not null,
  actor text not null,
  request_hash bytea not null,
  answer text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, key));
create index idempotency_key_by_age on idempotency_key (tenant_id, created_at);
select platform.protect_tenant_table('idempotency_key');
