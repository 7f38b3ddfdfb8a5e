using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Tests.Judge;

/// <summary>What the sandbox says of perpetuals, read by npm ccxt (<c>binanceusdm</c>), unmodified but for its base address, and held against the truth at a clock that stands.</summary>
public sealed class PerpetualJudgeTests
{
    private static readonly string[] Coins = ["BTC", "ETH", "SOL"];

    [Fact]
    public async Task Ccxt_reads_positions_funding_margin_steps_and_marks_as_they_are()
    {
        // The clock stands while ccxt's runs on: a scale widens by how much the venue lets a timestamp be off.
        await using var sandbox = await Sandboxes.StartAsync(o => o with { EnforceLimits = false, Perpetuals = true, TimeScale = 60 });
        sandbox.Clock.Freeze();
        var now = sandbox.Clock.GetUtcNow();
        var (open, events) = (sandbox.World.Read("binance", AccountNames.Main, b => b.Perpetuals.Open), sandbox.Truth.Events("binance", AccountNames.Main));
        var answer = await Ccxt.RunAsync("binanceusdm", sandbox.Endpoints["binance"].Rest, sandbox.Key("binance", KeyNames.Read),
        [
            new JudgeCall("loadTimeDifference"), new JudgeCall("fetchPositions"), new JudgeCall("fetchFundingHistory", null, now.AddDays(-30).ToUnixTimeMilliseconds(), 1000), new JudgeCall("fetchLeverageTiers"), new JudgeCall("fetchBalance"),
            .. Coins.SelectMany(c => (JudgeCall[])[new("fetchTicker", $"{c}/USDT:USDT"), new("fetchMarkPrice", $"{c}/USDT:USDT"), new("fetchFundingRate", $"{c}/USDT:USDT")]),
        ]);

        Positions(answer, sandbox, open, now);
        Funding(answer, events);
        Steps(answer, open);
        Prices(answer, sandbox, open, now);
        // The margin balance: wallet and unrealised profit.
        var worth = sandbox.World.Read("binance", AccountNames.Main, b => b.Perpetuals.Wallet) + open.Sum(p => p.Profit(sandbox.World.Prices.Mark(p.Contract.Market, now)));
        Assert.Equal(decimal.Round(worth, 8), answer.Of("fetchBalance")[0].GetProperty("total").Decimal("USDT"));
    }

    private static void Positions(JudgeAnswer answer, SandboxServer sandbox, IReadOnlyList<PerpetualPosition> open, DateTimeOffset now)
    {
        var read = answer.Rows("fetchPositions").ToDictionary(p => p.Text("symbol")!);
        Assert.Equal(open.Select(p => p.Contract.Name + ":USDT"), read.Keys.Order(StringComparer.Ordinal));
        foreach (var p in open)
        {
            var (row, mark) = (read[p.Contract.Name + ":USDT"], sandbox.World.Prices.Mark(p.Contract.Market, now));
            Assert.Equal((Math.Abs(p.Quantity), p.Quantity > 0 ? "long" : "short"), (row.Decimal("contracts"), row.Text("side")));
            Assert.Equal((p.Entry, mark, p.Profit(mark)), (row.Decimal("entryPrice"), row.Decimal("markPrice"), row.Decimal("unrealizedPnl")));
            Assert.Equal((p.IsIsolated ? "isolated" : "cross", p.Notional(mark)), (row.Text("marginMode"), row.Decimal("notional")));
            var price = sandbox.World.Read("binance", AccountNames.Main, b => b.Perpetuals.GroupOf(p, c => sandbox.World.Prices.Mark(c.Market, now)).LiquidationPrice(p));
            Assert.Equal(price == 0, row.Text("liquidationPrice") is null);
            if (price != 0) Assert.Equal(price, row.Decimal("liquidationPrice")); // ccxt drops zeros at the end
            Assert.Equal(p.Contract.TierOf(p.Notional(mark)).Rate, row.Decimal("maintenanceMarginPercentage"));
        }
    }

    private static void Funding(JudgeAnswer answer, IReadOnlyList<EconomicEvent> events)
    {
        var expected = events.Where(e => e.Kind == EconomicKind.Funding).Select(e => (e.Time.ToUnixTimeMilliseconds(), e.Perpetual!.Contract.Name + ":USDT", e.Legs[0].Amount)).Order().ToList();
        Assert.True(expected.Count > 100);
        Assert.Equal(expected, answer.Rows("fetchFundingHistory").Select(r => (r.Milliseconds(), r.Text("symbol")!, r.Decimal("amount"))).Order());
    }

    private static void Steps(JudgeAnswer answer, IReadOnlyList<PerpetualPosition> open)
    {
        foreach (var contract in open.Select(p => p.Contract))
        {
            var read = answer.Of("fetchLeverageTiers")[0].GetProperty(contract.Name + ":USDT").EnumerateArray().Select(t => (t.Decimal("minNotional"), t.Decimal("maxNotional"), t.Decimal("maintenanceMarginRate"), t.Decimal("maxLeverage")));
            Assert.Equal(contract.Tiers.Select(t => (t.Floor, t.Cap, t.Rate, (decimal)t.MaxLeverage)), read);
        }
    }

    private static void Prices(JudgeAnswer answer, SandboxServer sandbox, IReadOnlyList<PerpetualPosition> open, DateTimeOffset now)
    {
        var byCoin = open.ToDictionary(p => p.Contract.Market.Base, p => p.Contract);
        foreach (var (coin, at) in Coins.Select((c, i) => (c, i)))
        {
            var contract = byCoin[coin];
            Assert.Equal(sandbox.World.Prices.Last(contract.Market, now), answer.Of("fetchTicker")[at].Decimal("last"));
            Assert.Equal(sandbox.World.Prices.Mark(contract.Market, now), answer.Of("fetchMarkPrice")[at].Decimal("markPrice"));
            Assert.Equal((contract.FundingRate(sandbox.World.Seed, now), PerpetualContract.NextFunding(now).ToUnixTimeMilliseconds()), (answer.Of("fetchFundingRate")[at].Decimal("fundingRate"), answer.Of("fetchFundingRate")[at].Milliseconds("fundingTimestamp")));
        }
    }
}
