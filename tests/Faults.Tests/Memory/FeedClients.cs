using System.Net.WebSockets;
using System.Text;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Faults.Tests.Memory;

/// <summary>Clients that read the feed as fast as it comes and keep nothing of it.</summary>
internal sealed class FeedClients : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _readers = [];
    private long _frames;

    /// <summary>Frames all of them have read.</summary>
    public long Frames => Interlocked.Read(ref _frames);

    /// <summary>Connects some, each to a portfolio, the prices and the accounts.</summary>
    public static async Task<FeedClients> ConnectAsync(string url, IReadOnlyList<PortfolioId> portfolios, int count)
    {
        var clients = new FeedClients();
        var feed = new Uri(url.Replace("http", "ws", StringComparison.Ordinal).TrimEnd('/') + "/feed");
        for (var i = 0; i < count; i++)
        {
            var socket = new ClientWebSocket();
            await socket.ConnectAsync(feed, clients._stop.Token);
            await clients.SendAsync(socket, $$"""{"type":"subscribe","id":1,"topic":"portfolio","argument":"{{portfolios[i % portfolios.Count]}}"}""");
            await clients.SendAsync(socket, """{"type":"subscribe","id":2,"topic":"prices"}""");
            await clients.SendAsync(socket, """{"type":"subscribe","id":3,"topic":"accounts"}""");
            clients._readers.Add(clients.ReadAsync(socket));
        }

        return clients;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_readers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private Task SendAsync(ClientWebSocket socket, string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, _stop.Token);

    private async Task ReadAsync(ClientWebSocket socket)
    {
        using var _ = socket;
        var buffer = new byte[1 << 15];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), _stop.Token);
            if (part.MessageType == WebSocketMessageType.Close) throw new WebSocketException("The server closed the feed.");
            if (part.EndOfMessage) Interlocked.Increment(ref _frames);
        }
    }
}
