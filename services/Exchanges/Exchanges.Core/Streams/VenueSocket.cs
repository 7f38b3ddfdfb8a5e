using System.Buffers;
using System.IO.Compression;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>
/// One connection of a venue's stream. Reading ends when the connection closes, breaks, or falls silent; reconnecting (and reading over REST
/// what was missed) is the caller's job. Time-outs run on real time.
/// </summary>
public sealed class VenueSocket : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _closed = new();
    private readonly VenueSocketOptions _options;
    private Task _pinging = Task.CompletedTask;

    private VenueSocket(VenueSocketOptions options)
    {
        _options = options;
        _socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(20);
    }

    /// <summary>Connects and says hello.</summary>
    public static async Task<Result<VenueSocket>> ConnectAsync(VenueSocketOptions options, VenueContext context, CancellationToken cancellationToken)
    {
        var gate = new RateGate(context.Gates, context.LimitClock, TimeSpan.FromMinutes(10));
        if (await gate.PassAsync(options.Costs, cancellationToken) is { } closed) return closed;
        var socket = new VenueSocket(options);
        try
        {
            await socket._socket.ConnectAsync(options.Address, cancellationToken).WaitAsync(options.IdleTimeout, cancellationToken);
            foreach (var text in options.Hello) await socket.SendAsync(text, cancellationToken);
            if (options.Ping is not null) socket._pinging = socket.PingAsync(options.Ping);
            return socket;
        }
        catch (Exception error) when (error is WebSocketException or HttpRequestException or IOException or TimeoutException)
        {
            await socket.DisposeAsync();
            return new VenueError(VenueErrorType.Unavailable, "STREAM", $"The stream {options.Address.Host} cannot be reached: {error.Message}");
        }
    }

    /// <summary>Sends a text; a broken connection is noticed by the reader.</summary>
    public async ValueTask SendAsync(string text, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            if (_socket.State == WebSocketState.Open) await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            _socket.Abort();
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>The messages in order; each stays valid after the next is read.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await NextAsync(cancellationToken) is { } message) yield return message;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        await _pinging;
        _socket.Abort();
        _socket.Dispose();
        _sending.Dispose();
        _closed.Dispose();
    }

    private async Task<byte[]?> NextAsync(CancellationToken cancellationToken)
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        idle.CancelAfter(_options.IdleTimeout);
        try
        {
            return await ReceiveAsync(idle.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }

    private async Task<byte[]?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var message = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            var part = await _socket.ReceiveAsync(message.GetMemory(4096), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            message.Advance(part.Count);
            if (message.WrittenCount > _options.LongestMessage) return null;
            if (!part.EndOfMessage) continue;
            return part.MessageType == WebSocketMessageType.Binary && _options.GzipFrames ? Inflate(message.WrittenMemory) : message.WrittenSpan.ToArray();
        }
    }

    private static byte[] Inflate(ReadOnlyMemory<byte> frame)
    {
        using var packed = new MemoryStream(frame.ToArray());
        using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    private async Task PingAsync(Func<string> ping)
    {
        using var timer = new PeriodicTimer(_options.PingEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(_closed.Token)) await SendAsync(ping(), _closed.Token);
        }
        catch (OperationCanceledException)
        {
            // Disposed: no more pings.
        }
    }

    private static bool IsBroken(Exception error) => error is WebSocketException or IOException or ObjectDisposedException or InvalidDataException or InvalidOperationException;
}
