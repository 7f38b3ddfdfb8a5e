using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Tests.Valuation;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.Risk;

/// <summary>Getting out, over the real database, bus, live channel and API.</summary>
public sealed class LiquidityTests
{
    [Fact]
    public async Task A_contract_goes_into_the_book_that_is_heard_and_a_coin_over_days_by_its_stored_volume()
    {
        await using var t = await LedgerTenant.StartAsync();
        await LiveRiskTests.ClosesAsync(t, "btc", 130);
        await LiveRiskTests.ClosesAsync(t, "usdt", 130, isFirst: false);
        await ReferenceView.TradeAsync(t.Host.Database, "btc", units: 5, days: 10);
        await ReferenceView.TradeAsync(t.Host.Database, "usdt", units: 5, days: 3);
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "2"), ("USD", "1000"))));
        await t.PublishAsync(new DerivativesReported(
            t.Tenant, t.Binance, "binance", TimeProvider.System.GetUtcNow().AddSeconds(-5),
            [new DerivativeFact("BTCUSDT", "BTCUSDT", "Perpetual", "BTC", "USDT", "USDT", 2, 90, 100) { Tiers = [new MarginTierFact(0, Quantity.Parse("0.01"), 0)] }], [new CollateralFact("USDT", 100, 100)]));
        var (viewer, price) = (new GraphQLViewer(t.Host.Services, t.Tenant), 50);
        JsonElement told = default;

        await Eventually.HoldsAsync(
            async () =>
            {
                // A change that matters makes a report at once.
                await t.PriceAsync(("btc", $"{50 + (price++ % 2 * 2)}"), ("usdt", "1"));
                await t.Host.Services.GetRequiredService<ILiveChannel>().PublishAsync(LiveTopics.Books, JsonSerializer.SerializeToUtf8Bytes(Book(), LiveJson.Default.BookValue), default);
                var risk = (await viewer.DataAsync($$"""
                    { portfolio(id: "{{t.All}}") { risk { liquidity { participation slippage byBook byVolume unknown levels { level valueAtRisk adjusted } positions { nodes { key name by share days dailyVolume slippage filled } } } } } }
                    """)).GetProperty("portfolio").GetProperty("risk");
                return risk.ValueKind == JsonValueKind.Object && (told = risk.GetProperty("liquidity")).ValueKind == JsonValueKind.Object && Keys(told).Contains("binance BTCUSDT");
            },
            "the book is in the figures",
            TimeSpan.FromSeconds(40));

        Assert.Equal(("book", 0.015, 1.0), (Row("binance BTCUSDT").GetProperty("by").GetString(), Math.Round(Row("binance BTCUSDT").GetProperty("slippage").GetDouble(), 12), Row("binance BTCUSDT").GetProperty("filled").GetDouble()));
        Assert.Equal(("volume", 4, 5.0), (Row("btc").GetProperty("by").GetString(), Row("btc").GetProperty("days").GetInt32(), Row("btc").GetProperty("dailyVolume").GetDouble()));
        Assert.Equal("money", Row("fiat:usd").GetProperty("by").GetString());
        Assert.Equal("unknown", Row("usdt").GetProperty("by").GetString());
        Assert.Equal(1, Shares(told), 9);
        Assert.InRange(told.GetProperty("slippage").GetDouble(), 0.002, 0.004);
        Assert.All(told.GetProperty("levels").EnumerateArray(), l => Assert.True(l.GetProperty("adjusted").GetDouble() > l.GetProperty("valueAtRisk").GetDouble() + told.GetProperty("slippage").GetDouble()));

        JsonElement Row(string key) => told.GetProperty("positions").GetProperty("nodes").EnumerateArray().Single(p => p.GetProperty("key").GetString() == key);
    }

    private static BookValue Book() => new("binance", "BTCUSDT", [Level(99, 1), Level(98, 5)], [Level(101, 4)], TimeProvider.System.GetUtcNow());

    private static BookLevelValue Level(int price, int amount) => new(price, amount);

    private static IEnumerable<string> Keys(JsonElement told) => told.GetProperty("positions").GetProperty("nodes").EnumerateArray().Select(p => p.GetProperty("key").GetString()!);

    private static double Shares(JsonElement told) => told.GetProperty("byBook").GetDouble() + told.GetProperty("byVolume").GetDouble() + told.GetProperty("unknown").GetDouble();
}
