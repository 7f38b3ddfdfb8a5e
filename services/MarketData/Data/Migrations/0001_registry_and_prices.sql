-- Asset registry, candles and reference prices. Nothing here belongs to a tenant: public market facts, written by the system role, read by all.
create table registry_version (
    version    bigint primary key,
    applied_at timestamptz not null,
    reason     text not null
);

-- A row holds from the version it came with until the version that replaced it; the current registry is every row without an end.
create table asset (
    asset_id      text not null,
    symbol        text not null,
    name          text not null,
    kind          text not null check (kind in ('crypto', 'fiat', 'stablecoin', 'point')),
    display_scale int not null,
    since_version bigint not null references registry_version,
    until_version bigint,
    primary key (asset_id, since_version)
);

create table asset_alias (
    venue         text not null,
    symbol        text not null,
    valid_from    timestamptz not null,
    asset_id      text not null,
    since_version bigint not null references registry_version,
    until_version bigint,
    primary key (venue, symbol, valid_from, since_version)
);

create table asset_lineage (
    from_asset    text not null,
    to_asset      text not null,
    at            timestamptz not null,
    ratio         numeric not null,
    kind          text not null check (kind in ('rename', 'migration', 'fork')),
    since_version bigint not null references registry_version,
    until_version bigint,
    primary key (from_asset, to_asset, at, since_version)
);

-- Closing prices as the venue told them; at = when the candle closed, so a price is never known before its time.
create table candle (
    venue       text not null,
    market      text not null,
    granularity text not null check (granularity in ('hour', 'day')),
    at          timestamptz not null,
    version     int not null,
    base_asset  text not null,
    quote_asset text not null,
    close       numeric not null,
    recorded_at timestamptz not null default now(),
    primary key (venue, market, granularity, at, version)
);
create index candle_by_quote on candle (quote_asset, granularity, at);

create table reference_price (
    asset_id    text not null,
    granularity text not null check (granularity in ('hour', 'day')),
    at          timestamptz not null,
    source      text not null,
    version     int not null,
    rank        int not null,
    usd         numeric not null,
    recorded_at timestamptz not null default now(),
    primary key (asset_id, granularity, at, source, version)
);

-- Consolidated prices by minute, for charts; old minutes are deleted, reference prices never.
create table price_minute (
    asset_id text not null,
    minute   timestamptz not null,
    open     numeric not null,
    high     numeric not null,
    low      numeric not null,
    close    numeric not null,
    primary key (asset_id, minute)
);

create sequence price_epoch;
grant usage on sequence price_epoch to portfolio_app, portfolio_system;

select platform.share_table('registry_version');
select platform.share_table('asset');
select platform.share_table('asset_alias');
select platform.share_table('asset_lineage');
select platform.share_table('candle');
select platform.share_table('reference_price');
select platform.share_table('price_minute');

-- The published contract. One row for each asset, instant and source: the newest version. The price for an instant t is the row with
-- at <= t (never from the future), youngest first, then lowest rank; store at, source and version with whatever is valued by it.
create view v_reference_price with (security_invoker = true) as
select distinct on (asset_id, granularity, at, source) asset_id, granularity, at, source, version, rank, usd, recorded_at
from reference_price
order by asset_id, granularity, at, source, version desc;

select platform.publish('v_reference_price');
