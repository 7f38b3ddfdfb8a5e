using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;

namespace PortfolioPlatform.Benchmarks.Feed;

/// <summary>One client. It looks for the instants in each frame without parsing the rest, so that a thousand of them fit on a core.</summary>
internal sealed class FeedReader(ClientWebSocket socket, FeedReader.Watched watched)
{
    private static readonly double Millisecond = Stopwatch.Frequency / 1000.0;
    // What the feed calls quiet (FeedOptions.Quiet): nothing told of the key for so long before the change.
    private const double QuietFor = 300;
    private readonly Lock gate = new();
    private readonly List<double> quiet = [];
    private readonly List<double> busy = [];

    private readonly HashSet<long> seen = [];
    private readonly Dictionary<int, long> told = [];
    private long settled;

    internal int Frames { get; private set; }

    /// <summary>Changes of a quiet key that came shortly after something else was told of it.</summary>
    internal int Busier { get; private set; }

    internal void Begin()
    {
        lock (gate)
        {
            quiet.Clear();
            busy.Clear();
            (Frames, Busier) = (0, 0);
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
        await socket.SendAsync(watched.Subscription, WebSocketMessageType.Text, true, cancellationToken);
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
            if (now > settled && frame.IndexOf(watched.Busy) >= 0) busy.Add(now / Millisecond % 100);
            for (var i = 0; i < watched.Quiet.Count; i++) TakeQuiet(frame, i, now);
        }
    }

    // A value is told again when another of its members changes: only a price that was not seen before says how long it took. And a key that was told shortly before it was sent was not quiet.
    private void TakeQuiet(ReadOnlySpan<byte> frame, int watch, long now)
    {
        var key = watched.Quiet[watch];
        while (frame.IndexOf(key) is >= 0 and var at)
        {
            frame = frame[(at + key.Length)..];
            var silence = Stopwatch.GetElapsedTime(told.GetValueOrDefault(watch), now).TotalMilliseconds;
            told[watch] = now;
            if (StampedPrice.Sent(frame[(frame.IndexOf("\"price\":\""u8) + 9)..]) is not { } sent || !seen.Add(sent)) continue;
            var age = StampedPrice.Age(sent);
            if (watched.IsPrefix || silence - age > QuietFor) quiet.Add(age);
            else Busier++;
        }
    }

    /// <summary>What a client subscribes to and looks for.</summary>
    /// <param name="Subscription">The message that subscribes.</param>
    /// <param name="Quiet">How values of keys begin whose prices say when they were sent.</param>
    /// <param name="Busy">How the value of a key begins that changes in every window.</param>
    internal sealed record Watched(byte[] Subscription, IReadOnlyList<byte[]> Quiet, byte[] Busy)
    {
        public static Watched Of(string argument, string quiet, string busy) => new(
            Encoding.UTF8.GetBytes($$"""{"type":"subscribe","id":1,"topic":"portfolio","argument":"{{argument}}"}"""), [.. quiet.Split(',').Select(Value)], Value(busy));

        /// <summary>Whether one watch stands for several keys.</summary>
        public bool IsPrefix => Quiet.Count == 1;

        private static byte[] Value(string key) => Encoding.UTF8.GetBytes($"\"key\":\"{key}");
    }
}
