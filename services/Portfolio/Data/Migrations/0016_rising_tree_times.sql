-- Times of a tree's states rise, also where the clock was set back meanwhile: who knows the time of the newest state knows whether it is still the newest.
create or replace function note_tree(tenant uuid, at timestamptz) returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended('portfolio.tree ' || tenant, 0));
  insert into portfolio.tree_version (tenant_id, recorded_at, body)
  select tenant, greatest(at, clock_timestamp(), newest.recorded_at + interval '1 microsecond'), state.body from (select jsonb_build_object(
    'nodes', coalesce((select jsonb_agg(jsonb_build_object('id', p.portfolio_id, 'parent', p.parent_id, 'name', p.name, 'currency', p.currency, 'zone', p.zone, 'selected',
      array(select a.account_id from portfolio.portfolio_account a where a.tenant_id = tenant and a.portfolio_id = p.portfolio_id order by a.account_id)) order by p.rank, p.name, p.portfolio_id)
      from portfolio.portfolio p where p.tenant_id = tenant), '[]'),
    'accounts', coalesce((select jsonb_agg(jsonb_build_object('id', a.account_id, 'entity', a.legal_entity_id, 'venue', a.venue, 'name', a.name, 'removed', a.removed) order by a.name, a.account_id)
      from portfolio.account a where a.tenant_id = tenant), '[]'))::text as body) state
  left join lateral (select v.recorded_at, v.body from portfolio.tree_version v where v.tenant_id = tenant order by v.recorded_at desc limit 1) newest on true
  where state.body is distinct from newest.body
$$;
