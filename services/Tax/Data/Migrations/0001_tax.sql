-- What Tax owns: how each legal entity is taxed, what people said about movements, and reports. History itself is read from portfolio.v_ledger*, so there is no second copy of it.

-- How a legal entity is taxed. Rows are only ever added; the highest version holds. Without a row the entity's own country decides.
create table setting (
  tenant_id uuid not null,
  legal_entity_id uuid not null,
  version int not null,
  jurisdiction text not null,
  currency text not null,
  method text not null,
  scope text not null,
  allocation text,
  allocation_decided date,
  allocation_by text,
  actor text not null,
  set_at timestamptz not null,
  primary key (tenant_id, legal_entity_id, version));
select platform.protect_tenant_table('setting');
revoke update, delete on setting from portfolio_app;

-- What a person said a withdrawal or deposit was that no transfer explains. Rows are only ever added; the highest version holds, and 'open' takes an answer back.
create table decision (
  tenant_id uuid not null,
  entry_id uuid not null,
  version int not null,
  account_id uuid not null,
  meaning text not null check (meaning in ('open', 'own', 'payment', 'gift', 'donation', 'lost', 'stolen', 'bought', 'income', 'airdrop', 'staking')),
  basis numeric,
  acquired timestamptz,
  reason text not null,
  actor text not null,
  decided_at timestamptz not null,
  primary key (tenant_id, entry_id, version));
select platform.protect_tenant_table('decision');
revoke update, delete on decision from portfolio_app;

-- Kinds of assets, from MarketData's registry: which of two sides of a swap is nearer to money.
create table asset (
  asset_id text primary key,
  symbol text not null,
  kind text not null);
select platform.share_table('asset');

-- Reports asked for. A runner holds a row by a lease; a row whose lease ran out is taken by the next runner, which goes on from the files that are there.
create table report (
  tenant_id uuid not null,
  report_id uuid not null,
  legal_entity_id uuid not null,
  year int not null,
  settings text[] not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  stage text not null,
  progress int not null,
  attempts int not null default 0,
  lease uuid,
  lease_until timestamptz,
  fingerprint text,
  error text,
  actor text not null,
  requested_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, report_id));
create index report_open on report (state) where state in ('queued', 'running');
select platform.protect_system_table('report');

-- Files of a report. Inputs (events, prices) are kept first: whoever goes on with the report works on the same ones.
create table report_file (
  tenant_id uuid not null,
  report_id uuid not null,
  name text not null,
  is_input boolean not null,
  body bytea not null,
  sha256 text not null,
  primary key (tenant_id, report_id, name));
select platform.protect_tenant_table('report_file');
