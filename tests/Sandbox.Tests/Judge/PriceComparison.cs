using System.Text.Json;

namespace PortfolioPlatform.Sandbox.Tests.Judge;

/// <summary>Tickers and candles at a clock that stands.</summary>
internal static class PriceComparison
{
    public static void Check(VenueJudge judge, string method, JudgeAnswer answer, SandboxServer sandbox, string[] markets)
    {
        var value = answer.Of(method)[0];
        if (method == "fetchTicker") Ticker(judge, judge.Market, value, sandbox);
        else if (method == "fetchOHLCV") Candles(judge, value, sandbox);
        else
            foreach (var market in markets) Ticker(judge, market, value.GetProperty(market), sandbox);
    }

    private static void Ticker(VenueJudge judge, string market, JsonElement ticker, SandboxServer sandbox)
    {
        var now = sandbox.Clock.GetUtcNow();
        var (bid, ask) = sandbox.World.Prices.Book(sandbox.Truth.Markets(judge.Venue).Single(m => m.Name == market), now);
        Assert.Equal(market, ticker.Text("symbol"));
        Assert.Equal(sandbox.Truth.Price(judge.Venue, market, now), ticker.Decimal("last"));
        if (ticker.Text("bid") is not null) Assert.Equal((bid, ask), (ticker.Decimal("bid"), ticker.Decimal("ask")));
    }

    private static void Candles(VenueJudge judge, JsonElement value, SandboxServer sandbox)
    {
        var market = sandbox.Truth.Markets(judge.Venue).Single(m => m.Name == judge.Market);
        var (now, length) = (sandbox.Clock.GetUtcNow(), judge.Candles.Length);
        var rows = value.EnumerateArray().ToList();
        Assert.InRange(rows.Count, 40, 62);
        foreach (var row in rows)
        {
            var open = DateTimeOffset.FromUnixTimeMilliseconds(row[0].GetInt64());
            var candle = sandbox.World.Prices.Candle(market, open, length, now);
            Assert.Equal((candle.Open, candle.High, candle.Low, candle.Close), (row[1].AsDecimal(), row[2].AsDecimal(), row[3].AsDecimal(), row[4].AsDecimal()));
        }
    }
}
