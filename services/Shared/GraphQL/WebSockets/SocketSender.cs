using System.Net.WebSockets;
using PortfolioPlatform.GraphQL.Execution;

namespace PortfolioPlatform.GraphQL.WebSockets;

/// <summary>One message at a time into a socket. Who sends waits until the socket has taken it, so operations slow down with their reader; a reader that takes nothing is cut off.</summary>
internal sealed class SocketSender(WebSocket socket, TimeSpan timeout, TimeProvider time) : IAsyncDisposable
{
    /// <summary>How long the other side may take to hear that the connection ends, and to say so too.</summary>
    public static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _turn = new(1);
    private Task _closing = Task.CompletedTask;
    private int _closed;

    public bool IsClosed => _closed != 0;

    /// <summary>A message about an operation; <paramref name="payload"/> is JSON.</summary>
    public async ValueTask SendAsync(string type, string? id, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        using var message = new JsonOutput();
        message.Raw("{\"type\":"u8);
        message.Text(type);
        if (id is not null)
        {
            message.Raw(",\"id\":"u8);
            message.Text(id);
        }
        if (!payload.IsEmpty)
        {
            message.Raw(",\"payload\":"u8);
            message.Raw(payload.Span);
        }
        message.Raw("}"u8);
        await SendAsync(message.Written, cancellationToken);
    }

    /// <summary>Says why and closes, once.</summary>
    public void Close(WebSocketCloseStatus status, string reason)
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0) _closing = CloseAsync(status, reason);
    }

    public async ValueTask DisposeAsync()
    {
        Close(WebSocketCloseStatus.NormalClosure, "");
        await _closing;
        _turn.Dispose();
    }

    private async Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (IsClosed) return;
            using var late = new CancellationTokenSource(timeout, time);
            await socket.SendAsync(message, WebSocketMessageType.Text, true, late.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
            socket.Abort();
            throw new OperationCanceledException("The reader is gone.", e);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task CloseAsync(WebSocketCloseStatus status, string reason)
    {
        using var late = new CancellationTokenSource(CloseWithin, time);
        try
        {
            await _turn.WaitAsync(late.Token);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(status, reason, late.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            socket.Abort();
        }
    }
}
