-- Two changes of one tree at the same time noted it without each other: now the second waits until the first is committed, and notes both.
create or replace function note_tree(tenant uuid, at timestamptz) returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended('portfolio.tree ' || tenant, 0));
  insert into portfolio.tree_version (tenant_id, recorded_at, body)
  select tenant, greatest(at, clock_timestamp()), state.body from (select jsonb_build_object(
    'nodes', coalesce((select jsonb_agg(jsonb_build_object('id', p.portfolio_id, 'parent', p.parent_id, 'name', p.name, 'currency', p.currency, 'zone', p.zone, 'selected',
      array(select a.account_id from portfolio.portfolio_account a where a.tenant_id = tenant and a.portfolio_id = p.portfolio_id order by a.account_id)) order by p.rank, p.name, p.portfolio_id)
      from portfolio.portfolio p where p.tenant_id = tenant), '[]'),
    'accounts', coalesce((select jsonb_agg(jsonb_build_object('id', a.account_id, 'entity', a.legal_entity_id, 'venue', a.venue, 'name', a.name, 'removed', a.removed) order by a.name, a.account_id)
      from portfolio.account a where a.tenant_id = tenant), '[]'))::text as body) state
  where state.body is distinct from (select v.body from portfolio.tree_version v where v.tenant_id = tenant order by v.recorded_at desc limit 1)
  on conflict (tenant_id, recorded_at) do update set body = excluded.body
$$;

-- What was noted wrongly until now is noted anew; rows are read past row security for a moment.
alter table account no force row level security;
alter table portfolio no force row level security;
alter table portfolio_account no force row level security;
alter table tree_version no force row level security;
select note_tree(tenant_id, now()) from (select distinct tenant_id from account union select distinct tenant_id from portfolio) t;
alter table account force row level security;
alter table portfolio force row level security;
alter table portfolio_account force row level security;
alter table tree_version force row level security;
