using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net.WebSockets;

namespace PortfolioPlatform.Api.Feed;

/// <summary>
/// The sending half of one client. It holds no queue of values: whenever the socket is free it asks each topic for what came after the
/// position it has, so a slow client costs no memory and gets fewer, wider deltas.
/// </summary>
internal sealed class FeedSession(WebSocket socket, TimeProvider time)
{
    private const int MaxReplies = 64;
    private readonly ConcurrentQueue<byte[]> replies = new();
    private ImmutableList<FeedSubscription> subscriptions = [];
    private (WebSocketCloseStatus Status, string Reason)? closing;
    private long sendingSince;
    private int wakeUps;
    private int turn;

    internal ImmutableList<FeedSubscription> Subscriptions => subscriptions;

    /// <summary>How long the client has not taken the frame that is being sent.</summary>
    internal TimeSpan Stuck => Volatile.Read(ref sendingSince) is var since and not 0 ? time.GetElapsedTime(since) : TimeSpan.Zero;

    internal void Add(FeedSubscription subscription) => ImmutableInterlocked.Update(ref subscriptions, static (list, added) => list.Add(added), subscription);

    internal void Remove(FeedSubscription subscription) => ImmutableInterlocked.Update(ref subscriptions, static (list, gone) => list.Remove(gone), subscription);

    /// <summary>Sends a control frame before any value. A client that makes us reply faster than it reads is closed.</summary>
    internal void Reply(byte[] frame)
    {
        if (replies.Count >= MaxReplies) Close(WebSocketCloseStatus.PolicyViolation, "Too many requests without reading the replies.");
        else replies.Enqueue(frame);
        Wake();
    }

    internal void Close(WebSocketCloseStatus status, string reason)
    {
        closing = (status, reason);
        Wake();
    }

    internal void Abort() => socket.Abort();

    /// <summary>Something may be there to send. Cheap, and safe from any thread.</summary>
    internal void Wake()
    {
        if (Interlocked.Increment(ref wakeUps) == 1) _ = PumpAsync();
    }

    private async Task PumpAsync()
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref wakeUps);
            if (!await DrainAsync()) return;
        }
        while (Interlocked.Add(ref wakeUps, -seen) != 0);
    }

    /// <summary>Sends until nothing is left; false when the socket is finished, and then nothing is ever sent again.</summary>
    private async ValueTask<bool> DrainAsync()
    {
        try
        {
            while (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                if (Next() is { } frame) await SendAsync(frame);
                else if (closing is { } close)
                {
                    await socket.CloseOutputAsync(close.Status, close.Reason, CancellationToken.None);
                    return false;
                }
                else return true;
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            socket.Abort();
        }

        return false;
    }

    private async ValueTask SendAsync(byte[] frame)
    {
        var sending = socket.SendAsync(frame.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        if (!sending.IsCompleted) Volatile.Write(ref sendingSince, time.GetTimestamp());
        await sending;
        Volatile.Write(ref sendingSince, 0);
    }

    private byte[]? Next()
    {
        if (replies.TryDequeue(out var reply)) return reply;
        if (closing is not null) return null;
        var list = subscriptions;
        for (var i = 0; i < list.Count; i++)
            if (list[(turn + i) % list.Count].Next() is { } frame)
            {
                turn = (turn + i + 1) % list.Count;
                return frame;
            }

        return null;
    }
}
