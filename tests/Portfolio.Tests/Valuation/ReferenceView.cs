using PortfolioPlatform.Kernel;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.Valuation;

/// <summary>A row of MarketData's published view.</summary>
internal sealed record PriceRow(AssetId Asset, string Granularity, DateTimeOffset At, string Source, int Version, int Rank, string Usd);

/// <summary>MarketData's published view, over a table of these tests.</summary>
internal static class ReferenceView
{
    public static Task PublishAsync(TestDatabase database) => database.ExecuteAsync("""
        create schema marketdata;
        create table marketdata.price (asset_id text, granularity text, at timestamptz, source text, version int, rank int, usd numeric, recorded_at timestamptz not null default now());
        create view marketdata.v_reference_price with (security_invoker = true) as
        select distinct on (asset_id, granularity, at, source) * from marketdata.price order by asset_id, granularity, at, source, version desc;
        create view marketdata.v_reference_price_version with (security_invoker = true) as select * from marketdata.price;
        grant usage on schema marketdata to portfolio_app, portfolio_system;
        grant select on marketdata.price, marketdata.v_reference_price, marketdata.v_reference_price_version to portfolio_app, portfolio_system;
        """);

    public static Task AddAsync(TestDatabase database, params PriceRow[] rows) =>
        database.ExecuteAsync($"insert into marketdata.price values {string.Join(", ", rows.Select(r => $"('{r.Asset}', '{r.Granularity}', '{r.At.UtcDateTime:u}', '{r.Source}', {r.Version}, {r.Rank}, {r.Usd})"))}");

    /// <summary>So many units were traded on each of the last days.</summary>
    public static Task TradeAsync(TestDatabase database, string asset, int units, int days) => database.ExecuteAsync($"""
        create table if not exists marketdata.volume (asset_id text, at timestamptz, venue text, market text, volume numeric);
        create or replace view marketdata.v_traded_volume with (security_invoker = true) as select * from marketdata.volume;
        grant select on marketdata.volume, marketdata.v_traded_volume to portfolio_app, portfolio_system;
        insert into marketdata.volume select '{asset}', date_trunc('day', now()) - d * interval '1 day', 'kraken', 'x', {units} from generate_series(0, {days - 1}) d;
        """);
}
