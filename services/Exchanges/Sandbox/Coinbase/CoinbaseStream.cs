using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Coinbase;

/// <summary>
/// One connection to the v3 WebSocket (market data and user channel). Messages are numbered per connection; a connection that subscribes to nothing within
/// five seconds is dropped; the user channel needs a fresh token.
/// </summary>
internal sealed class CoinbaseStream(SandboxSocket socket, VenueSite site, CoinbaseGate gate) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly Channel<(string Channel, Action<Utf8JsonWriter> Events)> _out = Channel.CreateUnbounded<(string, Action<Utf8JsonWriter>)>();
    private readonly ConcurrentDictionary<string, HashSet<string>> _subscribed = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(socket.Closed);
    private AccountWatch? _watch;

    public async Task RunAsync()
    {
        var tasks = new List<Task> { PumpAsync(), TickAsync(), HurryAsync() };
        try
        {
            while (await socket.ReceiveAsync() is { } message)
                using (message) await TakeAsync(message.RootElement, tasks);
        }
        finally
        {
            await _end.CancelAsync();
            await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose()
    {
        _watch?.Dispose();
        _end.Dispose();
    }

    private async Task TakeAsync(JsonElement message, List<Task> tasks)
    {
        var (type, channel) = (message.Member("type"), message.Member("channel"));
        if (type is not ("subscribe" or "unsubscribe") || channel is null || CoinbaseStreamEvents.Known.Contains(channel) is false)
        {
            await socket.AnswerAsync("""{"type":"error","message":"invalid message"}""");
            return;
        }

        var key = gate.Stream(message.Member("jwt"));
        if (channel == "user" && key is null)
        {
            await socket.AnswerAsync("""{"type":"error","message":"authentication failure"}""");
            return;
        }

        var products = message.TryGetProperty("product_ids", out var ids) && ids.ValueKind == JsonValueKind.Array ? ids.EnumerateArray().Select(i => i.ToString()).ToHashSet(StringComparer.Ordinal) : [];
        if (type == "unsubscribe") _subscribed.TryRemove(channel, out _);
        else Subscribe(channel, products, key, tasks);
        Send("subscriptions", json => CoinbaseStreamEvents.WriteSubscriptions(json, _subscribed));
    }

    private void Subscribe(string channel, HashSet<string> products, DemoKey? key, List<Task> tasks)
    {
        _subscribed[channel] = products;
        var (events, now) = (new CoinbaseStreamEvents(site), site.Clock.Milliseconds());
        if (channel is "ticker" or "ticker_batch") Send(channel, json => events.WriteTickers(json, "snapshot", Markets(channel), now));
        if (channel != "user" || _watch is not null) return;
        _watch = site.Watch(key!);
        SendOrders("snapshot", key!, book => book.OpenOrders);
        tasks.Add(WatchAsync(_watch, key!));
    }

    // The order is read again when told: only its state now is of interest.
    private async Task WatchAsync(AccountWatch watch, DemoKey key)
    {
        await foreach (var change in watch.Changes.ReadAllAsync(_end.Token))
            if (change.Order is { } order && _subscribed.TryGetValue("user", out var products) && (products.Count == 0 || products.Contains(CoinbaseProducts.Id(order.Market))))
                SendOrders("update", key, _ => [order]);
    }

    private void SendOrders(string type, DemoKey key, Func<Economy.AccountBook, IEnumerable<Economy.SandboxOrder>> orders)
    {
        var events = site.Read(key, book => WireAnswer.Text(json => CoinbaseStreamEvents.WriteOrders(json, type, book, orders(book))));
        Send("user", json => json.WriteRawValue(events, skipInputValidation: true));
    }

    private async Task TickAsync()
    {
        var events = new CoinbaseStreamEvents(site);
        var last = new Dictionary<string, decimal>(StringComparer.Ordinal);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        for (var beat = 1L; await timer.WaitForNextTickAsync(_end.Token); beat++)
        {
            var now = site.Clock.Milliseconds();
            if (beat % 4 == 0 && _subscribed.ContainsKey("heartbeats")) Send("heartbeats", json => CoinbaseStreamEvents.WriteHeartbeat(json, beat / 4, now));
            if (beat % 20 == 0 && _subscribed.ContainsKey("ticker_batch")) Send("ticker_batch", json => events.WriteTickers(json, "update", Markets("ticker_batch"), now));
            foreach (var market in Markets("ticker").Concat(Markets("market_trades")).Distinct())
            {
                var price = site.Prices.Last(market, now);
                if (last.TryGetValue(market.Name, out var before) && before == price) continue;
                last[market.Name] = price;
                if (Markets("ticker").Contains(market)) Send("ticker", json => events.WriteTickers(json, "update", [market], now));
                if (Markets("market_trades").Contains(market)) Send("market_trades", json => events.WriteTrade(json, market, now));
            }
        }
    }

    private async Task HurryAsync()
    {
        await Task.Delay(Patience, _end.Token);
        if (_subscribed.IsEmpty) socket.Cut();
    }

    private List<VenueMarket> Markets(string channel) => _subscribed.TryGetValue(channel, out var products)
        ? [.. products.Select(p => site.Profile.Market(p.Replace('-', '/'))).OfType<VenueMarket>()] : [];

    private void Send(string channel, Action<Utf8JsonWriter> events) => _out.Writer.TryWrite((channel, events));

    private async Task PumpAsync()
    {
        var sequence = 0L;
        await foreach (var (channel, events) in _out.Reader.ReadAllAsync(_end.Token))
            await socket.SendAsync(WireAnswer.Text(json =>
            {
                json.WriteStartObject();
                json.WriteString("channel", channel);
                json.WriteString("client_id", "");
                json.WriteString("timestamp", CoinbaseJson.Precise(site.VenueNow()));
                json.WriteNumber("sequence_num", sequence++);
                json.WritePropertyName("events");
                events(json);
                json.WriteEndObject();
            }));
    }
}
