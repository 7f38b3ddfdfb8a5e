using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Risk.Derivatives;
using PortfolioPlatform.Portfolio.Risk.Live;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.Risk;

/// <summary>Derivatives over the real database, bus and live channel.</summary>
public sealed class DerivativeTests
{
    private const int Looks = 21;

    [Fact]
    public async Task Figures_follow_each_mark_are_told_over_GraphQL_and_go_when_positions_are_closed()
    {
        await using var t = await LedgerTenant.StartAsync();
        await LiveRiskTests.ClosesAsync(t, "btc", 60);
        await t.PublishAsync(Report(t, Long("BTCUSDT", "BTC", "2", "100"), Long("ETHUSDT", "ETH", "-10", "10") with { IsIsolated = true, IsolatedWallet = 40 }));
        await SeesAsync(t, "position:", "BTCUSDT", p => p.GetProperty("delta").GetDouble() == 2, "the position");

        await MarkAsync(t, "BTCUSDT", "90");
        await SeesAsync(t, "position:", "BTCUSDT", p => p.GetProperty("mark").GetString() == "90", "the mark");

        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant);
        var told = (await viewer.DataAsync($$"""
            { portfolio(id: "{{t.All}}") { derivatives {
              positions { nodes { contract quantity markPrice profit predictedLiquidationPrice liquidationProbability marginRatio delta isIsolated accountId venue fundingRate } }
              margins { nodes { name equity maintenance ratio positions } } underlyings { nodes { underlying delta gamma vega volatility } }
              explain { formulas positions withMarginSteps withVolatility marks { nodes { venue contract price at age } } reports { nodes { accountId venue positions age } } closes { nodes { assetId count } } ledger { chainHeads { nodes { number } } transactions { nodes { id } } } } } } }
            """)).GetProperty("portfolio").GetProperty("derivatives");
        var (bitcoin, ether) = (told.GetProperty("positions").GetProperty("nodes")[0], told.GetProperty("positions").GetProperty("nodes")[1]);
        Assert.Equal(("BTCUSDT", "-20", t.Binance.ToString()), (bitcoin.GetProperty("contract").GetString(), bitcoin.GetProperty("profit").GetString(), bitcoin.GetProperty("accountId").GetString()));
        // 60 of margin behind 2 at 100, maintenance 1 %: (60 − 200)/(0.02 − 2), on the step below; the wallet's other 40 are the isolated position's.
        Assert.Equal(70.70, bitcoin.GetProperty("predictedLiquidationPrice").GetDouble(), 0.005);
        Assert.InRange(bitcoin.GetProperty("liquidationProbability").GetDouble(), double.Epsilon, 0.5);
        Assert.Equal(1.8 / 40, bitcoin.GetProperty("marginRatio").GetDouble(), 12);
        Assert.Equal((true, -10.0, JsonValueKind.Null), (ether.GetProperty("isIsolated").GetBoolean(), ether.GetProperty("delta").GetDouble(), ether.GetProperty("liquidationProbability").ValueKind));
        Assert.Equal(["USDT 40 1.8 1", "ETHUSDT 40 1 1"], told.GetProperty("margins").GetProperty("nodes").EnumerateArray().Select(m => $"{m.GetProperty("name").GetString()} {m.GetProperty("equity").GetDouble():0.###} {m.GetProperty("maintenance").GetDouble():0.###} {m.GetProperty("positions").GetInt32()}"));
        Assert.Equal(["BTC 2", "ETH -10"], told.GetProperty("underlyings").GetProperty("nodes").EnumerateArray().Select(u => $"{u.GetProperty("underlying").GetString()} {u.GetProperty("delta").GetDouble()}"));

        var explained = told.GetProperty("explain");
        Assert.Equal((2, 2, 1), (explained.GetProperty("positions").GetInt32(), explained.GetProperty("withMarginSteps").GetInt32(), explained.GetProperty("withVolatility").GetInt32()));
        Assert.Equal(["BTCUSDT", "ETHUSDT"], explained.GetProperty("marks").GetProperty("nodes").EnumerateArray().Select(m => m.GetProperty("contract").GetString()));
        Assert.Equal((t.Binance.ToString(), 2), (explained.GetProperty("reports").GetProperty("nodes")[0].GetProperty("accountId").GetString(), explained.GetProperty("reports").GetProperty("nodes")[0].GetProperty("positions").GetInt32()));
        Assert.Equal("btc", Assert.Single(explained.GetProperty("closes").GetProperty("nodes").EnumerateArray()).GetProperty("assetId").GetString());
        Assert.Equal(JsonValueKind.Object, explained.GetProperty("ledger").ValueKind);

