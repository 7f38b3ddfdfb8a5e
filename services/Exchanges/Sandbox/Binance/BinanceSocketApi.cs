using System.Text.Json;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Binance;

/// <summary>One connection to Binance's WebSocket API: requests by id, and the user data stream of who signed for it.</summary>
internal sealed class BinanceSocketApi(VenueSite site, BinanceAuth auth, SandboxSocket socket) : IDisposable
{
    private readonly Dictionary<string, (int Id, AccountWatch Watch)> _subscriptions = new(StringComparer.Ordinal);
    private int _next;

    /// <summary>Serves until the client goes.</summary>
    public async Task RunAsync()
    {
        using (this) await socket.RunLoopsAsync(ListenAsync);
    }

    public void Dispose()
    {
        foreach (var (_, watch) in _subscriptions.Values) watch.Dispose();
    }

    private async Task ListenAsync()
    {
        while (await socket.ReceiveAsync() is { } message)
            using (message) await HandleAsync(message.RootElement);
    }

    private async Task HandleAsync(JsonElement message)
    {
        var id = message.TryGetProperty("id", out var number) ? number.GetRawText() : "null";
        var arguments = message.TryGetProperty("params", out var list) && list.ValueKind == JsonValueKind.Object
            ? list.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString(), StringComparer.Ordinal) : [];
        switch (message.TryGetProperty("method", out var method) ? method.GetString() : null)
        {
            case "ping":
                await ResultAsync(id, "{}");
                break;
            case "time":
                await ResultAsync(id, $$"""{"serverTime":{{site.VenueNow().ToUnixTimeMilliseconds()}}}""");
                break;
            case "userDataStream.subscribe.signature":
                await SubscribeAsync(id, arguments);
                break;
            case "userDataStream.unsubscribe":
                Dispose();
                _subscriptions.Clear();
                await ResultAsync(id, "{}");
                break;
            case "session.logon":
                await ErrorAsync(id, new BinanceError(-4056, "HMAC_SHA256 API key is not supported."));
                break;
            default:
                await ErrorAsync(id, new BinanceError(-1104, "Unknown method."));
                break;
        }
    }

    private async Task SubscribeAsync(string id, Dictionary<string, string> arguments)
    {
        var (key, error) = auth.Key(arguments.GetValueOrDefault("apiKey"));
        var signed = string.Join('&', arguments.Where(p => p.Key != "signature").OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"));
        if (key is not null) error = auth.Check(key, arguments, signed);
        if (key is not null && !key.Rights.HasFlag(KeyRights.History)) error ??= new BinanceError(-2015, "Invalid API-key, IP, or permissions for action.", 401);
        if (key is not null && _subscriptions.ContainsKey(key.Account)) error ??= new BinanceError(-2035, "Subscription already active on this connection.");
        if (error is not null || key is null)
        {
            await ErrorAsync(id, error!);
            return;
        }

        var (number, watch) = (_next++, site.Watch(key));
        _subscriptions[key.Account] = (number, watch);
        await ResultAsync(id, $$"""{"subscriptionId":{{number}}}""");
        _ = FollowAsync(number, key, watch);
    }

    private async Task FollowAsync(int number, DemoKey key, AccountWatch watch)
    {
        try
        {
            await foreach (var change in watch.Changes.ReadAllAsync(socket.Closed))
                foreach (var text in site.Read(key, book => BinanceUserEvents.Of(book, change))) await socket.SendAsync($$"""{"subscriptionId":{{number}},"event":{{text}}}""");
        }
        catch (Exception e) when (e is OperationCanceledException or System.Net.WebSockets.WebSocketException or IOException or ObjectDisposedException)
        {
            // The connection is gone; the session ends elsewhere.
        }
    }

    private Task ResultAsync(string id, string result) => socket.AnswerAsync($$"""{"id":{{id}},"status":200,"result":{{result}},"rateLimits":[]}""");

    private Task ErrorAsync(string id, BinanceError error) =>
        socket.AnswerAsync($$"""{"id":{{id}},"status":{{error.Status}},"error":{"code":{{error.Code}},"msg":"{{error.Message}}"},"rateLimits":[]}""");
}
