using System.Net.WebSockets;
using System.Text.Json;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Benchmarks.FirstLight;

/// <summary>Watches total and accounts of a running host as the page does.</summary>
internal sealed class FeedWatch(ClientWebSocket socket) : IAsyncDisposable
{
    private readonly byte[] buffer = new byte[1 << 20];
    private readonly Dictionary<string, (string Venue, long Done, bool Whole)> accounts = [];

    public static async Task<FeedWatch> OpenAsync(Visitor visitor, CancellationToken cancellationToken)
    {
        var watch = new FeedWatch(await visitor.SocketAsync("/feed"));
        await watch.SendAsync($$"""{"type":"subscribe","id":1,"topic":"portfolio","argument":"{{DemoTenant.Portfolio("all")}}"}""", cancellationToken);
        await watch.SendAsync("""{"type":"subscribe","id":2,"topic":"accounts"}""", cancellationToken);
        return watch;
    }

    /// <summary>The first total above zero.</summary>
    public async Task<string> FirstTotalAsync(CancellationToken cancellationToken)
    {
        while (true)
            foreach (var value in await NextAsync(cancellationToken))
                if (value.GetProperty("key").GetString() == "total" && value.TryGetProperty("value", out var total) && total.GetString() is { } text && text != "0") return text;
    }

    /// <summary>Accounts in the order in which their history is complete.</summary>
    public async IAsyncEnumerable<(string Venue, long Records)> ImportedAsync(int count, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        while (told.Count < count)
        {
            foreach (var (venue, done, whole) in accounts.Values)
                if (whole && told.Add(venue)) yield return (venue, done);
            if (told.Count < count) await NextAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        socket.Dispose();
        await Task.CompletedTask;
    }

    private async Task SendAsync(string text, CancellationToken cancellationToken) =>
        await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, cancellationToken);

    private async Task<IReadOnlyList<JsonElement>> NextAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            length += part.Count;
        }
        while (!part.EndOfMessage);
        using var frame = JsonDocument.Parse(buffer.AsMemory(0, length));
        if (!frame.RootElement.TryGetProperty("values", out var values)) return [];
        var all = values.EnumerateArray().Select(v => v.Clone()).ToList();
        foreach (var value in all.Where(v => v.TryGetProperty("venue", out _) && v.TryGetProperty("done", out _))) Take(value);
        return all;
    }

    private void Take(JsonElement value) => accounts[value.GetProperty("key").GetString()!] =
        (value.GetProperty("venue").GetString()!, value.GetProperty("done").GetInt64(), value.GetProperty("state").GetString() is "live" or "polling");
}
