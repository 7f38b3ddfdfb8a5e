using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Tests.Judge;

/// <summary>What the sandbox's Bitfinex says of perpetuals, read by npm ccxt (<c>bitfinex</c>), unmodified but for its base address, and held against the truth at a clock that stands.</summary>
public sealed class BitfinexPerpetualJudgeTests
{
    private const string Venue = "bitfinex";
    private static readonly string[] Symbols = ["BTC/USDT:USDT", "ETH/USDT:USDT", "SOL/USDT:USDT"];

    [Fact]
    public async Task Ccxt_reads_positions_margin_marks_and_funding_as_they_are()
    {
        await using var sandbox = await Sandboxes.StartAsync(o => o with { EnforceLimits = false, Perpetuals = true, TimeScale = 60 });
        sandbox.Clock.Freeze();
        var now = sandbox.Clock.GetUtcNow();
        var since = now.AddDays(-7);
        var open = sandbox.World.Read(Venue, AccountNames.Main, b => b.Perpetuals.Open);
        var answer = await Ccxt.RunAsync(Venue, sandbox.Endpoints[Venue].Rest, sandbox.Key(Venue, KeyNames.Read),
        [
            new JudgeCall("fetchPositions"), new JudgeCall("fetchFundingRates", (object)Symbols), new JudgeCall("fetchBalance", new { type = "derivatives" }),
            new JudgeCall("fetchFundingRateHistory", Symbols[0], since.ToUnixTimeMilliseconds(), 100), new JudgeCall("fetchMarkets"), new JudgeCall("fetchMyTrades", Symbols[0]),
        ]);

        Positions(answer, sandbox, open, now);
        Funding(answer, sandbox, open, now, since);
        Fills(answer, sandbox);
        Assert.Equal(sandbox.World.Read(Venue, AccountNames.Main, b => b.Perpetuals.Wallet), answer.Of("fetchBalance")[0].GetProperty("total").Decimal("USDT"));
        Assert.Equal(10, answer.Rows("fetchMarkets").Count(m => m.Text("type") == "swap"));
    }

    private static void Positions(JudgeAnswer answer, SandboxServer sandbox, IReadOnlyList<PerpetualPosition> open, DateTimeOffset now)
    {
        var read = answer.Rows("fetchPositions").ToDictionary(p => p.Text("symbol")!);
        Assert.Equal(Symbols, read.Keys.Order(StringComparer.Ordinal));
        foreach (var p in open)
        {
            var (row, mark) = (read[p.Contract.Name + ":USDT"], sandbox.World.Prices.Mark(p.Contract.Market, now));
            Assert.Equal((p.Quantity, p.Quantity > 0 ? "long" : "short"), (row.Decimal("notional"), row.Text("side"))); // ccxt calls the signed amount so here
            Assert.Equal((p.Entry, p.Profit(mark), p.IsolatedWallet), (row.Decimal("entryPrice"), row.Decimal("unrealizedPnl"), row.Decimal("collateral")));
            Assert.Equal((decimal.Round(p.Contract.Maintenance(p.Notional(mark)), 8), (decimal)p.Leverage), (row.Decimal("maintenanceMargin"), row.Decimal("leverage")));
            Assert.Equal((true, "isolated"), (p.IsIsolated, row.Text("marginMode")));
            var price = sandbox.World.Read(Venue, AccountNames.Main, b => b.Perpetuals.GroupOf(p, c => sandbox.World.Prices.Mark(c.Market, now)).LiquidationPrice(p));
            Assert.Equal(price, row.Decimal("liquidationPrice"));
        }
    }

    private static void Fills(JudgeAnswer answer, SandboxServer sandbox)
    {
        var truth = sandbox.World.Read(Venue, AccountNames.Main, b => b.Events.Where(e => e is { Kind: EconomicKind.PerpetualFee, Perpetual: { TradeId: not null, Contract.Market.Base: "BTC" } }).ToArray());
        var told = answer.Rows("fetchMyTrades").ToArray();
        Assert.NotEmpty(truth);
        Assert.Equal(
            truth.Select(e => ($"{e.Perpetual!.TradeId}", e.Perpetual.Quantity > 0 ? "buy" : "sell", Math.Abs(e.Perpetual.Quantity), e.Perpetual.Price, -e.Legs[0].Amount)),
            told.Select(r => (r.Text("id")!, r.Text("side")!, r.Decimal("amount"), r.Decimal("price"), r.GetProperty("fee").Decimal("cost"))));
    }

    private static void Funding(JudgeAnswer answer, SandboxServer sandbox, IReadOnlyList<PerpetualPosition> open, DateTimeOffset now, DateTimeOffset since)
    {
        foreach (var p in open)
        {
            var row = answer.Of("fetchFundingRates")[0].GetProperty(p.Contract.Name + ":USDT");
            Assert.Equal((sandbox.World.Prices.Mark(p.Contract.Market, now), p.Contract.FundingRate(sandbox.World.Seed, now)), (row.Decimal("markPrice"), row.Decimal("fundingRate")));
            Assert.Equal(PerpetualContract.NextFunding(now).ToUnixTimeMilliseconds(), row.Milliseconds("nextFundingTimestamp"));
        }

        var contract = open.Single(p => p.Contract.Market.Base == "BTC").Contract;
        var rates = answer.Rows("fetchFundingRateHistory").ToList();
        Assert.Equal(21, rates.Count);
        Assert.All(rates, r => Assert.True(r.Milliseconds() >= since.ToUnixTimeMilliseconds()));
        Assert.All(rates, r => Assert.Equal(contract.FundingRate(sandbox.World.Seed, DateTimeOffset.FromUnixTimeMilliseconds(r.Milliseconds())), r.Decimal("fundingRate")));
    }
}
