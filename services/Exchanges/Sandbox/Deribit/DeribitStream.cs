using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Deribit;

/// <summary>One connection: calls and their answers, subscriptions and their notifications. Books begin with a snapshot and go on by changes that name the one before.</summary>
internal sealed class DeribitStream(VenueSite site, DeribitAuth auth, DeribitMethods methods, SandboxSocket socket)
{
    private readonly Dictionary<string, DeribitBookState?> _channels = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private DemoKey? _key;
    private Task _watching = Task.CompletedTask;

    public async Task RunAsync()
    {
        await socket.RunLoopsAsync(ListenAsync, TickAsync);
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ListenAsync()
    {
        while (await socket.ReceiveAsync() is { } message)
            using (message) await TakeAsync(DeribitCall.Of(message.RootElement));
    }

    private async Task TakeAsync(DeribitCall call)
    {
        if (call.Method is "public/subscribe" or "private/subscribe" or "public/unsubscribe")
        {
            await SubscribeAsync(call);
            return;
        }

        if (call.Method == "public/auth") _key = auth.Grant(call) ?? _key;
        var (result, error) = methods.Run(call with { Key = _key }, auth);
        await socket.AnswerAsync(error is { } refused ? call.Refusal(refused) : call.Answer(result!));
    }

    private Task SubscribeAsync(DeribitCall call)
    {
        string[] asked = call.Arguments.ValueKind == JsonValueKind.Object && call.Arguments.TryGetProperty("channels", out var list) ? [.. list.EnumerateArray().Select(c => c.ToString())] : [];
        if (call.Method == "private/subscribe" && _key is null) return socket.AnswerAsync(call.Refusal(new DeribitError(13009, "unauthorized")));
        lock (_lock)
            foreach (var channel in asked)
            {
                if (call.Method == "public/unsubscribe") _channels.Remove(channel);
                else _channels[channel] = null;
            }

        if (_key is { } key && asked.Any(c => c.StartsWith("user.portfolio.", StringComparison.Ordinal)) && _watching.IsCompleted) _watching = WatchAsync(key);
        return socket.AnswerAsync(call.Answer(JsonSerializer.Serialize(asked)));
    }

    private async Task TickAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await timer.WaitForNextTickAsync(socket.Closed))
        {
            var now = site.Clock.GetUtcNow();
            string[] channels;
            lock (_lock) channels = [.. _channels.Keys];
            foreach (var channel in channels)
                if (channel.Split('.') is [var kind, var name, ..] && OptionContract.Parse(name) is { } contract)
                    foreach (var data in Data(channel, kind, contract, now)) await NotifyAsync(channel, data);
        }
    }

    private IEnumerable<string> Data(string channel, string kind, OptionContract contract, DateTimeOffset now)
    {
        if (kind == "ticker") return [DeribitPublic.Ticker(site, contract, now)];
        if (kind != "book") return [];
        lock (_lock)
        {
            if (!_channels.TryGetValue(channel, out var known)) return [];
            var next = DeribitBookState.Of(site, contract, now, (known?.ChangeId ?? DeribitPublic.ChangeId(now)) + 1);
            _channels[channel] = next;
            return known is null ? [next.Snapshot(contract, now)] : [next.Change(known, contract, now)];
        }
    }

    private async Task WatchAsync(DemoKey key)
    {
        using var watch = site.Watch(key);
        await foreach (var change in watch.Changes.ReadAllAsync(socket.Closed))
            if (change.Event is { } e)
                foreach (var asset in e.Legs.Select(l => l.Asset).Where(OptionMarket.Assets.Contains).Distinct())
                    await NotifyAsync("user.portfolio." + asset.ToLowerInvariant(), site.Read(key, book => DeribitAccount.Summary(site, book, asset, site.Clock.GetUtcNow())));
    }

    private Task NotifyAsync(string channel, string data) => socket.SendAsync($$$"""{"jsonrpc":"2.0","method":"subscription","params":{"channel":"{{{channel}}}","data":{{{data}}}}}""");
}
