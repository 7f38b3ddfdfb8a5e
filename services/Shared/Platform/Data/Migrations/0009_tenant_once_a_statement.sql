-- Whose rows a statement sees is looked up once for the statement instead of once for each row.
create or replace function platform.protect_tenant_table(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy tenant on %s to portfolio_app using (tenant_id = (select nullif(current_setting(''app.tenant'', true), '''')::uuid)) with check (tenant_id = (select nullif(current_setting(''app.tenant'', true), '''')::uuid))', target);
  execute format('grant select, insert, update, delete on %s to portfolio_app', target);
end $$;

do $$
declare
  held record;
begin
  for held in select schemaname, tablename from pg_policies where policyname = 'tenant' loop
    execute format('alter policy tenant on %I.%I using (tenant_id = (select nullif(current_setting(''app.tenant'', true), '''')::uuid)) with check (tenant_id = (select nullif(current_setting(''app.tenant'', true), '''')::uuid))', held.schemaname, held.tablename);
  end loop;
end $$;
