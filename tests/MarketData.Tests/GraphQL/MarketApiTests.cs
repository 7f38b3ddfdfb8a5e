using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.MarketData.Tests.GraphQL;

public sealed class MarketApiTests
{
    private const long Later = 1_000_000;

    private const string Minutes =
        """
        insert into marketdata.price_minute
        select 'btc', timestamptz '2026-01-01T00:00Z' + make_interval(mins => n), 100 + n, 110 + n, 90 + n, 101 + n from generate_series(0, 179) as n
        """;

    [Fact]
    public async Task Candles_of_any_interval_page_without_gap_or_repetition()
    {
        await using var host = await PlatformTestHost.StartAsync(new MarketDataModule());
        await host.Database.ScalarAsync<object?>(Minutes + " returning null");
        var viewer = new GraphQLViewer(host.Services, DemoTenant.Tenant);
        Assert.Equal(180, (await CandlesAsync(viewer, "MINUTE", 7)).Count);
        var hours = await CandlesAsync(viewer, "HOUR", 2);
        Assert.Equal(["100 169 90 160", "160 229 150 220", "220 289 210 280"], hours);
        Assert.Equal(["100 289 90 280"], await CandlesAsync(viewer, "DAY", 5));
        Assert.Equal(hours, await CandlesAsync(viewer, "HOUR", 1));
    }

    [Fact]
    public async Task Assets_and_prices_now_are_read_together_with_one_look()
    {
        await using var host = await PlatformTestHost.StartAsync(new MarketDataModule());
        var viewer = new GraphQLViewer(host.Services, DemoTenant.Tenant);
        await PutAsync(host, new PriceValue(new("btc"), Quantity.Parse("100.50"), "test", DateTimeOffset.UnixEpoch, "ok", 1), new PriceValue(new("eth"), null, "", DateTimeOffset.UnixEpoch, "NotListed", 1));
        await Eventually.HoldsAsync(async () => (await viewer.DataAsync("{ assets(first: 1) { nodes { id } } }")).GetProperty("assets").GetProperty("nodes").GetArrayLength() == 1, "the registry");
        var data = await viewer.DataAsync("{ prices(assets: [\"eth\", \"btc\", \"none\"]) { nodes { assetId usd state at asset { symbol kind } } } }");
        Assert.Equal(
            "[{\"assetId\":\"btc\",\"usd\":\"100.5\",\"state\":\"OK\",\"at\":\"1970-01-01T00:00:00Z\",\"asset\":{\"symbol\":\"BTC\",\"kind\":\"crypto\"}},{\"assetId\":\"eth\",\"usd\":null,\"state\":\"NOT_LISTED\",\"at\":\"1970-01-01T00:00:00Z\",\"asset\":{\"symbol\":\"ETH\",\"kind\":\"crypto\"}}]",
            data.GetProperty("prices").GetProperty("nodes").GetRawText());
    }

    [Fact]
    public async Task Reference_prices_are_those_known_at_an_instant()
    {
        await using var host = await PlatformTestHost.StartAsync(new MarketDataModule());
        await host.Database.ScalarAsync<object?>(
            "insert into marketdata.reference_price select 'btc', 'day', '2026-01-02T00:00Z', 'kraken BTC/USD', v, 1, 100 + v, timestamptz '2026-01-02T00:00Z' + make_interval(days => v) from generate_series(1, 2) as v returning null");
        var viewer = new GraphQLViewer(host.Services, DemoTenant.Tenant);
        const string Ask = "{ referencePrices(asset: \"btc\", daily: true, from: \"2026-01-01T00:00:00Z\", to: \"2026-01-03T00:00:00Z\", knownAt: \"2026-01-03T12:00:00Z\") { nodes { usd version source } } }";
        Assert.Equal("[{\"usd\":\"101\",\"version\":1,\"source\":\"kraken BTC/USD\"}]", (await viewer.DataAsync(Ask)).GetProperty("referencePrices").GetProperty("nodes").GetRawText());
        Assert.Equal(["BAD_USER_INPUT"], await viewer.CodesAsync("{ candles(asset: \"btc\", interval: DAY, from: \"2026-01-01T00:00:00Z\", after: \"x\") { nodes { open } } }"));
    }

    [Fact]
    public async Task A_subscriber_hears_the_prices_asked_for()
    {
        await using var host = await PlatformTestHost.StartAsync(new MarketDataModule());
        await PutAsync(host, new PriceValue(new("btc"), 1, "test", DateTimeOffset.UnixEpoch, "ok", 1), new PriceValue(new("eth"), 2, "test", DateTimeOffset.UnixEpoch, "ok", 1));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var seen = new List<string>();
        await foreach (var answer in new GraphQLViewer(host.Services, DemoTenant.Tenant).ListenAsync("subscription { onPrices(assets: [\"btc\"]) { assetId usd } }", deadline.Token))
        {
            seen.Add(answer.GetProperty("data").GetProperty("onPrices").GetRawText());
            if (seen.Count == 2) break;
            await host.Services.GetRequiredService<ILiveChannel>().PublishAsync(LiveTopics.Prices, JsonSerializer.SerializeToUtf8Bytes([new PriceValue(new("btc"), 3, "test", DateTimeOffset.UnixEpoch, "ok", 2) { Epoch = Later }], LiveJson.Default.PriceValueArray), default);
        }
        Assert.Equal(["[{\"assetId\":\"btc\",\"usd\":\"1\"}]", "[{\"assetId\":\"btc\",\"usd\":\"3\"}]"], seen);
    }

    /// <summary>Stores prices over those the module itself tells once when it starts, and of a later epoch, so that nothing of its own comes after them.</summary>
    private static async Task PutAsync(PlatformTestHost host, params PriceValue[] prices)
    {
        var store = host.Services.GetRequiredService<IHotStore>();
        await Eventually.HoldsAsync(async () => (await store.GetAllAsync(LiveTopics.Prices, default)).Keys.ToHashSet().IsSupersetOf(prices.Select(p => p.Key)), "the module has told its own prices");
        await store.SetAsync(LiveTopics.Prices, [.. prices.Select(p => new KeyValuePair<string, ReadOnlyMemory<byte>>(p.Key, JsonSerializer.SerializeToUtf8Bytes(p with { Epoch = Later }, LiveJson.Default.PriceValue)))], default);
    }

    private static async Task<List<string>> CandlesAsync(GraphQLViewer viewer, string interval, int first)
    {
        var found = new List<string>();
        for (var after = ""; ;)
        {
            var page = (await viewer.DataAsync($"{{ candles(asset: \"btc\", interval: {interval}, from: \"2026-01-01T00:00:00Z\", to: \"2026-01-02T00:00:00Z\", first: {first} {after}) {{ nodes {{ open high low close }} pageInfo {{ hasNextPage endCursor }} }} }}")).GetProperty("candles");
            found.AddRange(page.GetProperty("nodes").EnumerateArray().Select(c => string.Join(' ', c.EnumerateObject().Select(p => p.Value.GetString()))));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean()) return found;
            after = $"after: \"{page.GetProperty("pageInfo").GetProperty("endCursor").GetString()}\"";
        }
    }
}
