-- Ledger, portfolio tree and what is derived from them. tenant_id leads every key.

create table legal_entity (
  tenant_id uuid not null,
  legal_entity_id uuid not null,
  name text not null,
  jurisdiction text not null,
  primary key (tenant_id, legal_entity_id));
select platform.protect_tenant_table('legal_entity');

-- Copy of Ingestion's accounts, fed by AccountChanged. Removing an account hides it and deletes no entry.
create table account (
  tenant_id uuid not null,
  account_id uuid not null,
  legal_entity_id uuid not null,
  venue text not null,
  name text not null,
  removed boolean not null default false,
  primary key (tenant_id, account_id));
select platform.protect_tenant_table('account');

create table portfolio (
  tenant_id uuid not null,
  portfolio_id uuid not null,
  parent_id uuid,
  name text not null,
  currency text not null,
  zone text not null,
  rank int not null default 0,
  primary key (tenant_id, portfolio_id));
select platform.protect_tenant_table('portfolio');

-- What a node selects itself; its total is the union of the accounts of its whole subtree, so nothing counts twice.
create table portfolio_account (
  tenant_id uuid not null,
  portfolio_id uuid not null,
  account_id uuid not null,
  primary key (tenant_id, portfolio_id, account_id));
select platform.protect_tenant_table('portfolio_account');

-- Copy of MarketData's registry: one row, the newest version as it was published.
create table asset_registry (
  id int primary key check (id = 1),
  version bigint not null,
  body text not null);
select platform.share_table('asset_registry');

-- Secret that salts the hashes of private text, sealed with the tenant's data key: once the key is gone the hashes tell nothing.
create table chain_salt (
  tenant_id uuid primary key,
  sealed bytea not null);
select platform.protect_tenant_table('chain_salt');

-- End of each account's chain; locked while entries are appended.
create table account_head (
  tenant_id uuid not null,
  account_id uuid not null,
  number bigint not null,
  hash bytea not null,
  primary key (tenant_id, account_id));
select platform.protect_tenant_table('account_head');

-- The system of record. Rows are only ever added. hash covers every column up to mapper_version and, through the hash before it, all earlier rows;
-- envelope covers hash, page and recorded_at. amounts are as exact as they came. record: 0 transaction, 1 edit, 2 annotation, 3 link, 4 unlink.
create table ledger_entry (
  tenant_id uuid not null,
  account_id uuid not null,
  number bigint not null,
  hash bytea not null,
  entry_id uuid not null,
  record smallint not null,
  venue text not null,
  source text not null,
  native_id text not null,
  version int not null,
  time timestamptz not null,
  kind smallint not null,
  status smallint not null,
  sequence bigint not null,
  codes text[] not null,
  symbols text[] not null,
  amounts numeric[] not null,
  roles smallint[] not null,
  reference text,
  market text,
  tx_hash text,
  network text,
  flags text[] not null,
  private_hash bytea,
  private bytea,
  actor text,
  target_account_id uuid,
  target_id uuid,
  page_hash bytea not null,
  mapper_version int not null,
  page uuid not null,
  recorded_at timestamptz not null,
  envelope bytea not null,
  primary key (tenant_id, account_id, number));
select platform.protect_tenant_table('ledger_entry');
revoke update, delete on ledger_entry from portfolio_app;

-- The version of each transaction that holds, with its codes resolved to assets. Can be rebuilt from ledger_entry and the registry at any time.
-- seen: 16 bytes for each content ever recorded under the key, so that reading a page again adds nothing.
create table transactions_current (
  tenant_id uuid not null,
  account_id uuid not null,
  entry_id uuid not null,
  number bigint not null,
  layer smallint not null,
  progress smallint not null,
  version int not null,
  versions int not null,
  seen bytea not null,
  time timestamptz not null,
  sequence bigint not null,
  counts boolean not null,
  assets text[] not null,
  primary key (tenant_id, account_id, entry_id));
create index transactions_current_page on transactions_current (tenant_id, account_id, time, sequence, entry_id);
select platform.protect_tenant_table('transactions_current');

-- The price each asset of an entry was valued at: dollars per unit, where from, as of when, and which version of it. Written once.
create table price_fact (
  tenant_id uuid not null,
  account_id uuid not null,
  entry_id uuid not null,
  number bigint not null,
  asset_id text not null,
  usd numeric not null,
  source text not null,
  at timestamptz not null,
  price_version int not null,
  primary key (tenant_id, account_id, number, asset_id));
select platform.protect_tenant_table('price_fact');

-- What a person should look at: pages that could not be read, unknown codes, implausible times, missing ids.
create table problem (
  tenant_id uuid not null,
  account_id uuid not null,
  problem_id uuid not null,
  code text not null,
  native_id text,
  detail text not null,
  page uuid,
  found_at timestamptz not null,
  resolved_at timestamptz,
  primary key (tenant_id, account_id, problem_id));
