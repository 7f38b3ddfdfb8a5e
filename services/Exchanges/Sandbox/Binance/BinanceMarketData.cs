using System.Text.Json;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Binance;

/// <summary>Binance's public prices.</summary>
internal static class BinanceMarketData
{
    internal static Dictionary<string, TimeSpan> Intervals { get; } = new(StringComparer.Ordinal)
    {
        ["1s"] = TimeSpan.FromSeconds(1), ["1m"] = TimeSpan.FromMinutes(1), ["3m"] = TimeSpan.FromMinutes(3), ["5m"] = TimeSpan.FromMinutes(5), ["15m"] = TimeSpan.FromMinutes(15),
        ["30m"] = TimeSpan.FromMinutes(30), ["1h"] = TimeSpan.FromHours(1), ["2h"] = TimeSpan.FromHours(2), ["4h"] = TimeSpan.FromHours(4), ["6h"] = TimeSpan.FromHours(6),
        ["8h"] = TimeSpan.FromHours(8), ["12h"] = TimeSpan.FromHours(12), ["1d"] = TimeSpan.FromDays(1), ["3d"] = TimeSpan.FromDays(3), ["1w"] = TimeSpan.FromDays(7),
    };

    public static BinanceError? Ping(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteEndObject();
        return null;
    }

    public static BinanceError? Time(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("serverTime", call.Site.VenueNow().ToUnixTimeMilliseconds());
        json.WriteEndObject();
        return null;
    }

    public static BinanceError? Prices(BinanceCall call, Utf8JsonWriter json) => Each(call, json, market =>
        json.WriteRawValue($$"""{"symbol":"{{BinanceCodes.Symbol(market)}}","price":"{{BinanceCodes.Amount(call.Site.Prices.Last(market, call.Site.Clock.GetUtcNow()))}}"}"""));

    public static BinanceError? Books(BinanceCall call, Utf8JsonWriter json) => Each(call, json, market =>
    {
        var (bid, ask) = call.Site.Prices.Book(market, call.Site.Clock.GetUtcNow());
        json.WriteRawValue($$"""{"symbol":"{{BinanceCodes.Symbol(market)}}","bidPrice":"{{BinanceCodes.Amount(bid)}}","bidQty":"1.00000000","askPrice":"{{BinanceCodes.Amount(ask)}}","askQty":"1.00000000"}""");
    });

    public static BinanceError? Days(BinanceCall call, Utf8JsonWriter json) => Each(call, json, market => json.WriteRawValue(Day(call, market)));

    /// <summary>Candles: ascending, inclusive by open time, a thousand at most.</summary>
    public static BinanceError? Candles(BinanceCall call, Utf8JsonWriter json)
    {
        if (call.Market is not { } market) return call["symbol"] is null ? BinanceError.Missing("symbol") : BinanceError.BadSymbol;
        if (call["interval"] is not { } name || !Intervals.TryGetValue(name, out var length)) return new BinanceError(-1120, "Invalid interval.");
        var (limit, step, now) = (call.Limit(500, 1000), (long)length.TotalMilliseconds, call.Now);
        var last = Math.Min(call.Long("endTime") ?? now, now) / step * step;
        var earliest = call.Site.World.Origin.ToUnixTimeMilliseconds();
        var first = call.Long("startTime") is { } start ? (Math.Max(start, earliest) + step - 1) / step * step : Math.Max(last - ((limit - 1) * step), (earliest + step - 1) / step * step);
        json.WriteStartArray();
        for (var (open, left) = (first, limit); open <= last && left > 0; open += step, left--) WriteCandle(json, call, market, open, length);
        json.WriteEndArray();
        return null;
    }

