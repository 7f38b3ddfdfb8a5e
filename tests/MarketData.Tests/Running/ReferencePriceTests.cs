using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.MarketData.Tests.Running;

public sealed class ReferencePriceTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 10, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_close_in_dollars_is_the_price_from_when_the_candle_closed()
    {
        await using var host = await PlatformTestHost.StartAsync([new MarketDataModule()], null);

        await TellAsync(host, Candles("kraken", "BTC/USD", (Day, 50_000.5m)));

        await HasPricesAsync(host, 1);
        Assert.Equal(50_000.5m, await host.Database.ScalarAsync<decimal>("select usd from marketdata.v_reference_price where asset_id = 'btc' and at = '2026-01-11' and source = 'kraken BTC/USD' and version = 1"));
    }

    [Fact]
    [Trait("Pain", "39")]
    public async Task A_close_in_a_stablecoin_is_converted_at_its_market_of_that_day_also_when_that_comes_later()
    {
        await using var host = await PlatformTestHost.StartAsync([new MarketDataModule()], null);
        await TellAsync(host, Candles("binance", "SOLUSDT", "SOL", "USDT", (Day, 100m)));
        await Eventually.HoldsAsync(async () => await host.Database.ScalarAsync<long>("select count(*) from marketdata.candle") == 1, "the candle");
        Assert.Equal(0, await host.Database.ScalarAsync<long>("select count(*) from marketdata.reference_price"));

        await TellAsync(host, Candles("kraken", "USDT/USD", (Day, 0.42m)));

        await HasPricesAsync(host, 2);
        Assert.Equal(42m, await host.Database.ScalarAsync<decimal>("select usd from marketdata.v_reference_price where asset_id = 'sol'"));
    }

    [Fact]
    [Trait("Pain", "37")]
    public async Task A_later_price_never_fills_an_earlier_day()
    {
        await using var host = await PlatformTestHost.StartAsync([new MarketDataModule()], null);
        await TellAsync(host, Candles("kraken", "USDT/USD", (Day.AddDays(1), 1m)));
        await HasPricesAsync(host, 1);

        await TellAsync(host, Candles("binance", "SOLUSDT", "SOL", "USDT", (Day, 100m), (Day.AddDays(1), 101m), (Day.AddDays(30), 130m)));

        await HasPricesAsync(host, 2);
        Assert.Equal(101m, await host.Database.ScalarAsync<decimal>("select usd from marketdata.v_reference_price where asset_id = 'sol'"));
    }

    [Fact]
    [Trait("Pain", "44")]
    public async Task A_close_the_venue_corrected_is_a_new_version_and_the_same_candle_again_is_nothing()
    {
        await using var host = await PlatformTestHost.StartAsync([new MarketDataModule()], null);
        await TellAsync(host, Candles("kraken", "BTC/USD", (Day, 50_000m)));
        await HasPricesAsync(host, 1);
        await TellAsync(host, Candles("kraken", "BTC/USD", (Day, 50_000m)));

        await TellAsync(host, Candles("kraken", "BTC/USD", (Day, 50_001m)));

        await HasPricesAsync(host, 2);
        Assert.Equal(50_001m, await host.Database.ScalarAsync<decimal>("select usd from marketdata.v_reference_price"));
        Assert.Equal(50_000m, await host.Database.ScalarAsync<decimal>("select usd from marketdata.reference_price where version = 1"));
    }

    [Fact]
    public async Task Candles_of_something_unknown_are_left_out_and_block_nothing()
    {
        var listener = new Listener();
        await using var host = await PlatformTestHost.StartAsync([new MarketDataModule(), listener], null);

        await TellAsync(host, Candles("kraken", "WHAT/USD", (Day, 1m)));
        await TellAsync(host, Candles("kraken", "ETH/USD", (Day, 2_500m)));

        await HasPricesAsync(host, 1);
        await Eventually.HoldsAsync(() => listener.Messages.OfType<ReferencePricesRecorded>().Any(m => m.Assets is [{ Value: "eth" }] && m.To == Day.AddDays(1)), "the news");
    }

    [Fact]
    public async Task What_was_traded_in_a_day_is_told_by_market_as_the_last_version_says()
    {
        await using var host = await PlatformTestHost.StartAsync([new MarketDataModule()], null);
        await TellAsync(host, Volumes("kraken", "BTC/USD", (Day, 50_000m, 12.5m), (Day.AddDays(1), 50_500m, null)));
        await TellAsync(host, Volumes("binance", "BTC/USD", (Day, 50_010m, 100m)));
        await HasPricesAsync(host, 3);

        await TellAsync(host, Volumes("kraken", "BTC/USD", (Day, 50_001m, 13m)));
        await HasPricesAsync(host, 4);

        Assert.Equal("binance 100, kraken 13", await host.Database.ScalarAsync<string>("select string_agg(venue || ' ' || volume::text, ', ' order by venue) from marketdata.v_traded_volume where asset_id = 'btc' and at = '2026-01-11'"));
        Assert.Equal(2, await host.Database.ScalarAsync<long>("select count(*) from marketdata.v_traded_volume"));
    }

    [Fact]
    public async Task Every_module_may_read_the_view()
    {
        await using var host = await PlatformTestHost.StartAsync([new MarketDataModule()], null);
        await host.Transactions.EnsureTenantAsync(DemoTenant.Tenant, "Test", CancellationToken.None);

        await using var transaction = await host.Transactions.BeginAsync(DemoTenant.Tenant, CancellationToken.None);
        await using var command = new NpgsqlCommand("select count(*) from marketdata.v_reference_price", transaction.Connection);

        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    private static CandlesRecorded Candles(string venue, string market, params (DateTimeOffset Open, decimal Close)[] closes) => Candles(venue, market, market.Split('/')[0], market.Split('/')[1], closes);

    private static CandlesRecorded Candles(string venue, string market, string symbol, string quote, params (DateTimeOffset Open, decimal Close)[] closes) =>
        new(venue, market, symbol, quote, TimeSpan.FromDays(1), [.. closes.Select(c => new CandleFact(c.Open, c.Close))]);

    private static CandlesRecorded Volumes(string venue, string market, params (DateTimeOffset Open, decimal Close, decimal? Volume)[] days) =>
        new(venue, market, "BTC", "USD", TimeSpan.FromDays(1), [.. days.Select(d => new CandleFact(d.Open, d.Close) { Volume = d.Volume })]);

    private static async Task TellAsync(PlatformTestHost host, CandlesRecorded message)
    {
        await using var transaction = await host.Transactions.BeginSystemAsync(CancellationToken.None);
        await transaction.PublishAsync(message, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static Task HasPricesAsync(PlatformTestHost host, long count) =>
        Eventually.HoldsAsync(async () => await host.Database.ScalarAsync<long>("select count(*) from marketdata.reference_price where source <> 'consolidated'") == count, $"{count} reference prices");
}
