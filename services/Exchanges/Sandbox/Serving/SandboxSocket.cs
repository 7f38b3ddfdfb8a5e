using System.IO.Compression;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace PortfolioPlatform.Sandbox.Serving;

/// <summary>A WebSocket connection whose stream messages pass the fault knobs. One protocol session owns it.</summary>
public sealed class SandboxSocket : IAsyncDisposable
{
    private readonly WebSocket _socket;
    private readonly VenueKnobs _knobs;
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _closing;
    private byte[]? _heldBack;

    internal SandboxSocket(WebSocket socket, HttpContext context, VenueKnobs knobs, SandboxClock clock)
    {
        (_socket, Context, _knobs, Clock) = (socket, context, knobs, clock);
        _closing = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
    }

    /// <summary>The request that opened it.</summary>
    public HttpContext Context { get; }

    /// <summary>The sandbox's clock.</summary>
    public SandboxClock Clock { get; }

    /// <summary>Whether messages go out as GZIP in binary frames (HTX market data) instead of text.</summary>
    public bool IsGzip { get; init; }

    /// <summary>Ends when the connection does.</summary>
    public CancellationToken Closed => _closing.Token;

    /// <summary>Sends an answer to a request (no knob but dark and drop touches it).</summary>
    public Task AnswerAsync(string text) => WriteAsync(Encode(text), knobs: false);

    /// <summary>Sends a stream message through the knobs: it may come twice, late, after its successor, or be the last.</summary>
    public async Task SendAsync(string text)
    {
        var bytes = Encode(text);
        if (_knobs.Hits(_knobs.Current.DelayRate)) await Task.Delay(_knobs.Current.DelayMs, Closed);
        await WriteAsync(bytes, knobs: true);
        if (_knobs.Hits(_knobs.Current.DropSocketRate)) Cut();
    }

    /// <summary>The next text message; null when the client is gone.</summary>
    public async Task<JsonDocument?> ReceiveAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), Closed);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return JsonDocument.Parse(message.ToArray());
        }
    }

    /// <summary>Runs the loops of a session side by side until one ends, then ends the others.</summary>
    public async Task RunLoopsAsync(params Func<Task>[] loops)
    {
        var running = loops.Select(loop => loop()).ToArray();
        await Task.WhenAny(running);
        await _closing.CancelAsync();
        await Task.WhenAll(running);
    }

    /// <summary>Cuts the connection without a goodbye.</summary>
    public void Cut()
    {
        _closing.Cancel();
        Context.Abort();
    }

    /// <summary>Runs a session until it ends, the client goes or the venue turns dark.</summary>
    internal async Task RunAsync(Func<SandboxSocket, Task> serve)
    {
        var guard = GuardAsync();
        try
        {
            await serve(this);
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or JsonException or ObjectDisposedException)
        {
            // The other side is gone, the knob cut the line, or the client talked nonsense: a venue just closes.
        }

        await _closing.CancelAsync();
        await guard;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _closing.Dispose();
        _sending.Dispose();
        return ValueTask.CompletedTask;
    }

    private WebSocketMessageType Frame => IsGzip ? WebSocketMessageType.Binary : WebSocketMessageType.Text;

    private byte[] Encode(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (!IsGzip) return bytes;
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }

    private async Task WriteAsync(byte[] bytes, bool knobs)
    {
        await _sending.WaitAsync(Closed);
        try
        {
            if (knobs && _heldBack is null && _knobs.Hits(_knobs.Current.ReorderRate))
            {
                _heldBack = bytes;
                return;
            }

            await _socket.SendAsync(bytes, Frame, true, Closed);
            if (knobs && _knobs.Hits(_knobs.Current.DuplicateRate)) await _socket.SendAsync(bytes, Frame, true, Closed);
            if (_heldBack is { } late) await _socket.SendAsync(late, Frame, true, Closed);
            _heldBack = null;
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task GuardAsync()
    {
        while (!Closed.IsCancellationRequested)
        {
            if (_knobs.IsDark) Cut();
            try
            {
                await Task.Delay(100, Closed);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
