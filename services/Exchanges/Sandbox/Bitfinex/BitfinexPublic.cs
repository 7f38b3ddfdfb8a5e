using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary>Public REST: status, configuration, tickers, candles, trades.</summary>
internal sealed class BitfinexPublic(VenueSite site, BitfinexGate gate)
{
    private readonly BitfinexConfiguration _configuration = new(site);
    private readonly BitfinexDerivativeStatus _derivatives = new(site);

    private static readonly Dictionary<string, TimeSpan> Frames = new(StringComparer.Ordinal)
    {
        ["1m"] = TimeSpan.FromMinutes(1), ["5m"] = TimeSpan.FromMinutes(5), ["15m"] = TimeSpan.FromMinutes(15), ["30m"] = TimeSpan.FromMinutes(30), ["1h"] = TimeSpan.FromHours(1),
        ["3h"] = TimeSpan.FromHours(3), ["4h"] = TimeSpan.FromHours(4), ["6h"] = TimeSpan.FromHours(6), ["12h"] = TimeSpan.FromHours(12), ["1D"] = TimeSpan.FromDays(1), ["1W"] = TimeSpan.FromDays(7), ["7D"] = TimeSpan.FromDays(7),
    };

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v2/platform/status", gate.Public("status", 30, context => context.SendAsync("[1]"u8.ToArray())));
        routes.MapGet("/v2/conf/{config}", gate.Public("conf", 90, context => Send(context, json => _configuration.Write(json, Route(context, "config")))));
        routes.MapGet("/v2/tickers", gate.Public("tickers", 30, TickersAsync));
        routes.MapGet("/v2/ticker/{symbol}", gate.Public("ticker", 90, TickerAsync));
        routes.MapGet("/v2/candles/{spec}/hist", gate.Public("candles", 30, context => CandlesAsync(context, false)));
        routes.MapGet("/v2/candles/{spec}/last", gate.Public("candles", 30, context => CandlesAsync(context, true)));
        routes.MapGet("/v2/status/deriv", gate.Public("status", 90, _derivatives.ListAsync));
        routes.MapGet("/v2/status/deriv/{symbol}/hist", gate.Public("status", 90, _derivatives.HistoryAsync));
        routes.MapGet("/v2/trades/{symbol}/hist", gate.Public("trades", 15, TradesAsync));
    }

    /// <summary>The market of a trading symbol (<c>tDOGE:USD</c>); null when there is none.</summary>
    public static VenueMarket? Find(VenueSite site, string? symbol) =>
        site.Profile.Markets.FirstOrDefault(m => string.Equals(BitfinexCodes.Market(m.Base, m.Quote), symbol, StringComparison.Ordinal));

    /// <summary>The ten numbers of a ticker.</summary>
    public static void WriteTicker(Utf8JsonWriter json, PriceBoard prices, VenueMarket market, DateTimeOffset now)
    {
        var day = prices.Candle(market, now.AddDays(-1), TimeSpan.FromDays(1), now);
        var (bid, ask) = prices.Book(market, now);
        decimal[] numbers = [bid, market.Lot * 900, ask, market.Lot * 700, day.Close - day.Open, decimal.Round((day.Close - day.Open) / day.Open, 8), prices.Last(market, now), day.Volume, day.High, day.Low];
        foreach (var number in numbers) json.Number(number);
    }

    private Task TickersAsync(HttpContext context)
    {
        var wanted = context.Request.Query["symbols"].ToString().Split(',').ToHashSet(StringComparer.Ordinal);
        var now = site.Clock.Milliseconds();
        return Send(context, json =>
        {
            json.WriteStartArray();
            foreach (var market in site.Profile.Markets)
            {
                var symbol = BitfinexCodes.Market(market.Base, market.Quote);
                if (!wanted.Contains("ALL") && !wanted.Contains(symbol)) continue;
                json.WriteStartArray();
                json.WriteStringValue(symbol);
                WriteTicker(json, site.Prices, market, now);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        });
    }

    private Task TickerAsync(HttpContext context) => Find(site, Route(context, "symbol")) is { } market
        ? Send(context, json =>
        {
            json.WriteStartArray();
            WriteTicker(json, site.Prices, market, site.Clock.Milliseconds());
            json.WriteEndArray();
        })
        : context.SendAsync(BitfinexError.BadSymbol);

    private Task CandlesAsync(HttpContext context, bool last)
    {
        var parts = Route(context, "spec").Split(':', 3);
        if (parts.Length != 3 || !Frames.TryGetValue(parts[1], out var frame) || Find(site, parts[2]) is not { } market) return context.SendAsync(BitfinexError.BadSymbol);
        if (BitfinexRange.Read(name => context.Request.Query[name], 10_000, last ? 1 : 100) is not { } range) return context.SendAsync(BitfinexError.BadLimit);
        var step = (long)frame.TotalMilliseconds;
        var now = site.Clock.Milliseconds();
        var end = Math.Min(range.End, now.ToUnixTimeMilliseconds()) / step * step;
        var start = Math.Max((range.Start + step - 1) / step * step, site.World.Origin.ToUnixTimeMilliseconds() / step * step);
        if (!range.OldestFirst) start = Math.Max(start, end - (step * (range.Limit - 1)));
        else end = Math.Min(end, start + (step * (range.Limit - 1)));
        return Send(context, json =>
        {
            json.WriteStartArray();
            for (var i = 0; i <= (end - start) / step; i++) WriteCandle(json, market, range.OldestFirst ? start + (i * step) : end - (i * step), frame, now, nested: !last);
            json.WriteEndArray();
        });
    }

    private void WriteCandle(Utf8JsonWriter json, VenueMarket market, long open, TimeSpan frame, DateTimeOffset now, bool nested)
    {
        var candle = site.Prices.Candle(market, DateTimeOffset.FromUnixTimeMilliseconds(open), frame, now);
        if (nested) json.WriteStartArray();
        json.WriteNumberValue(open);
        foreach (var number in (ReadOnlySpan<decimal>)[candle.Open, candle.Close, candle.High, candle.Low, candle.Volume]) json.Number(number);
        if (nested) json.WriteEndArray();
    }

    private Task TradesAsync(HttpContext context)
    {
        if (Find(site, Route(context, "symbol")) is not { } market) return context.SendAsync(BitfinexError.BadSymbol);
        if (BitfinexRange.Read(name => context.Request.Query[name], 10_000, 125) is not { } range) return context.SendAsync(BitfinexError.BadLimit);
        var newest = Math.Min(range.End, site.Clock.Milliseconds().ToUnixTimeMilliseconds()) / 1000;
        return Send(context, json =>
        {
            json.WriteStartArray();
            for (var i = 0; i < range.Limit && (newest - i) * 1000 >= range.Start; i++) WriteTrade(json, site.Prices, market, (newest - i) * 1000);
            json.WriteEndArray();
        });
    }

    /// <summary>A public trade: id, time, signed amount, price.</summary>
    public static void WriteTrade(Utf8JsonWriter json, PriceBoard prices, VenueMarket market, long time)
    {
        var hash = Noise.Of((ulong)time, market.Name);
        json.WriteStartArray();
        json.WriteNumberValue(time / 250 % 10_000_000_000);
        json.WriteNumberValue(time);
        json.Number(market.Lot * (1 + (long)(hash % 900)) * (hash % 2 == 0 ? 1 : -1));
        json.Number(prices.Last(market, DateTimeOffset.FromUnixTimeMilliseconds(time)));
        json.WriteEndArray();
    }

    private static string Route(HttpContext context, string name) => ((string)context.Request.RouteValues[name]!).ToString(CultureInfo.InvariantCulture);

    private static Task Send(HttpContext context, Action<Utf8JsonWriter> write) => context.SendAsync(WireAnswer.Json(write));
}
