using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary>
/// One connection to WebSocket v2: public channels by number, the authenticated channel 0, a heartbeat after fifteen silent seconds, and sequence numbers and
/// times where <c>conf</c> asked for them.
/// </summary>
internal sealed class BitfinexStream(SandboxSocket socket, VenueSite site, BitfinexGate gate) : IDisposable
{
    private const int MostChannels = 25;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);
    private readonly Channel<(int Channel, Action<Utf8JsonWriter> Write)> _out = Channel.CreateUnbounded<(int, Action<Utf8JsonWriter>)>();
    private readonly Dictionary<int, BitfinexChannel> _channels = [];
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(socket.Closed);
    private readonly List<Task> _tasks = [];
    private readonly BitfinexFrame _frame = new();
    private BitfinexPrivateStream? _private;

    public async Task RunAsync()
    {
        await socket.AnswerAsync("""{"event":"info","version":2,"serverId":"7b0d8a4e-0000-4000-8000-sandbox00001","platform":{"status":1}}""");
        _tasks.AddRange(PumpAsync(), TickAsync());
        try
        {
            while (await socket.ReceiveAsync() is { } message)
                using (message) await TakeAsync(message.RootElement);
        }
        finally
        {
            await _end.CancelAsync();
            await Task.WhenAll(_tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose()
    {
        _private?.Dispose();
        _end.Dispose();
    }

    private Task TakeAsync(JsonElement message)
    {
        if (message.ValueKind == JsonValueKind.Array)
        {
            _private?.Calculate(message);
            return Task.CompletedTask;
        }

        return message.Member("event") switch
        {
            "ping" => AnswerAsync(json => WriteEvent(json, "pong", ("cid", message.Member("cid") ?? "0"), ("ts", Now().ToString(CultureInfo.InvariantCulture)))),
            "conf" => ConfigureAsync(message),
            "auth" => AuthenticateAsync(message),
            "subscribe" => SubscribeAsync(message),
            "unsubscribe" => UnsubscribeAsync(message),
            _ => ErrorAsync(10000, "unknown event"),
        };
    }

    private Task ConfigureAsync(JsonElement message)
    {
        _frame.Flags = message.TryGetProperty("flags", out var flags) && flags.TryGetInt64(out var set) ? set : 0;
        return AnswerAsync(json => WriteEvent(json, "conf", ("status", "OK")));
    }

    private async Task AuthenticateAsync(JsonElement message)
    {
        var (key, error) = gate.Stream(message);
        if (_private is not null) error = new BitfinexError(10100, "auth: already authenticated");
        if (error is { } refusal)
        {
            await AnswerAsync(json => WriteEvent(json, "auth", ("status", "FAILED"), ("chanId", "0"), ("code", refusal.Code.ToString(CultureInfo.InvariantCulture)), ("msg", refusal.Text)));
            return;
        }

        var user = site.Read(key!, book => book.UserId);
        await socket.AnswerAsync("{\"event\":\"auth\",\"status\":\"OK\",\"chanId\":0,\"userId\":" + user.ToString(CultureInfo.InvariantCulture)
            + ",\"caps\":{\"orders\":{\"read\":1,\"write\":0},\"wallets\":{\"read\":1,\"write\":0}}}");
        _private = new BitfinexPrivateStream(site, key!, message.Member("dms") == "4", write => _out.Writer.TryWrite((0, write)));
        _private.Snapshot();
        _tasks.Add(_private.WatchAsync(_end.Token));
    }

    private Task SubscribeAsync(JsonElement message)
    {
        var (name, symbol, key) = (message.Member("channel"), message.Member("symbol"), message.Member("key"));
        if (name is not ("ticker" or "trades" or "status")) return ErrorAsync(10302, "channel: unknown");
        var contract = name == "status" ? BitfinexDerivativeStatus.Find(site, key) : null;
        if ((contract?.Market ?? (name == "status" ? null : BitfinexPublic.Find(site, symbol))) is not { } market) return ErrorAsync(10300, "symbol: invalid");
        BitfinexChannel channel;
        lock (_channels)
        {
            if (_channels.Values.Any(c => c.Name == name && c.Market == market)) return ErrorAsync(10301, "subscribe: dup");
            if (_channels.Count >= MostChannels) return ErrorAsync(10305, "subscribe: limit");
            channel = new BitfinexChannel(_channels.Count == 0 ? 17 : _channels.Keys.Max() + 1, name, market) { Contract = contract };
        }

        return contract is null ? OpenAsync(channel, ("symbol", symbol!), ("pair", symbol![1..])) : OpenAsync(channel, ("key", key!));
    }

    private async Task OpenAsync(BitfinexChannel channel, params (string Name, string Value)[] of)
    {
        await AnswerAsync(json => WriteEvent(json, "subscribed", [("channel", channel.Name), ("chanId", channel.Text), .. of]));
        lock (_channels) _channels[channel.Id] = channel;
        var now = site.Clock.Milliseconds();
        Send(channel.Id, json => channel.WriteSnapshot(json, site, now));
    }

    private Task UnsubscribeAsync(JsonElement message)
    {
        if (!int.TryParse(message.Member("chanId"), CultureInfo.InvariantCulture, out var id)) return ErrorAsync(10400, "unsubscribe: invalid");
        bool known;
        lock (_channels) known = _channels.Remove(id);
        return known ? AnswerAsync(json => WriteEvent(json, "unsubscribed", ("status", "OK"), ("chanId", message.Member("chanId")!))) : ErrorAsync(10401, "unsubscribe: invalid");
    }

    private async Task TickAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await timer.WaitForNextTickAsync(_end.Token))
        {
            var now = site.Clock.Milliseconds();
            List<BitfinexChannel> channels;
            lock (_channels) channels = [.. _channels.Values];
            foreach (var channel in channels)
                if (channel.Moved(site.Prices, now))
                    foreach (var write in channel.Updates(site, now)) Send(channel.Id, write);
        }
    }

    // Every message and heartbeat leaves here, one after another: that is what numbers them.
    private async Task PumpAsync()
    {
        var reader = _out.Reader;
        while (true)
        {
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
            silence.CancelAfter(Silence);
            (int Channel, Action<Utf8JsonWriter> Write) next;
            try
            {
                next = await reader.ReadAsync(silence.Token);
            }
            catch (OperationCanceledException) when (!_end.IsCancellationRequested)
            {
                next = (_private is null ? FirstChannel() : 0, json => json.WriteStringValue("hb"));
            }

            await socket.SendAsync(_frame.Text(next.Channel, next.Write, Now()));
        }
    }

    private int FirstChannel()
    {
        lock (_channels) return _channels.Keys.FirstOrDefault(17);
    }

    private void Send(int channel, Action<Utf8JsonWriter> write) => _out.Writer.TryWrite((channel, write));

    private long Now() => site.VenueNow().ToUnixTimeMilliseconds();

    private Task ErrorAsync(int code, string text) =>
        AnswerAsync(json => WriteEvent(json, "error", ("msg", text), ("code", code.ToString(CultureInfo.InvariantCulture))));

    private Task AnswerAsync(Action<Utf8JsonWriter> write) => socket.AnswerAsync(WireAnswer.Text(write));

    // Numbers stay numbers.
    private static void WriteEvent(Utf8JsonWriter json, string name, params ReadOnlySpan<(string Name, string Value)> members)
    {
        json.WriteStartObject();
        json.WriteString("event", name);
        foreach (var (member, value) in members)
        {
            json.WritePropertyName(member);
            if (long.TryParse(value, CultureInfo.InvariantCulture, out var number)) json.WriteNumberValue(number);
            else json.WriteStringValue(value);
        }

        json.WriteEndObject();
    }
}
