using System.Text.Json;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Tests.Valuation;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.GraphQL;

public sealed class PerformanceApiTests
{
    [Fact]
    public async Task Growth_between_flows_is_told_whatever_is_put_in_and_an_explanation_names_prices_and_chain()
    {
        await using var t = await LedgerTenant.StartAsync();
        await ReferenceView.PublishAsync(t.Host.Database);
        var day = new DateTimeOffset(2026, 3, 1, 23, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < 10; i++)
            await t.Host.Database.ExecuteAsync($"insert into marketdata.price values ('btc', 'day', '{day.AddDays(i).UtcDateTime:u}', 'x', 1, 1, {(i < 5 ? 100 : 110)}, now() - interval '5 minutes')");
        await t.RecordAsync(t.Page(
            t.Kraken, LedgerTenant.Fact("a", 0, TransactionKind.Deposit, ("BTC", "2")), LedgerTenant.Fact("b", 4 * 1440, TransactionKind.Deposit, ("BTC", "8")), LedgerTenant.Fact("c", 6 * 1440, TransactionKind.Airdrop, ("BTC", "1"))));
        await Eventually.HoldsAsync(async () => await t.CountAsync("price_fact", "usd is not null") == 3, "entries are priced");
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant);
        var portfolio = (await viewer.DataAsync($$"""
            { portfolio(id: "{{t.All}}") {
              performance(from: "2026-03-02T12:00:00Z", to: "2026-03-10T12:00:00Z") { begin end netFlows gain timeWeighted moneyWeighted modifiedDietz unpriced points { nodes { at value flow timeWeighted } }
                assets: contributions(by: ASSET) { key gain contribution } venues: contributions(by: VENUE) { key gain contribution }
                ratios { days volatility sharpe drawdown } benchmark(asset: "btc") { assetId days return beta correlation trackingError rise points { nodes { at price sameMoney } } } }
              explain(asOf: "2026-03-10T12:00:00Z") { formulas pricedHoldings pricedValueShare prices { nodes { assetId price usd state source at age } } transactions { nodes { nativeId } pageInfo { hasNextPage } } chainHeads { nodes { accountId number hash } } } } }
            """)).GetProperty("portfolio");
        var earned = portfolio.GetProperty("performance");
        Assert.Equal((200, 1210, 800, 210, 0), (Number(earned, "begin"), Number(earned, "end"), Number(earned, "netFlows"), Number(earned, "gain"), Number(earned, "unpriced")));
        Assert.Equal(0.21, Number(earned, "timeWeighted"), 12);
        Assert.Equal((11, 800.0), (earned.GetProperty("points").GetProperty("nodes").GetArrayLength(), earned.GetProperty("points").GetProperty("nodes").EnumerateArray().Sum(p => Number(p, "flow"))));
        Assert.InRange(Number(earned, "modifiedDietz"), 0.3, 0.4);
        Assert.True(Number(earned, "moneyWeighted") > 1);
        foreach (var (by, key) in (IEnumerable<(string, string)>)[("assets", "btc"), ("venues", "kraken")])
        {
            var part = Assert.Single(earned.GetProperty(by).EnumerateArray());
            Assert.Equal((key, 210, 0.21), (part.GetProperty("key").GetString(), Number(part, "gain"), Math.Round(Number(part, "contribution"), 12)));
        }

        // The eighth of the days between is that of an airdrop: the book rose, its benchmark did not.
        Assert.Equal((7, 0.0), (earned.GetProperty("ratios").GetProperty("days").GetInt32(), Number(earned.GetProperty("ratios"), "drawdown")));
        var beside = earned.GetProperty("benchmark");
        Assert.Equal(("btc", 7, 0.1), (beside.GetProperty("assetId").GetString(), beside.GetProperty("days").GetInt32(), Math.Round(Number(beside, "return"), 9)));
        Assert.InRange(Number(beside, "correlation"), 0.3, 0.99);
        // At the very instants of the performance: 200 buys two at 100, 800 buys eight more, and ten are worth 110 each; the one that fell from the sky was bought by nobody.
        var points = beside.GetProperty("points").GetProperty("nodes").EnumerateArray().ToArray();
        Assert.Equal(earned.GetProperty("points").GetProperty("nodes").EnumerateArray().Select(p => p.GetProperty("at").GetString()), points.Select(p => p.GetProperty("at").GetString()));
        Assert.Equal((0.1, "100", "200", "110", "1100"), (Math.Round(Number(beside, "rise"), 9), Text(points[0], "price"), Text(points[0], "sameMoney"), Text(points[^1], "price"), Text(points[^1], "sameMoney")));
        var explained = portfolio.GetProperty("explain");
        var price = Assert.Single(explained.GetProperty("prices").GetProperty("nodes").EnumerateArray());
        Assert.Equal(("btc", "110", "stale", "x"), (price.GetProperty("assetId").GetString(), price.GetProperty("price").GetString(), price.GetProperty("state").GetString(), price.GetProperty("source").GetString()));
        Assert.Equal((3, 1), (explained.GetProperty("transactions").GetProperty("nodes").GetArrayLength(), explained.GetProperty("chainHeads").GetProperty("nodes").GetArrayLength()));
        Assert.Equal(["BAD_USER_INPUT"], await viewer.CodesAsync($"{{ portfolio(id: \"{t.All}\") {{ performance(from: \"2026-03-02T12:00:00Z\", to: \"2026-03-01T12:00:00Z\") {{ gain }} }} }}"));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    /// <summary>Money is a text, a return a number.</summary>
    private static double Number(JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: JsonValueKind.String } money ? double.Parse(money.GetString()!, System.Globalization.CultureInfo.InvariantCulture) : element.GetProperty(name).GetDouble();
}
