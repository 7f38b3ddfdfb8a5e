using System.IO.Compression;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace PortfolioPlatform.Sandbox.Tests;

/// <summary>A WebSocket client that waits for messages with a deadline; packed ones are unpacked.</summary>
internal sealed class VenueStream : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ClientWebSocket _socket = new();

    /// <summary>Everything received so far.</summary>
    public List<JsonElement> Seen { get; } = [];

    public static async Task<VenueStream> OpenAsync(SandboxServer sandbox, string venue, string path)
    {
        var stream = new VenueStream();
        using var deadline = new CancellationTokenSource(Patience);
        await stream._socket.ConnectAsync(new Uri($"ws://{sandbox.Endpoints[venue].Rest.Authority}{path}"), deadline.Token);
        return stream;
    }

    public Task SendAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    /// <summary>The next message that fits; earlier ones are kept in <see cref="Seen"/>.</summary>
    public async Task<JsonElement> UntilAsync(Func<JsonElement, bool> fits)
    {
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            while (await NextAsync(deadline.Token) is { } message)
                if (fits(message)) return message;
        }
        catch (OperationCanceledException)
        {
            // Told below.
        }

        throw new InvalidOperationException($"No such message came; seen were {string.Join("\n", Seen.DistinctBy(s => s.GetRawText()[..Math.Min(30, s.GetRawText().Length)]))}");
    }

    /// <summary>Whether the other side ends the connection within the patience.</summary>
    public async Task<bool> EndsAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            while (await NextAsync(deadline.Token) is not null)
            {
            }

            return true;
        }
        catch (WebSocketException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public async Task CloseAsync() => await _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<JsonElement?> NextAsync(CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        var buffer = new byte[8192];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            message.Write(buffer, 0, part.Count);
            if (!part.EndOfMessage) continue;
            message.Position = 0;
            var element = JsonElement.Parse(part.MessageType == WebSocketMessageType.Binary ? Unpack(message) : message.ToArray());
            Seen.Add(element);
            return element;
        }
    }

    private static byte[] Unpack(MemoryStream packed)
    {
        using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
