-- What every module's migrations use to keep tenants apart. A table no function below was called for cannot be reached by the application at all.

-- Rows of one tenant only: select, insert, update, delete by portfolio_app within app.tenant.
create function platform.protect_tenant_table(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy tenant on %s to portfolio_app using (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid) with check (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)', target);
  execute format('grant select, insert, update, delete on %s to portfolio_app', target);
end $$;

-- As above, and portfolio_system sees the rows of all tenants: outbox, inbox, schedules.
create function platform.protect_system_table(target regclass) returns void language plpgsql as $$
begin
  perform platform.protect_tenant_table(target);
  execute format('create policy system on %s to portfolio_system using (true) with check (true)', target);
  execute format('grant select, insert, update, delete on %s to portfolio_system', target);
end $$;

-- A table without tenants (assets, prices): everybody reads and writes.
create function platform.share_table(target regclass) returns void language plpgsql as $$
begin
  execute format('grant select, insert, update, delete on %s to portfolio_app, portfolio_system', target);
end $$;

-- A view (made with security_invoker) or a table other modules may read.
create function platform.publish(target regclass) returns void language plpgsql as $$
begin
  execute format('grant select on %s to portfolio_app, portfolio_system', target);
end $$;

create table tenants (
  tenant_id uuid primary key,
  name text not null,
  created_at timestamptz not null default now());
select platform.protect_system_table('tenants');

-- Data keys, wrapped by the key service. Deleting a row erases what the tenant sealed.
create table data_keys (
  tenant_id uuid primary key,
  wrapped bytea not null,
  created_at timestamptz not null default now());
select platform.protect_tenant_table('data_keys');

-- Messages written with the facts they tell of, in order of id; a row leaves when every consumer has it, or the one it is meant for.
create table outbox (
  id bigint generated always as identity primary key,
  tenant_id uuid not null,
  message_id uuid not null,
  type text not null,
  ordering_key text not null,
  body text not null,
  consumer text,
  created_at timestamptz not null default now())
  with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
select platform.protect_system_table('outbox');

-- One row for each message a consumer has applied, written together with the effect.
create table inbox (
  tenant_id uuid not null,
  consumer text not null,
  message_id uuid not null,
  handled_at timestamptz not null default now(),
  primary key (tenant_id, consumer, message_id));
create index inbox_handled_at on inbox using brin (handled_at);
select platform.protect_system_table('inbox');

-- Messages a consumer could not apply after all attempts: visible in /health, sent again by 'Host failed-messages retry'.
create table failed_messages (
  tenant_id uuid not null,
  consumer text not null,
  message_id uuid not null,
  type text not null,
  ordering_key text not null,
  body text not null,
  error text not null,
  failed_at timestamptz not null default now(),
  primary key (tenant_id, consumer, message_id));
select platform.protect_system_table('failed_messages');
