-- Cost and results are a function of the ledger and of the reference prices: a better reference price replaces the fact an entry was valued at, and what held before is kept
-- with the time it stopped to hold. Facts follow from ledger and reference prices, so the ones of before are simply made anew.
truncate price_fact;
alter table price_fact alter column usd drop not null, alter column source drop not null, alter column at drop not null;
-- asked: the hour the price was asked for. known_at: since when this fact holds. Without usd it was asked for and nobody knows yet.
alter table price_fact add column asked timestamptz not null, add column known_at timestamptz not null;
create index price_fact_asked on price_fact (tenant_id, asset_id, asked);

-- Facts that held once, for reading as known at a time.
create table price_fact_past (
  tenant_id uuid not null,
  account_id uuid not null,
  number bigint not null,
  asset_id text not null,
  known_at timestamptz not null,
  until timestamptz not null,
  usd numeric not null,
  source text not null,
  at timestamptz not null,
  price_version int not null,
  primary key (tenant_id, account_id, number, asset_id, known_at));
select platform.protect_tenant_table('price_fact_past');

-- Days of assets that got reference prices, in the order of their commits; public facts, told by ReferencePricesRecorded.
create table price_news (
  asset_id text not null,
  day timestamptz not null,
  news bigint not null,
  primary key (asset_id, day));
create index price_news_order on price_news (news);
create sequence price_news_number;
grant usage on sequence price_news_number to portfolio_app, portfolio_system;
select platform.share_table('price_news');

-- Up to which news the facts of a tenant follow the reference prices.
create table price_seen (
  tenant_id uuid primary key,
  news bigint not null);
select platform.protect_tenant_table('price_seen');
