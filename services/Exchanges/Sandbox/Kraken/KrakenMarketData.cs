using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Kraken;

/// <summary>Kraken's public endpoints that tell what is traded and what it costs.</summary>
internal static class KrakenMarketData
{
    private static readonly int[] Intervals = [1, 5, 15, 30, 60, 240, 1440, 10080, 21600];

    public static string? Time(KrakenCall call, Utf8JsonWriter json)
    {
        var now = call.Site.VenueNow();
        json.WriteStartObject();
        json.WriteNumber("unixtime", now.ToUnixTimeSeconds());
        json.WriteString("rfc1123", now.ToString("ddd, dd MMM yy HH:mm:ss +0000", CultureInfo.InvariantCulture));
        json.WriteEndObject();
        return null;
    }

    public static string? SystemStatus(KrakenCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("status", "online");
        json.WriteString("timestamp", call.Site.VenueNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteEndObject();
        return null;
    }

    /// <summary>OHLC: the last 720 candles at most, the newest unfinished.</summary>
    public static string? Candles(KrakenCall call, Utf8JsonWriter json)
    {
        if (call.Pair is not { } market) return "EQuery:Unknown asset pair";
        var minutes = (int)(call.Number("interval") ?? 1);
        if (!Intervals.Contains(minutes)) return "EGeneral:Invalid arguments:interval";
        var (now, length) = (call.Site.Clock.GetUtcNow(), TimeSpan.FromMinutes(minutes));
        var newest = now.ToUnixTimeSeconds() / (minutes * 60) * (minutes * 60L);
        var oldest = Math.Max(newest - (719L * minutes * 60), Math.Max((long)(call.Number("since") ?? 0), call.Site.World.Origin.ToUnixTimeSeconds()));
        json.WriteStartObject();
        json.WriteStartArray(KrakenCodes.PairId(market));
        for (var open = (oldest + (minutes * 60) - 1) / (minutes * 60) * (minutes * 60L); open <= newest; open += minutes * 60)
            WriteCandle(json, market, call.Site.Prices.Candle(market, DateTimeOffset.FromUnixTimeSeconds(open), length, now));
        json.WriteEndArray();
        json.WriteNumber("last", newest - (minutes * 60));
        json.WriteEndObject();
        return null;
    }

    /// <summary>Public trades: about one every quarter of a minute, a thousand at most from <c>since</c> (nanoseconds) on.</summary>
    public static string? Trades(KrakenCall call, Utf8JsonWriter json)
    {
        if (call.Pair is not { } market) return "EQuery:Unknown asset pair";
        const long Every = 15;
        var (count, now) = ((int)Math.Clamp(call.Number("count") ?? 1000, 1, 1000), call.Site.Clock.GetUtcNow().ToUnixTimeSeconds());
        var first = call.Number("since") is { } since ? (long)(since / 1_000_000_000m / Every) + 1 : (now / Every) - count + 1;
        var last = Math.Min(first + count - 1, now / Every);
        json.WriteStartObject();
        json.WriteStartArray(KrakenCodes.PairId(market));
        for (var number = first; number <= last; number++) WriteTrade(json, call, market, number, number * Every);
        json.WriteEndArray();
        json.WriteString("last", (Math.Max(first - 1, last) * Every * 1_000_000_000m).ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
        return null;
    }

    /// <summary>Order book: a few levels around the price.</summary>
    public static string? Depth(KrakenCall call, Utf8JsonWriter json)
    {
        if (call.Pair is not { } market) return "EQuery:Unknown asset pair";
        var now = call.Site.Clock.GetUtcNow();
        var (bid, ask) = call.Site.Prices.Book(market, now);
        json.WriteStartObject();
        json.WriteStartObject(KrakenCodes.PairId(market));
        foreach (var (side, price, step) in ((string, decimal, decimal)[])[("asks", ask, market.Tick), ("bids", bid, -market.Tick)])
        {
            json.WriteStartArray(side);
            for (var level = 0; level < Math.Clamp(call.Number("count") ?? 10, 1, 100) && price + (level * step) > 0; level++)
                json.WriteRawValue($"[\"{price + (level * step)}\",\"{(level + 1) * 0.5m}\",{now.ToUnixTimeSeconds()}]");
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        return null;
    }

    private static void WriteCandle(Utf8JsonWriter json, VenueMarket market, SimulatedCandle c)
    {
        var average = decimal.Round((c.High + c.Low + c.Close) / 3, market.PriceDecimals);
        json.WriteRawValue($"[{c.OpenTime.ToUnixTimeSeconds()},\"{c.Open}\",\"{c.High}\",\"{c.Low}\",\"{c.Close}\",\"{average}\",\"{c.Volume}\",{c.Trades}]");
    }

    private static void WriteTrade(Utf8JsonWriter json, KrakenCall call, VenueMarket market, long number, long seconds)
    {
        var dice = new Dice(Noise.Of((ulong)number, market.Name));
        var price = call.Site.Prices.Last(market, DateTimeOffset.FromUnixTimeSeconds(seconds));
        json.WriteRawValue($"[\"{price}\",\"{market.MinQuantity * (1 + dice.Below(500))}\",{seconds}.0000000,\"{(dice.Chance(0.5) ? 'b' : 's')}\",\"l\",\"\",{number}]");
    }
}
