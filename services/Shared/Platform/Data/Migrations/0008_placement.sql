-- Which tenants are not in the main database, and where they are. Read in the main database only: in a placed one it is empty, as are the two tables after it.
create table placement (
  tenant_id uuid primary key,
  place text not null,
  placed_at timestamptz not null default now());
select platform.protect_system_table('placement');

-- Placed databases that have the shared rows and are told of new ones. Whoever writes shared rows reads this table and so holds it until commit: filling a database
-- takes it alone, and misses nothing.
create table placed_database (
  place text primary key,
  filled_at timestamptz not null default now());
grant select on placed_database to portfolio_system;

-- Shared rows on their way to a placed database, in the order they were written.
create table relay (
  place text not null,
  id bigint generated always as identity,
  target text not null,
  body jsonb not null,
  primary key (place, id));
grant select, delete on relay to portfolio_system;

-- Runs as its owner: who writes shared rows has no business with the relay.
create function platform.relay_rows() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into platform.relay (place, target, body)
  select d.place, format('%I.%I', tg_table_schema, tg_table_name), to_jsonb(n) from platform.placed_database d cross join new_rows n;
  return null;
end $$;

-- A table without tenants that tenants' own queries read: its rows are kept in every placed database as well. Its rows may be added and changed, never deleted.
create function platform.copy_to_placed(target regclass) returns void language plpgsql as $$
begin
  execute format('create trigger relay_insert after insert on %s referencing new table as new_rows for each statement execute function platform.relay_rows()', target);
  execute format('create trigger relay_update after update on %s referencing new table as new_rows for each statement execute function platform.relay_rows()', target);
end $$;