    public static BinanceError? Depth(BinanceCall call, Utf8JsonWriter json)
    {
        if (call.Market is not { } market) return BinanceError.BadSymbol;
        var (bid, ask) = call.Site.Prices.Book(market, call.Site.Clock.GetUtcNow());
        var levels = Math.Clamp(call.Long("limit") ?? 100, 1, 5000);
        json.WriteStartObject();
        json.WriteNumber("lastUpdateId", call.Now);
        foreach (var (side, price, step) in ((string, decimal, decimal)[])[("bids", bid, -market.Tick), ("asks", ask, market.Tick)])
        {
            json.WriteStartArray(side);
            for (var level = 0; level < levels && price + (level * step) > 0; level++)
                json.WriteRawValue($"[\"{BinanceCodes.Amount(price + (level * step))}\",\"{BinanceCodes.Amount((level + 1) * 0.5m)}\"]");
            json.WriteEndArray();
        }

        json.WriteEndObject();
        return null;
    }

    /// <summary>The rolling day of a market as JSON, as REST and streams tell it.</summary>
    internal static string Day(BinanceCall call, VenueMarket market)
    {
        var (now, prices) = (call.Site.Clock.GetUtcNow(), call.Site.Prices);
        var day = prices.Candle(market, now.AddDays(-1), TimeSpan.FromDays(1), now);
        var (bid, ask) = prices.Book(market, now);
        var change = day.Open == 0 ? 0 : decimal.Round((day.Close - day.Open) / day.Open * 100, 3);
        return $$"""
            {"symbol":"{{BinanceCodes.Symbol(market)}}","priceChange":"{{BinanceCodes.Amount(day.Close - day.Open)}}","priceChangePercent":"{{change}}","weightedAvgPrice":"{{BinanceCodes.Amount(day.Close)}}",
            "prevClosePrice":"{{BinanceCodes.Amount(day.Open)}}","lastPrice":"{{BinanceCodes.Amount(day.Close)}}","lastQty":"{{BinanceCodes.Amount(market.MinQuantity)}}","bidPrice":"{{BinanceCodes.Amount(bid)}}","bidQty":"1.00000000",
            "askPrice":"{{BinanceCodes.Amount(ask)}}","askQty":"1.00000000","openPrice":"{{BinanceCodes.Amount(day.Open)}}","highPrice":"{{BinanceCodes.Amount(day.High)}}","lowPrice":"{{BinanceCodes.Amount(day.Low)}}",
            "volume":"{{BinanceCodes.Amount(day.Volume)}}","quoteVolume":"{{BinanceCodes.Amount(day.Volume * day.Close)}}","openTime":{{now.AddDays(-1).ToUnixTimeMilliseconds()}},"closeTime":{{now.ToUnixTimeMilliseconds()}},"firstId":1,"lastId":{{day.Trades}},"count":{{day.Trades}}}
            """;
    }

    private static BinanceError? Each(BinanceCall call, Utf8JsonWriter json, Action<VenueMarket> write)
    {
        if (call["symbol"] is not null)
        {
            if (call.Market is not { } one) return BinanceError.BadSymbol;
            write(one);
            return null;
        }

        var markets = call["symbols"] is { } list ? JsonSerializer.Deserialize<string[]>(list)!.Select(s => BinanceCodes.Find(call.Site.Profile, s)).ToList() : [.. call.Site.Profile.Markets];
        if (markets.Contains(null)) return BinanceError.BadSymbol;
        json.WriteStartArray();
        foreach (var market in markets) write(market!);
        json.WriteEndArray();
        return null;
    }

    private static void WriteCandle(Utf8JsonWriter json, BinanceCall call, VenueMarket market, long open, TimeSpan length)
    {
        var c = call.Site.Prices.Candle(market, DateTimeOffset.FromUnixTimeMilliseconds(open), length, call.Site.Clock.GetUtcNow());
        var quote = BinanceCodes.Amount(c.Volume * c.Close);
        json.WriteRawValue($"[{open},\"{BinanceCodes.Amount(c.Open)}\",\"{BinanceCodes.Amount(c.High)}\",\"{BinanceCodes.Amount(c.Low)}\",\"{BinanceCodes.Amount(c.Close)}\",\"{BinanceCodes.Amount(c.Volume)}\",{open + (long)length.TotalMilliseconds - 1},\"{quote}\",{c.Trades},\"{BinanceCodes.Amount(c.Volume / 2)}\",\"{quote}\",\"0\"]");
    }
}
