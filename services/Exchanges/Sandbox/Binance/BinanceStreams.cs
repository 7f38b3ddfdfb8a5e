using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Binance;

/// <summary>One connection to Binance's market streams: raw (<c>/ws/…</c>) or combined (<c>/stream</c>), more by SUBSCRIBE.</summary>
internal sealed class BinanceStreams
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private readonly VenueSite _site;
    private readonly SandboxSocket _socket;
    private readonly bool _combined;
    private readonly ConcurrentDictionary<string, decimal> _streams = new(StringComparer.Ordinal);

    public BinanceStreams(VenueSite site, SandboxSocket socket)
    {
        (_site, _socket) = (site, socket);
        _combined = socket.Context.Request.Path.StartsWithSegments("/stream", StringComparison.Ordinal);
        var names = _combined ? socket.Context.Request.Query["streams"].ToString() : (string?)socket.Context.Request.RouteValues["streams"] ?? "";
        foreach (var name in names.Split('/', StringSplitOptions.RemoveEmptyEntries)) _streams[name] = 0;
    }

    /// <summary>Serves until the client goes.</summary>
    public Task RunAsync() => _socket.RunLoopsAsync(ListenAsync, PublishAsync);

    private async Task ListenAsync()
    {
        while (await _socket.ReceiveAsync() is { } message)
            using (message) await _socket.AnswerAsync(Handle(message.RootElement));
    }

    private string Handle(JsonElement message)
    {
        var id = message.TryGetProperty("id", out var number) ? number.GetRawText() : "null";
        var names = message.TryGetProperty("params", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(p => p.GetString() ?? "").ToList() : [];
        switch (message.TryGetProperty("method", out var method) ? method.GetString() : null)
        {
            case "SUBSCRIBE":
                foreach (var name in names) _streams.TryAdd(name, 0);
                return $$"""{"result":null,"id":{{id}}}""";
            case "UNSUBSCRIBE":
                foreach (var name in names) _streams.TryRemove(name, out _);
                return $$"""{"result":null,"id":{{id}}}""";
            case "LIST_SUBSCRIPTIONS":
                return $$"""{"result":{{JsonSerializer.Serialize(_streams.Keys)}},"id":{{id}}}""";
            default:
                return $$"""{"error":{"code":2,"msg":"Invalid request: unknown variant"},"id":{{id}}}""";
        }
    }

    private async Task PublishAsync()
    {
        using var timer = new PeriodicTimer(Beat);
        for (var beat = 1; await timer.WaitForNextTickAsync(_socket.Closed); beat++)
        {
            var now = _site.Clock.GetUtcNow();
            foreach (var (name, last) in _streams)
            {
                if (name is "!miniTicker@arr")
                {
                    if (beat % 4 == 0) await SendAsync(name, $"[{string.Join(',', _site.Profile.Markets.Select(m => MiniTicker(m, now)))}]");
                    continue;
                }

                if (name.Contains("markPrice@", StringComparison.Ordinal) || name.EndsWith("@markPrice", StringComparison.Ordinal))
                {
                    if (beat % 4 == 0 && BinancePerpetuals.Mark(_site, name, now) is { } mark) await SendAsync(name, mark);
                    continue;
                }

                if (name.Split('@') is not [var symbol, var kind] || BinanceCodes.Find(_site.Profile, symbol.ToUpperInvariant()) is not { } market) continue;
                var price = _site.Prices.Last(market, now);
                if (price == last || !_streams.TryUpdate(name, price, last)) continue;
                if (Tell(market, kind, price, now) is { } text) await SendAsync(name, text);
            }
        }
    }

    private Task SendAsync(string name, string data) => _socket.SendAsync(_combined ? $$"""{"stream":"{{name}}","data":{{data}}}""" : data);

    private string? Tell(VenueMarket market, string kind, decimal price, DateTimeOffset now)
    {
        var (symbol, ms) = (BinanceCodes.Symbol(market), now.ToUnixTimeMilliseconds());
        var dice = new Dice(Noise.Of((ulong)ms, symbol));
        var (quantity, maker) = (BinanceCodes.Amount(market.MinQuantity * (1 + dice.Below(500))), dice.Chance(0.5) ? "true" : "false");
        return kind switch
        {
            "trade" => $$"""{"e":"trade","E":{{ms}},"s":"{{symbol}}","t":{{ms / 250}},"p":"{{BinanceCodes.Amount(price)}}","q":"{{quantity}}","T":{{ms}},"m":{{maker}},"M":true}""",
            "aggTrade" => $$"""{"e":"aggTrade","E":{{ms}},"s":"{{symbol}}","a":{{ms / 250}},"p":"{{BinanceCodes.Amount(price)}}","q":"{{quantity}}","f":{{ms / 250}},"l":{{ms / 250}},"T":{{ms}},"m":{{maker}},"M":true}""",
            "bookTicker" => Book(market, ms, now),
            "miniTicker" => MiniTicker(market, now),
            "ticker" => Ticker(market, now),
            _ when kind.StartsWith("kline_", StringComparison.Ordinal) => Candle(market, kind[6..], now),
            _ => null,
        };
    }

    private string Book(VenueMarket market, long ms, DateTimeOffset now)
    {
        var (bid, ask) = _site.Prices.Book(market, now);
        return $$"""{"u":{{ms}},"s":"{{BinanceCodes.Symbol(market)}}","b":"{{BinanceCodes.Amount(bid)}}","B":"1.00000000","a":"{{BinanceCodes.Amount(ask)}}","A":"1.00000000"}""";
    }

    private string MiniTicker(VenueMarket market, DateTimeOffset now)
    {
        var (open, last) = (_site.Prices.Last(market, now.AddDays(-1)), _site.Prices.Last(market, now));
        return $$"""{"e":"24hrMiniTicker","E":{{now.ToUnixTimeMilliseconds()}},"s":"{{BinanceCodes.Symbol(market)}}","c":"{{BinanceCodes.Amount(last)}}","o":"{{BinanceCodes.Amount(open)}}","h":"{{BinanceCodes.Amount(Math.Max(open, last))}}","l":"{{BinanceCodes.Amount(Math.Min(open, last))}}","v":"900.00000000","q":"900.00000000"}""";
    }

    private string Ticker(VenueMarket market, DateTimeOffset now)
    {
        var (open, last) = (_site.Prices.Last(market, now.AddDays(-1)), _site.Prices.Last(market, now));
        var (bid, ask) = _site.Prices.Book(market, now);
        var change = (open == 0 ? 0 : decimal.Round((last - open) / open * 100, 3)).ToString(CultureInfo.InvariantCulture);
        return $$"""{"e":"24hrTicker","E":{{now.ToUnixTimeMilliseconds()}},"s":"{{BinanceCodes.Symbol(market)}}","p":"{{BinanceCodes.Amount(last - open)}}","P":"{{change}}","w":"{{BinanceCodes.Amount(last)}}","c":"{{BinanceCodes.Amount(last)}}","b":"{{BinanceCodes.Amount(bid)}}","a":"{{BinanceCodes.Amount(ask)}}","o":"{{BinanceCodes.Amount(open)}}","h":"{{BinanceCodes.Amount(Math.Max(open, last))}}","l":"{{BinanceCodes.Amount(Math.Min(open, last))}}","v":"900.00000000","q":"900.00000000"}""";
    }

    private string? Candle(VenueMarket market, string interval, DateTimeOffset now)
    {
        if (!BinanceMarketData.Intervals.TryGetValue(interval, out var length)) return null;
        var ms = now.ToUnixTimeMilliseconds();
        var open = ms / (long)length.TotalMilliseconds * (long)length.TotalMilliseconds;
        var c = _site.Prices.Candle(market, DateTimeOffset.FromUnixTimeMilliseconds(open), length, now);
        var symbol = BinanceCodes.Symbol(market);
        return $$$"""{"e":"kline","E":{{{ms}}},"s":"{{{symbol}}}","k":{"t":{{{open}}},"T":{{{open + (long)length.TotalMilliseconds - 1}}},"s":"{{{symbol}}}","i":"{{{interval}}}","o":"{{{BinanceCodes.Amount(c.Open)}}}","c":"{{{BinanceCodes.Amount(c.Close)}}}","h":"{{{BinanceCodes.Amount(c.High)}}}","l":"{{{BinanceCodes.Amount(c.Low)}}}","v":"{{{BinanceCodes.Amount(c.Volume)}}}","n":{{{c.Trades}}},"x":false}}""";
    }
}
