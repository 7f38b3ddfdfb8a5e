-- What was known when: so that a pair of market time and recording time is answered the same for ever, and from a tail instead of the whole ledger.
-- Rows there are already are taken over, so their owner reads past row security for a moment.
alter table ledger_entry no force row level security;
alter table transactions_current no force row level security;
alter table account no force row level security;
alter table portfolio no force row level security;
alter table portfolio_account no force row level security;

-- How far each account's chain had come when. Recording times of an account strictly rise with its numbers.
create table ledger_mark (
  tenant_id uuid not null,
  account_id uuid not null,
  recorded_at timestamptz not null,
  number bigint not null,
  primary key (tenant_id, account_id, recorded_at));
insert into ledger_mark (tenant_id, account_id, recorded_at, number) select tenant_id, account_id, recorded_at, max(number) from ledger_entry group by 1, 2, 3;

-- Versions of transactions that held once: from their number until, without it, the number of the version that outranked them.
create table transactions_past (
  tenant_id uuid not null,
  account_id uuid not null,
  entry_id uuid not null,
  number bigint not null,
  until_number bigint not null,
  layer smallint not null,
  time timestamptz not null,
  sequence bigint not null,
  counts boolean not null,
  assets text[] not null,
  primary key (tenant_id, account_id, entry_id, number));
create index transactions_past_page on transactions_past (tenant_id, account_id, time, sequence, entry_id);

with told as (
  select e.*, case when record = 1 then 1 else 0 end as layer, case when record = 1 then 0 when status = 1 then 0 when status = 0 then 1 else 2 end as progress
  from ledger_entry e where record in (0, 1)
  and exists (select from transactions_current c where c.tenant_id = e.tenant_id and c.entry_id = e.entry_id and c.versions > 1)),
held as (
  select t.*, (select min(l.number) from told l where l.tenant_id = t.tenant_id and l.entry_id = t.entry_id and l.number > t.number and (l.layer, l.progress, l.version) > (t.layer, t.progress, t.version)) as until_number
  from told t
  where not exists (select from told b where b.tenant_id = t.tenant_id and b.entry_id = t.entry_id and b.number < t.number and (b.layer, b.progress, b.version) >= (t.layer, t.progress, t.version)))
insert into transactions_past (tenant_id, account_id, entry_id, number, until_number, layer, time, sequence, counts, assets)
select tenant_id, account_id, entry_id, number, until_number, layer, time, sequence, status = 0, '{}' from held where until_number is not null;

-- In which hours an account has transactions of a kind ('k:1'), in an asset ('a:btc'), or both ('k:1 a:btc'). Hours are only added: a row says where to look, not what is there.
create table transaction_term (
  tenant_id uuid not null,
  account_id uuid not null,
  term text not null,
  hour timestamptz not null,
  primary key (tenant_id, account_id, term, hour));
insert into transaction_term (tenant_id, account_id, term, hour)
select distinct c.tenant_id, c.account_id, t.term, date_trunc('hour', c.time, 'UTC')
from transactions_current c
join ledger_entry e on e.tenant_id = c.tenant_id and e.account_id = c.account_id and e.number = c.number
cross join lateral (
  select 'k:' || e.kind as term union select 'a:' || a from unnest(c.assets) a union select 'k:' || e.kind || ' a:' || a from unnest(c.assets) a) t;

-- Links are found by their withdrawal.
create index ledger_entry_link on ledger_entry (tenant_id, entry_id) where record in (3, 4);

-- Every version of the registry, with the time it came.
create table asset_registry_version (
  version bigint primary key,
  recorded_at timestamptz not null,
  body text not null);
select platform.share_table('asset_registry_version');
insert into asset_registry_version (version, recorded_at, body) select version, timestamptz '2000-01-01', body from asset_registry;

-- Every state of a tenant's tree, with the time it came.
create table tree_version (
  tenant_id uuid not null,
  recorded_at timestamptz not null,
  body text not null,
  primary key (tenant_id, recorded_at));

create function note_tree(tenant uuid, at timestamptz) returns void language sql as $$
  insert into portfolio.tree_version (tenant_id, recorded_at, body)
  select tenant, at, state.body from (select jsonb_build_object(
    'nodes', coalesce((select jsonb_agg(jsonb_build_object('id', p.portfolio_id, 'parent', p.parent_id, 'name', p.name, 'currency', p.currency, 'zone', p.zone, 'selected',
      array(select a.account_id from portfolio.portfolio_account a where a.tenant_id = tenant and a.portfolio_id = p.portfolio_id order by a.account_id)) order by p.rank, p.name, p.portfolio_id)
      from portfolio.portfolio p where p.tenant_id = tenant), '[]'),
    'accounts', coalesce((select jsonb_agg(jsonb_build_object('id', a.account_id, 'entity', a.legal_entity_id, 'venue', a.venue, 'name', a.name, 'removed', a.removed) order by a.name, a.account_id)
      from portfolio.account a where a.tenant_id = tenant), '[]'))::text as body) state
  where state.body is distinct from (select v.body from portfolio.tree_version v where v.tenant_id = tenant order by v.recorded_at desc limit 1)
  on conflict (tenant_id, recorded_at) do update set body = excluded.body
$$;
grant execute on function note_tree(uuid, timestamptz) to portfolio_app;
select note_tree(tenant_id, timestamptz '2000-01-01') from (select distinct tenant_id from account union select distinct tenant_id from portfolio) t;

-- The book of a currency before an instant (floor), true for what was known from known_from on and, when something before the floor changed, until known_until. body is deflated JSON.
-- Can be lost at any time: what has no snapshot is read from the ledger.
create table position_past (
  tenant_id uuid not null,
  currency text not null,
  floor timestamptz not null,
  known_from timestamptz not null,
  known_until timestamptz,
  registry bigint not null,
  body bytea not null,
  primary key (tenant_id, currency, floor, known_from));
create index position_past_open on position_past (tenant_id, floor) where known_until is null;
select platform.protect_tenant_table('position_past');

select platform.protect_tenant_table('ledger_mark');
select platform.protect_tenant_table('transactions_past');
select platform.protect_tenant_table('transaction_term');
select platform.protect_tenant_table('tree_version');
alter table ledger_entry force row level security;
alter table transactions_current force row level security;
alter table account force row level security;
alter table portfolio force row level security;
alter table portfolio_account force row level security;