        await t.PublishAsync(Report(t, Long("ETHUSDT", "ETH", "-10", "10")));
        await Eventually.HoldsAsync(async () => (await StoreAsync(t)).Keys.All(k => !k.Contains("BTC", StringComparison.Ordinal)), "what is closed is gone", TimeSpan.FromSeconds(20));
        Assert.Equal(1, await t.CountAsync("derivative_report"));
    }

    [Fact]
    public async Task Every_tick_is_followed()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.PublishAsync(Report(t, Long("BTCUSDT", "BTC", "2", "100")));
        await SeesAsync(t, "position:", "BTCUSDT", _ => true, "the position");
        for (var look = 1; look <= Looks; look++)
        {
            var price = (100 - look).ToString(System.Globalization.CultureInfo.InvariantCulture);
            await MarkAsync(t, "BTCUSDT", price);
            await SeesAsync(t, "position:", "BTCUSDT", p => p.GetProperty("mark").GetString() == price, "the tick");
        }
    }

    [Fact]
    public async Task Unrealised_profit_counts_in_the_equity_and_the_exposure_in_the_value_at_risk()
    {
        await using var t = await LedgerTenant.StartAsync();
        await LiveRiskTests.ClosesAsync(t, "btc", 130);
        await LiveRiskTests.ClosesAsync(t, "usdt", 130, isFirst: false);
        await t.RecordAsync(t.Page(t.Binance, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("USDT", "100"))));
        await t.PriceAsync(("btc", "110"), ("usdt", "1"));
        await t.PublishAsync(Report(t, Long("BTCUSDT", "BTC", "2", "100")));
        await MarkAsync(t, "BTCUSDT", "110");
        await SeesAsync(t, "position:", "BTCUSDT", p => p.GetProperty("mark").GetString() == "110", "the mark");
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant);

        await Eventually.HoldsAsync(async () =>
        {
            await t.PriceAsync(("btc", "110"), ("usdt", "1"));
            var now = (await viewer.DataAsync($$"""{ portfolio(id: "{{t.All}}") { valuation { value derivatives equity } concentration { assets { nodes { name share } } } risk { coverage { derivatives { linear deltaGamma left } } } } }""")).GetProperty("portfolio");
            return now.GetProperty("valuation").GetRawText() is """{"value":"100","derivatives":"20","equity":"120"}"""
                && now.GetProperty("risk").GetRawText().Contains("\"linear\":1", StringComparison.Ordinal)
                && Math.Abs(now.GetProperty("concentration").GetProperty("assets").GetProperty("nodes").EnumerateArray().Single(a => a.GetProperty("name").GetString()!.Equals("btc", StringComparison.OrdinalIgnoreCase)).GetProperty("share").GetDouble() - (220.0 / 320)) < 1e-9;
        }, "the profit in the equity, the position in the exposures", TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task A_margin_that_runs_out_is_warned_of_once_outlives_the_process_and_is_cleared_when_it_is_calm()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.PublishAsync(Report(t, Long("BTCUSDT", "BTC", "2", "100")));
        await SeesAsync(t, "position:", "BTCUSDT", _ => true, "the position");
        await MarkAsync(t, "BTCUSDT", "51");
        await StandsAsync(t.Host, t, 1);
        await MarkAsync(t, "BTCUSDT", "51.1");
        var since = await t.Host.Database.ScalarAsync<DateTime>($"select raised_at from portfolio.risk_warning where kind = 'MarginRatio' and portfolio_id = '{t.All}'");

        await using var again = await PlatformTestHost.StartAsync([new PortfolioModule()], t.Host.Database);
        await Eventually.HoldsAsync(async () => (await again.Services.GetRequiredService<IHotStore>().GetAllAsync(DerivativeFeed.TopicOf(t.Tenant, t.All), default)).Count > 0, "figures after a restart", TimeSpan.FromSeconds(20));
        for (var i = 0; i < 5; i++)
        {
            await MarkAsync(t, "BTCUSDT", $"9{i}", again);
            await Eventually.HoldsAsync(async () => (await again.Services.GetRequiredService<IHotStore>().GetAllAsync(DerivativeFeed.TopicOf(t.Tenant, t.All), default)).Values.Any(v => System.Text.Encoding.UTF8.GetString(v.Span).Contains($"\"mark\":\"9{i}\"", StringComparison.Ordinal)), "the mark");
        }

        await Eventually.HoldsAsync(async () => await t.CountAsync("risk_warning", "kind = 'MarginRatio' and cleared_at is null") == 0, "cleared", TimeSpan.FromSeconds(20));
        Assert.Equal(1, await t.CountAsync("risk_warning", $"kind = 'MarginRatio' and portfolio_id = '{t.All}' and raised_at = '{since:O}'"));
        Assert.Equal(2, await t.CountAsync("risk_warning", "kind = 'MarginRatio'"));
    }

    [Fact]
    public async Task An_older_report_changes_nothing()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.PublishAsync(Report(t, Long("BTCUSDT", "BTC", "2", "100")));
        await t.PublishAsync(Report(t, Long("BTCUSDT", "BTC", "7", "100")) with { At = LedgerTenant.Day.AddHours(-1) });
        await t.QuietAsync();
        await SeesAsync(t, "position:", "BTCUSDT", p => p.GetProperty("delta").GetDouble() == 2, "the newer one");
    }

    /// <summary>A wallet of 100, of which what is isolated does not stand behind crossed positions; one step of 1 %.</summary>
    private static DerivativesReported Report(LedgerTenant t, params DerivativeFact[] positions) =>
        new(t.Tenant, t.Binance, "binance", TimeProvider.System.GetUtcNow().AddSeconds(-5), [.. positions], [new CollateralFact("USDT", 100, positions.Aggregate((Quantity)100, (left, p) => left - p.IsolatedWallet))]);

    private static DerivativeFact Long(string contract, string underlying, string quantity, string price) =>
        new(contract, contract, "Perpetual", underlying, "USDT", "USDT", Quantity.Parse(quantity), Quantity.Parse(price), Quantity.Parse(price)) { PriceStep = Quantity.Parse("0.01"), Tiers = [new MarginTierFact(0, Quantity.Parse("0.01"), 0)] };

    private static ValueTask MarkAsync(LedgerTenant t, string contract, string price, PlatformTestHost? host = null) => (host ?? t.Host).Services.GetRequiredService<ILiveChannel>().PublishAsync(
        LiveTopics.Marks, JsonSerializer.SerializeToUtf8Bytes(new MarkValue("binance", contract, Quantity.Parse(price), Quantity.Parse("0.0001"), null, TimeProvider.System.GetUtcNow()), LiveJson.Default.MarkValue), default);

    private static Task StandsAsync(PlatformTestHost host, LedgerTenant t, int count) => Eventually.HoldsAsync(
        async () => (await host.Services.GetRequiredService<IHotStore>().GetAllAsync(RiskFeed.TopicOf(t.Tenant, t.All), default)).Keys.Count(k => k.StartsWith("warning:MarginRatio:", StringComparison.Ordinal)) == count,
        "the warning stands", TimeSpan.FromSeconds(20));

    private static async Task<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> StoreAsync(LedgerTenant t) => await t.Host.Services.GetRequiredService<IHotStore>().GetAllAsync(DerivativeFeed.TopicOf(t.Tenant, t.All), default);

    private static Task SeesAsync(LedgerTenant t, string prefix, string suffix, Func<JsonElement, bool> expected, string what) => Eventually.HoldsAsync(
        async () => (await StoreAsync(t)).Any(v => v.Key.StartsWith(prefix, StringComparison.Ordinal) && v.Key.EndsWith(suffix, StringComparison.Ordinal) && expected(JsonElement.Parse(v.Value.Span))), what, TimeSpan.FromSeconds(20));
}
