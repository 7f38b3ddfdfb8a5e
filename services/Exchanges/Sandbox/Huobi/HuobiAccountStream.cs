using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Huobi;

/// <summary>One connection to <c>/ws/v2</c>: a ping every twenty seconds, one signed <c>auth</c>, then balances, orders and clearings as they happen. No replay.</summary>
internal sealed class HuobiAccountStream(SandboxSocket socket, VenueSite site, HuobiGate gate) : IDisposable
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(20);
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(socket.Closed);
    private readonly HashSet<string> _channels = new(StringComparer.Ordinal);
    private readonly List<Task> _tasks = [];
    private AccountWatch? _watch;
    private DemoKey? _key;

    public async Task RunAsync()
    {
        _tasks.Add(PingAsync());
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
        _watch?.Dispose();
        _end.Dispose();
    }

    private Task TakeAsync(JsonElement message)
    {
        var (action, channel) = (message.Member("action"), message.Member("ch") ?? "");
        return action switch
        {
            "pong" => Task.CompletedTask,
            "req" when channel == "auth" => AuthenticateAsync(message),
            "sub" => SubscribeAsync(channel),
            "unsub" => UnsubscribeAsync(channel),
            _ => AnswerAsync(action ?? "req", channel, 2001, "invalid.action"),
        };
    }

    private Task AuthenticateAsync(JsonElement message)
    {
        if (_key is not null) return AnswerAsync("req", "auth", 2001, "invalid.auth.state");
        var parameters = message.TryGetProperty("params", out var all) && all.ValueKind == JsonValueKind.Object
            ? all.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.ToString())).ToList() : [];
        var (key, _) = gate.Stream(socket.Context.Request.Host.Value!, parameters);
        if (key is null || !key.Rights.HasFlag(KeyRights.Balances)) return AnswerAsync("req", "auth", 2002, "auth.fail");
        (_key, _watch) = (key, site.Watch(key));
        _tasks.Add(WatchAsync(_watch));
        return AnswerAsync("req", "auth", 200, null);
    }

    private async Task SubscribeAsync(string channel)
    {
        if (_key is not { } key)
        {
            await AnswerAsync("sub", channel, 2001, "login.required");
            return;
        }

        if (!HuobiPushes.IsKnown(channel))
        {
            await AnswerAsync("sub", channel, 2001, "invalid.ch");
            return;
        }

        lock (_channels) _channels.Add(channel);
        await AnswerAsync("sub", channel, 200, null);
        if (!channel.StartsWith("accounts.update", StringComparison.Ordinal)) return;
        foreach (var push in site.Read(key, book => HuobiPushes.Snapshot(channel, book))) await socket.SendAsync(push);
    }

    private Task UnsubscribeAsync(string channel)
    {
        lock (_channels) _channels.Remove(channel);
        return AnswerAsync("unsub", channel, 200, null);
    }

    private async Task WatchAsync(AccountWatch watch)
    {
        await foreach (var change in watch.Changes.ReadAllAsync(_end.Token))
        {
            List<string> channels;
            lock (_channels) channels = [.. _channels];
            foreach (var push in site.Read(_key!, book => channels.SelectMany(c => HuobiPushes.Of(c, book, change)).ToList())) await socket.SendAsync(push);
        }
    }

    private async Task PingAsync()
    {
        using var timer = new PeriodicTimer(PingEvery);
        do await socket.AnswerAsync("{\"action\":\"ping\",\"data\":{\"ts\":" + site.VenueNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) + "}}");
        while (await timer.WaitForNextTickAsync(_end.Token));
    }

    private Task AnswerAsync(string action, string channel, int code, string? error) => socket.AnswerAsync(WireAnswer.Text(json =>
    {
        json.WriteStartObject();
        json.WriteString("action", action);
        json.WriteNumber("code", code);
        json.WriteString("ch", channel);
        if (error is not null) json.WriteString("message", error);
        json.WriteStartObject("data");
        json.WriteEndObject();
        json.WriteEndObject();
    }));
}
