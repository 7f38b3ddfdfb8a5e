using System.Net.WebSockets;
using System.Text;

namespace PortfolioPlatform.GraphQL.Tests.Subscriptions;

/// <summary>A socket that speaks line by line, for what well-behaved clients never do.</summary>
internal sealed class SocketClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(30));

    public int? CloseCode => (int?)_socket.CloseStatus;

    public static async Task<SocketClient> ConnectAsync(Uri server, string protocol = "graphql-transport-ws")
    {
        var client = new SocketClient();
        client._socket.Options.AddSubProtocol(protocol);
        client._socket.Options.CollectHttpResponseDetails = true;
        await client._socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/graphql" }.Uri, client._deadline.Token);
        return client;
    }

    /// <summary>Connected and acknowledged.</summary>
    public static async Task<SocketClient> OpenAsync(Uri server)
    {
        var client = await ConnectAsync(server);
        await client.SendAsync("{\"type\":\"connection_init\"}");
        Assert.Equal("{\"type\":\"connection_ack\"}", await client.NextAsync());
        return client;
    }

    public Task SendAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, _deadline.Token);

    public Task SubscribeAsync(string id, string query) => SendAsync($"{{\"type\":\"subscribe\",\"id\":\"{id}\",\"payload\":{{\"query\":\"{query}\"}}}}");

    /// <summary>The next message; null when the server closes.</summary>
    public async Task<string?> NextAsync()
    {
        using var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var read = await _socket.ReceiveAsync(buffer, _deadline.Token);
            if (read.MessageType == WebSocketMessageType.Close) return null;
            text.Write(buffer, 0, read.Count);
            if (read.EndOfMessage) return Encoding.UTF8.GetString(text.ToArray());
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        _deadline.Dispose();
        return ValueTask.CompletedTask;
    }
}