select platform.protect_tenant_table('problem');

-- What each venue last said an account holds: shown until the history is complete, held against the ledger from then on.
create table balance_report (
  tenant_id uuid not null,
  account_id uuid not null,
  venue text not null,
  at timestamptz not null,
  history_complete boolean not null,
  symbols text[] not null,
  codes text[] not null,
  amounts numeric[] not null,
  primary key (tenant_id, account_id));
select platform.protect_tenant_table('balance_report');

-- Holdings the ledger and the venue do not agree on, and the last point where they did.
create table reconciliation (
  tenant_id uuid not null,
  account_id uuid not null,
  asset_id text not null,
  ledger numeric not null,
  venue numeric not null,
  at timestamptz not null,
  agreed_number bigint not null,
  state text not null check (state in ('agreed', 'rounding', 'issue')),
  first_bad uuid,
  detail text,
  primary key (tenant_id, account_id, asset_id));
select platform.protect_tenant_table('reconciliation');

-- Pairs that may be a transfer between own accounts and need a person, or were refused by one.
create table transfer_suggestion (
  tenant_id uuid not null,
  left_account uuid not null,
  left_entry uuid not null,
  arrived_account uuid not null,
  arrived_entry uuid not null,
  reason text not null,
  dismissed boolean not null default false,
  primary key (tenant_id, left_entry, arrived_entry));
select platform.protect_tenant_table('transfer_suggestion');

-- Values of portfolios once a minute, in their currency.
create table valuation_minute (
  tenant_id uuid not null,
  portfolio_id uuid not null,
  minute timestamptz not null,
  currency text not null,
  value numeric not null,
  complete boolean not null,
  primary key (tenant_id, portfolio_id, minute));
select platform.protect_tenant_table('valuation_minute');

-- Published values are ordered by (epoch, version): each keeper of positions takes a new epoch when it starts.
create sequence epoch;
grant usage on sequence epoch to portfolio_app, portfolio_system;

-- The published contract: the ledger as recorded, the versions that hold, and their legs with assets. Rows of the reader's tenant only.
create view v_ledger with (security_invoker = true) as
select tenant_id, account_id, number, entry_id, record, venue, source, native_id, version, time, kind, status, sequence, codes, symbols, amounts, roles,
  reference, market, tx_hash, network, flags, actor, target_id, recorded_at
from ledger_entry;

create view v_ledger_current with (security_invoker = true) as
select e.tenant_id, e.account_id, e.number, e.entry_id, e.venue, e.source, e.native_id, e.version, e.time, e.kind, e.status, e.sequence, c.counts, c.layer,
  c.assets, e.codes, e.symbols, e.amounts, e.roles, e.reference, e.market, e.tx_hash, e.network, e.flags, e.recorded_at
from transactions_current c
join ledger_entry e on e.tenant_id = c.tenant_id and e.account_id = c.account_id and e.number = c.number;

create view v_ledger_leg with (security_invoker = true) as
select v.tenant_id, v.account_id, v.entry_id, v.number, v.time, v.sequence, v.source, v.native_id, v.kind, v.counts, l.leg::int as leg,
  l.code, l.symbol, l.asset_id, l.amount, l.role, p.usd, p.source as price_source, p.at as price_at, p.price_version
from v_ledger_current v
cross join lateral unnest(v.codes, v.symbols, v.assets, v.amounts, v.roles) with ordinality as l(code, symbol, asset_id, amount, role, leg)
left join price_fact p on p.tenant_id = v.tenant_id and p.account_id = v.account_id and p.number = v.number and p.asset_id = l.asset_id;

-- Links between withdrawals and deposits that hold.
create view v_ledger_link with (security_invoker = true) as
select tenant_id, left_account, left_entry, arrived_account, arrived_entry, number
from (
  select e.tenant_id, e.account_id as left_account, e.entry_id as left_entry, e.target_account_id as arrived_account, e.target_id as arrived_entry, e.number, e.record,
    row_number() over (partition by e.tenant_id, e.entry_id, e.target_id order by e.number desc) as latest
  from ledger_entry e where e.record in (3, 4)) x
where latest = 1 and record = 3;

-- Which legal entity owns the books an entry stands in.
create view v_ledger_account with (security_invoker = true) as
select a.tenant_id, a.account_id, a.venue, a.name, a.removed, a.legal_entity_id, l.name as legal_entity, l.jurisdiction
from account a left join legal_entity l on l.tenant_id = a.tenant_id and l.legal_entity_id = a.legal_entity_id;

select platform.publish('v_ledger');
select platform.publish('v_ledger_current');
select platform.publish('v_ledger_leg');
select platform.publish('v_ledger_link');
select platform.publish('v_ledger_account');
