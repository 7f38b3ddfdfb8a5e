using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Huobi;

/// <summary>Prices over REST: tickers, candles.</summary>
internal sealed class HuobiMarketData(VenueSite site, HuobiGate gate)
{
    private const int Limit = 1600;

    /// <summary>Length of each candle period.</summary>
    public static IReadOnlyDictionary<string, TimeSpan> Periods { get; } = new Dictionary<string, TimeSpan>(StringComparer.Ordinal)
    {
        ["1min"] = TimeSpan.FromMinutes(1), ["5min"] = TimeSpan.FromMinutes(5), ["15min"] = TimeSpan.FromMinutes(15), ["30min"] = TimeSpan.FromMinutes(30),
        ["60min"] = TimeSpan.FromHours(1), ["4hour"] = TimeSpan.FromHours(4), ["1day"] = TimeSpan.FromDays(1), ["1week"] = TimeSpan.FromDays(7),
    };

    // Days begin at midnight in Singapore.
    private const long DayOffset = 8 * 3600;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/market/tickers", gate.Public("market", Limit, TickersAsync));
        routes.MapGet("/market/detail/merged", gate.Public("market", Limit, MergedAsync));
        routes.MapGet("/market/history/kline", gate.Public("market", Limit, context => CandlesAsync(context, 150, 2000)));
        routes.MapGet("/market/history/candles", gate.Public("market", Limit, context => CandlesAsync(context, 150, 1000)));
    }

    private Task TickersAsync(HttpContext context)
    {
        var now = site.Clock.Milliseconds();
        return context.SendAsync(WireAnswer.Json(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("data");
            foreach (var market in site.Profile.Markets)
            {
                var (bid, ask) = site.Prices.Book(market, now);
                json.WriteStartObject();
                json.WriteString("symbol", HuobiCodes.Symbol(market));
                WriteDay(json, market, now);
                json.WriteNumber("bid", bid);
                json.WriteNumber("bidSize", market.Lot * 900);
                json.WriteNumber("ask", ask);
                json.WriteNumber("askSize", market.Lot * 700);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("status", "ok");
            json.WriteNumber("ts", site.VenueNow().ToUnixTimeMilliseconds());
            json.WriteEndObject();
        }));
    }

    private Task MergedAsync(HttpContext context)
    {
        var (symbol, now) = (context.Request.Query["symbol"].ToString(), site.Clock.Milliseconds());
        if (HuobiCodes.Find(site.Profile, symbol) is not { } market) return context.SendAsync(HuobiError.BadSymbol);
        var (bid, ask) = site.Prices.Book(market, now);
        return context.SendAsync(WireAnswer.Json(json =>
        {
            WriteHead(json, $"market.{symbol}.detail.merged");
            json.WriteStartObject("tick");
            json.WriteNumber("id", now.ToUnixTimeSeconds());
            json.WriteNumber("version", now.ToUnixTimeMilliseconds());
            WriteDay(json, market, now);
            WriteLevel(json, "bid", bid, market.Lot * 900);
            WriteLevel(json, "ask", ask, market.Lot * 700);
            json.WriteEndObject();
            json.WriteEndObject();
        }));
    }

    private Task CandlesAsync(HttpContext context, int standard, int most)
    {
        var query = context.Request.Query;
        if (HuobiCodes.Find(site.Profile, query["symbol"]) is not { } market) return context.SendAsync(HuobiError.BadSymbol);
        if (!Periods.TryGetValue(query["period"].ToString(), out var length)) return context.SendAsync(new HuobiError("invalid-parameter", 2002, "invalid period"));
        if (query.Long("size", standard) is not { } size || size < 1 || size > most) return context.SendAsync(new HuobiError("invalid-parameter", 2002, "invalid size"));
        var (now, seconds) = (site.Clock.Milliseconds(), (long)length.TotalSeconds);
        var last = Open(Math.Min(query.Long("to", long.MaxValue) ?? long.MaxValue, now.ToUnixTimeSeconds()), seconds);
        if (query.Long("from", 0) is > 0 and { } from) last = Math.Min(last, Open(from + seconds - 1, seconds) + ((size - 1) * seconds));
        var first = Math.Max(last - ((size - 1) * seconds), Open(Math.Max(query.Long("from", 0) ?? 0, site.World.Origin.ToUnixTimeSeconds()) + seconds - 1, seconds));
        return context.SendAsync(WireAnswer.Json(json =>
        {
            WriteHead(json, $"market.{HuobiCodes.Symbol(market)}.kline.{query["period"]}");
            json.WriteStartArray("data");
            for (var open = last; open >= first; open -= seconds) WriteCandle(json, site.Prices.Candle(market, DateTimeOffset.FromUnixTimeSeconds(open), length, now));
            json.WriteEndArray();
            json.WriteEndObject();
        }));
    }

    /// <summary>The second in which the candle of a time opens.</summary>
    public static long Open(long time, long seconds) => seconds < 86_400 ? time / seconds * seconds : ((time + DayOffset) / seconds * seconds) - DayOffset;

    /// <summary>A candle as an object of numbers.</summary>
    public static void WriteCandle(Utf8JsonWriter json, SimulatedCandle candle)
    {
        json.WriteStartObject();
        json.WriteNumber("id", candle.OpenTime.ToUnixTimeSeconds());
        WriteNumbers(json, candle);
        json.WriteEndObject();
    }

    private void WriteHead(Utf8JsonWriter json, string channel)
    {
        json.WriteStartObject();
        json.WriteString("ch", channel);
        json.WriteString("status", "ok");
        json.WriteNumber("ts", site.VenueNow().ToUnixTimeMilliseconds());
    }

    private void WriteDay(Utf8JsonWriter json, VenueMarket market, DateTimeOffset now) =>
        WriteNumbers(json, site.Prices.Candle(market, now.AddDays(-1), TimeSpan.FromDays(1), now));

    private static void WriteNumbers(Utf8JsonWriter json, SimulatedCandle candle)
    {
        json.WriteNumber("open", candle.Open);
        json.WriteNumber("close", candle.Close);
        json.WriteNumber("low", candle.Low);
        json.WriteNumber("high", candle.High);
        json.WriteNumber("amount", candle.Volume);
        json.WriteNumber("vol", candle.Volume * candle.Close);
        json.WriteNumber("count", candle.Trades);
    }

    private static void WriteLevel(Utf8JsonWriter json, string name, decimal price, decimal size)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(price);
        json.WriteNumberValue(size);
        json.WriteEndArray();
    }
}
