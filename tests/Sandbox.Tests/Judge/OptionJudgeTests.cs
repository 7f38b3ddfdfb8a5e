using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Tests.Judge;

/// <summary>What the sandbox says of options, read by npm ccxt (<c>deribit</c>), unmodified but for its base address, and held against the truth at a clock that stands.</summary>
public sealed class OptionJudgeTests
{
    private const string Venue = "deribit";

    [Fact]
    public async Task Ccxt_reads_positions_wallets_slopes_and_books_as_they_are()
    {
        await using var sandbox = await Sandboxes.StartAsync(o => o with { EnforceLimits = false, Options = true, TimeScale = 60 });
        sandbox.Clock.Freeze();
        var now = sandbox.Clock.GetUtcNow();
        OptionQuote Quote(OptionContract c) => sandbox.World.Options.Quote(c, now);
        var open = sandbox.World.Read(Venue, AccountNames.Main, b => b.Options.Open);
        var listed = sandbox.World.Options.Listed(now).Where(c => c.IsCall && Quote(c).Mark > 0.01m).Take(3).ToList();
        var answer = await Ccxt.RunAsync(Venue, sandbox.Endpoints[Venue].Rest, sandbox.Key(Venue, KeyNames.Read),
        [
            new JudgeCall("fetchPositions"), new JudgeCall("fetchBalance"), new JudgeCall("fetchDeposits", "BTC", null, 5),
            .. listed.SelectMany(c => (JudgeCall[])[new("fetchGreeks", Symbol(c)), new("fetchOrderBook", Symbol(c), 20)]),
        ]);

        var positions = answer.Rows("fetchPositions").ToDictionary(p => p.GetProperty("info").Text("instrument_name")!);
        Assert.NotEmpty(open);
        Assert.Equal(open.Select(p => p.Contract.Name), positions.Keys.Order(StringComparer.Ordinal));
        foreach (var p in open)
        {
            var row = positions[p.Contract.Name];
            Assert.Equal((p.Quantity, p.Average, Quote(p.Contract).Mark, p.Quantity * (Quote(p.Contract).Mark - p.Average)), (row.Decimal("contracts"), row.Decimal("entryPrice"), row.Decimal("markPrice"), row.Decimal("unrealizedPnl")));
            Assert.Equal(p.Quantity > 0 ? "long" : "short", row.Text("side"));
        }

        foreach (var asset in OptionMarket.Assets)
            Assert.Equal(sandbox.World.Read(Venue, AccountNames.Main, b => b.Options.Equity(asset, Quote)), answer.Of("fetchBalance")[0].GetProperty("total").Decimal(asset));
        Assert.Equal(5, answer.Rows("fetchDeposits").Count);
        foreach (var (c, at) in listed.Select((c, i) => (c, i)))
        {
            var (quote, greeks, book) = (Quote(c), answer.Of("fetchGreeks")[at], answer.Of("fetchOrderBook")[at]);
            Assert.Equal((quote.Mark, quote.Forward, quote.Volatility), (greeks.Decimal("markPrice"), greeks.Decimal("underlyingPrice"), greeks.Decimal("markImpliedVolatility")));
            Assert.Equal(quote.Delta, (double)greeks.Decimal("delta"), 5);
            Assert.Equal((20, 20), (book.GetProperty("bids").GetArrayLength(), book.GetProperty("asks").GetArrayLength()));
            Assert.Equal(sandbox.World.Options.Book(c, now).Bid, decimal.Parse(book.GetProperty("bids")[0][0].ToString(), System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static string Symbol(OptionContract c) => FormattableString.Invariant($"{c.Asset}/USD:{c.Asset}-{c.Expiry:yyMMdd}-{c.Strike:0}-{(c.IsCall ? "C" : "P")}");
}
