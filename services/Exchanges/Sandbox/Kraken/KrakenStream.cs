using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Kraken;

/// <summary>One connection to Kraken's WebSocket v2: tickers and trades for all, executions and balances for who holds a token.</summary>
internal sealed class KrakenStream(VenueSite site, KrakenTokens tokens, SandboxSocket socket) : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private readonly ConcurrentDictionary<string, decimal> _tickers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _trades = new(StringComparer.Ordinal);
    private readonly KrakenPrivateFeed _private = new(site, socket);

    /// <summary>Serves until the client goes.</summary>
    public async Task RunAsync()
    {
        await socket.AnswerAsync("""{"channel":"status","type":"update","data":[{"version":"2.0.0","system":"online","api_version":"v2","connection_id":1}]}""");
        await socket.RunLoopsAsync(ListenAsync, PublishAsync);
    }

    public void Dispose() => _private.Dispose();

    private async Task ListenAsync()
    {
        while (await socket.ReceiveAsync() is { } message)
            using (message) await HandleAsync(message.RootElement);
    }

    private async Task HandleAsync(JsonElement message)
    {
        var method = message.TryGetProperty("method", out var name) ? name.GetString() : null;
        var request = message.TryGetProperty("req_id", out var id) ? $",\"req_id\":{id.GetRawText()}" : "";
        if (method == "ping") await socket.AnswerAsync($$"""{"method":"pong"{{request}}{{Times()}}}""");
        else if (method is "subscribe" or "unsubscribe" && message.TryGetProperty("params", out var asked)) await SubscribeAsync(method, asked, request);
        else await socket.AnswerAsync($$"""{"error":"Method not supported","success":false{{request}}{{Times()}}}""");
    }

    private async Task SubscribeAsync(string method, JsonElement asked, string request)
    {
        var channel = asked.TryGetProperty("channel", out var name) ? name.GetString() ?? "" : "";
        if (channel is "ticker" or "trade")
        {
            foreach (var symbol in asked.TryGetProperty("symbol", out var symbols) ? symbols.EnumerateArray().Select(s => s.GetString()!) : [])
                await SubscribeMarketAsync(method, channel, symbol, request);
        }
        else if (channel is "executions" or "balances") await SubscribePrivateAsync(method, channel, asked, request);
        else await RefuseAsync(method, "Channel is not supported", request);
    }

    private async Task SubscribeMarketAsync(string method, string channel, string symbol, string request)
    {
        if (site.Profile.Market(symbol) is null)
        {
            await socket.AnswerAsync($$"""{"error":"Currency pair not supported {{symbol}}","method":"{{method}}","success":false,"symbol":"{{symbol}}"{{request}}{{Times()}}}""");
            return;
        }

        if (method == "unsubscribe") _ = channel == "ticker" ? _tickers.TryRemove(symbol, out _) : _trades.TryRemove(symbol, out _);
        else if (channel == "ticker") _tickers[symbol] = 0;
        else _trades[symbol] = site.Clock.GetUtcNow().ToUnixTimeSeconds();
        await socket.AnswerAsync($$"""{"method":"{{method}}","result":{"channel":"{{channel}}","snapshot":true,"symbol":"{{symbol}}"},"success":true{{request}}{{Times()}}}""");
    }

    private async Task SubscribePrivateAsync(string method, string channel, JsonElement asked, string request)
    {
        var token = asked.TryGetProperty("token", out var text) ? text.GetString() : null;
        if (tokens.Find(token, site.Clock.GetUtcNow()) is not { } key)
        {
            await RefuseAsync(method, "EAPI:Invalid token", request);
            return;
        }

        await socket.AnswerAsync($$"""{"method":"{{method}}","result":{"channel":"{{channel}}","snapshot":true},"success":true{{request}}{{Times()}}}""");
        if (method == "unsubscribe") _private.Stop(channel);
        else await _private.StartAsync(key, channel, !asked.TryGetProperty("snap_trades", out var trades) || trades.GetBoolean(), !asked.TryGetProperty("snap_orders", out var orders) || orders.GetBoolean());
    }

    private Task RefuseAsync(string method, string error, string request) =>
        socket.AnswerAsync($$"""{"error":"{{error}}","method":"{{method}}","success":false{{request}}{{Times()}}}""");

    // Tickers whose price moved, trades, and a heartbeat every second.
    private async Task PublishAsync()
    {
        using var timer = new PeriodicTimer(Beat);
        for (var beat = 1; await timer.WaitForNextTickAsync(socket.Closed); beat++)
        {
            var now = site.Clock.GetUtcNow();
            foreach (var (symbol, last) in _tickers)
            {
                var market = site.Profile.Market(symbol)!;
                var price = site.Prices.Last(market, now);
                if (price == last || !_tickers.TryUpdate(symbol, price, last)) continue;
                await socket.SendAsync(Ticker(market, price, now, last == 0 ? "snapshot" : "update"));
            }

            if (beat % 4 != 0) continue;
            foreach (var (symbol, last) in _trades) await TradesAsync(symbol, last, now);
            await socket.SendAsync("""{"channel":"heartbeat"}""");
        }
    }

    private async Task TradesAsync(string symbol, long last, DateTimeOffset now)
    {
        const int Every = 15;
        var (market, seconds) = (site.Profile.Market(symbol)!, now.ToUnixTimeSeconds());
        if (seconds / Every <= last / Every) return;
        _trades[symbol] = seconds;
        var dice = new Dice(Noise.Of((ulong)(seconds / Every), symbol));
        var (price, quantity, side) = (site.Prices.Last(market, now), market.MinQuantity * (1 + dice.Below(500)), dice.Chance(0.5) ? "buy" : "sell");
        await socket.SendAsync($$"""{"channel":"trade","type":"update","data":[{"symbol":"{{symbol}}","side":"{{side}}","price":{{price}},"qty":{{quantity}},"ord_type":"limit","trade_id":{{seconds / Every}},"timestamp":"{{KrakenPrivateFeed.Stamp(now)}}"}]}""");
    }

    private string Ticker(VenueMarket market, decimal last, DateTimeOffset now, string type)
    {
        var (bid, ask) = site.Prices.Book(market, now);
        var open = site.Prices.Last(market, now.AddDays(-1));
        var percent = open == 0 ? 0 : decimal.Round((last - open) / open * 100, 2);
        return $$"""{"channel":"ticker","type":"{{type}}","data":[{"symbol":"{{market.Name}}","bid":{{bid}},"bid_qty":1.0,"ask":{{ask}},"ask_qty":1.0,"last":{{last}},"volume":900.0,"vwap":{{last}},"low":{{Math.Min(open, last)}},"high":{{Math.Max(open, last)}},"change":{{last - open}},"change_pct":{{percent}},"timestamp":"{{KrakenPrivateFeed.Stamp(now)}}"}]}""";
    }

    private string Times()
    {
        var stamp = site.VenueNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        return $",\"time_in\":\"{stamp}\",\"time_out\":\"{stamp}\"";
    }
}
