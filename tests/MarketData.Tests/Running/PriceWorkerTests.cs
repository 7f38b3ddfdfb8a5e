using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.MarketData.Prices;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.MarketData.Tests.Running;

public sealed class PriceWorkerTests
{
    [Fact]
    public async Task A_tick_becomes_a_price_for_who_listens_and_for_who_comes_later()
    {
        await using var host = await PlatformTestHost.StartAsync(new MarketDataModule());
        var live = host.Services.GetRequiredService<ILiveChannel>();
        var heard = new ConcurrentQueue<PriceValue>();
        await using var listening = await live.SubscribeAsync(
            LiveTopics.Prices, b => Array.ForEach(JsonSerializer.Deserialize(b.Span, LiveJson.Default.PriceValueArray)!, heard.Enqueue), CancellationToken.None);

        await TellUntilAsync(live, () => heard.Any(p => p.Asset.Value == "btc" && p.State == "ok"), Tick("kraken", "BTC", "USD", 50_000m));

        var stored = await host.Services.GetRequiredService<IHotStore>().GetAllAsync(LiveTopics.Prices, CancellationToken.None);
        var price = JsonSerializer.Deserialize(stored["btc"].Span, LiveJson.Default.PriceValue)!;
        Assert.Equal(((Quantity?)50_000m, "ok", "kraken"), (price.Usd, price.State, price.Source));
        Assert.True(price.Epoch > 0);
        Assert.Contains("NotListed", Encoding.UTF8.GetString(stored["ftt"].Span), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Pain", "35")]
    public async Task A_venue_that_refuses_is_told_as_the_reason_and_nonsense_is_left_out()
    {
        await using var host = await PlatformTestHost.StartAsync(new MarketDataModule());
        var live = host.Services.GetRequiredService<ILiveChannel>();
        var hot = host.Services.GetRequiredService<IHotStore>();

        await Eventually.HoldsAsync(
            async () =>
            {
                await live.PublishAsync(LiveTopics.Ticks, "not json"u8.ToArray(), CancellationToken.None);
                await live.PublishAsync(LiveTopics.VenueFeeds, "[]"u8.ToArray(), CancellationToken.None);
                await live.PublishAsync(LiveTopics.VenueFeeds, JsonSerializer.SerializeToUtf8Bytes(new VenueFeedValue("kraken", "RateLimited", "slow down", Now), LiveJson.Default.VenueFeedValue), CancellationToken.None);
                var all = await hot.GetAllAsync(LiveTopics.Prices, CancellationToken.None);
                return all.TryGetValue("sol", out var sol) && JsonSerializer.Deserialize(sol.Span, LiveJson.Default.PriceValue)!.State == "RateLimited";
            },
            "the reason");
    }

    [Fact]
    public async Task Minutes_are_kept_the_full_hour_becomes_a_reference_and_old_minutes_go()
    {
        await using var host = await PlatformTestHost.StartAsync(new MarketDataModule());
        var history = ActivatorUtilities.CreateInstance<PriceHistory>(host.Services);
        var minute = new DateTimeOffset(2026, 3, 1, 12, 59, 0, TimeSpan.Zero);
        await host.Database.ExecuteAsync("insert into marketdata.price_minute values ('eth', '2020-01-01', 1, 1, 1, 1)");

        await history.NoteAsync([Price(10m), Price(12m)], minute, CancellationToken.None);
        await history.NoteAsync([], minute.AddMinutes(1), CancellationToken.None);

        Assert.Equal(12m, await host.Database.ScalarAsync<decimal>("select high from marketdata.price_minute where asset_id = 'btc' and minute = '2026-03-01T12:59Z'"));
        Assert.Equal(12m, await host.Database.ScalarAsync<decimal>("select usd from marketdata.v_reference_price where asset_id = 'btc' and at = '2026-03-01T13:00Z' and source = 'consolidated'"));
        Assert.Equal(0, await host.Database.ScalarAsync<long>("select count(*) from marketdata.price_minute where asset_id = 'eth'"));
    }

    [Fact]
    public async Task The_feed_finds_prices_for_every_tenant()
    {
        var source = await new PriceFeedTopic().ResolveAsync(DemoTenant.Tenant, null, CancellationToken.None);

        Assert.Equal(FeedSource.Public("prices"), source);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static TickValue Tick(string venue, string symbol, string quote, decimal price) => new(venue, $"{symbol}/{quote}", symbol, quote, price, Now);

    private static PriceValue Price(decimal usd) => new(new AssetId("btc"), usd, "kraken", Now, "ok", 1);

    private static Task TellUntilAsync(ILiveChannel live, Func<bool> condition, TickValue tick) => Eventually.HoldsAsync(
        async () =>
        {
            await live.PublishAsync(LiveTopics.Ticks, JsonSerializer.SerializeToUtf8Bytes(tick, LiveJson.Default.TickValue), CancellationToken.None);
            return condition();
        },
        "the price");
}
