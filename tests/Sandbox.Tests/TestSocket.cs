using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace PortfolioPlatform.Sandbox.Tests;

/// <summary>A WebSocket client that waits for messages of interest.</summary>
internal sealed class TestSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1 << 20];

    public List<string> Seen { get; } = [];

    /// <summary>Whether the connection ended without a goodbye.</summary>
    public bool WasCut { get; private set; }

    public static async Task<TestSocket> OpenAsync(Uri address)
    {
        var socket = new TestSocket();
        await socket._socket.ConnectAsync(address, CancellationToken.None);
        return socket;
    }

    public Task SendAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    /// <summary>The next message that fits; fails after ten seconds or when the connection ends.</summary>
    public async Task<JsonElement> WaitAsync(Func<JsonElement, bool> fits)
    {
        while (await NextAsync() is { } text)
        {
            Seen.Add(text);
            var message = JsonElement.Parse(text);
            if (fits(message)) return message;
        }

        throw new InvalidOperationException("The connection ended; seen: " + string.Join('\n', Seen.TakeLast(5)));
    }

    /// <summary>Reads on until the connection is gone.</summary>
    public async Task UntilClosedAsync()
    {
        while (await NextAsync() is { } text) Seen.Add(text);
    }

    public void Dispose() => _socket.Dispose();

    private async Task<string?> NextAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var count = 0;
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(_buffer.AsMemory(count), deadline.Token);
                if (part.MessageType == WebSocketMessageType.Close) return null;
                count += part.Count;
                if (part.EndOfMessage) return Encoding.UTF8.GetString(_buffer, 0, count);
            }
        }
        catch (WebSocketException)
        {
            WasCut = true;
            return null;
        }
    }
}
