-- When a session was used last: one that is not used ends by itself.
alter table session add column used_at timestamptz not null default now();

-- What a tenant asks of who signs in.
create table sign_in_policy (
  tenant_id uuid primary key,
  second_factor boolean not null,
  changed_by text not null,
  changed_at timestamptz not null);
select platform.protect_system_table('sign_in_policy');
