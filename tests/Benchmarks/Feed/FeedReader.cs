using System.Buffers.Text;
using System.Diagnostics;
using System.Net.WebSockets;

namespace PortfolioPlatform.Benchmarks.Feed;

/// <summary>One client. It looks for the instants in each frame without parsing the rest, so that a thousand of them fit on a core.</summary>
internal sealed class FeedReader(ClientWebSocket socket)
{
    private static readonly double Millisecond = Stopwatch.Frequency / 1000.0;
    private readonly Lock gate = new();
    private readonly List<double> quiet = [];
    private readonly List<double> busy = [];

    private long settled;

    internal int Frames { get; private set; }

    internal void Begin()
    {
        lock (gate)
        {
            quiet.Clear();
            busy.Clear();
            Frames = 0;
            // The first change of each key is a quiet one; half a second later the busy ones are on the grid.
            settled = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 2);
        }
    }

    internal void Stop() => socket.Abort();

    /// <summary>Milliseconds from the change of a quiet key to here.</summary>
    internal double[] Quiet()
    {
        lock (gate) return [.. quiet];
    }

    /// <summary>Milliseconds from the end of the window (the grid all busy keys share) to here.</summary>
    internal double[] Busy()
    {
        lock (gate) return [.. busy];
    }

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[256 * 1024];
        var length = 0;
        await socket.SendAsync("""{"type":"subscribe","id":1,"topic":"portfolio","argument":"bench"}"""u8.ToArray(), WebSocketMessageType.Text, true, cancellationToken);
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                length += part.Count;
                if (!part.EndOfMessage) continue;
                Take(buffer.AsSpan(0, length), Stopwatch.GetTimestamp());
                length = 0;
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    private void Take(ReadOnlySpan<byte> frame, long now)
    {
        if (!frame.StartsWith("{\"type\":\"delta\""u8)) return;
        lock (gate)
        {
            Frames++;
            if (now > settled && frame.IndexOf("\"position:"u8) >= 0) busy.Add(now / Millisecond % 100);
            while (frame.IndexOf("\"key\":\"quiet:"u8) is >= 0 and var at)
            {
                frame = frame[(at + 1)..];
                var sent = frame[(frame.IndexOf("\"sent\":"u8) + 7)..];
                if (Utf8Parser.TryParse(sent, out long instant, out _)) quiet.Add((now - instant) / Millisecond);
            }
        }
    }
}
