namespace PortfolioPlatform.Sandbox.Serving.Limits;

/// <summary>Weight per window of the clock (Binance: minutes begin at :00). On the sandbox's clock, per key.</summary>
public sealed class WindowCounter(TimeProvider clock, int capacity, TimeSpan window)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long Window, int Used)> _counters = new(StringComparer.Ordinal);

    /// <summary>Adds a weight; tells whether it fitted, what is used now (also by refused calls), and how long the window lasts on.</summary>
    public (bool Fits, int Used, TimeSpan Left) Add(string key, int weight)
    {
        lock (_gate)
        {
            var ticks = clock.GetUtcNow().UtcTicks;
            var current = ticks / window.Ticks;
            var (seen, used) = _counters.GetValueOrDefault(key);
            used = (seen == current ? used : 0) + weight;
            _counters[key] = (current, used);
            return (used <= capacity, used, TimeSpan.FromTicks(((current + 1) * window.Ticks) - ticks));
        }
    }
}

/// <summary>Calls in the last so many seconds. On the sandbox's clock, per key.</summary>
public sealed class SlidingCounter(TimeProvider clock, int capacity, TimeSpan window)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> _calls = new(StringComparer.Ordinal);

    /// <summary>Counts a call; tells whether it fitted, how many remain, and when the oldest leaves the window.</summary>
    public (bool Fits, int Remaining, TimeSpan Left) Add(string key)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (!_calls.TryGetValue(key, out var calls)) _calls[key] = calls = new Queue<DateTimeOffset>();
            while (calls.TryPeek(out var oldest) && now - oldest >= window) calls.Dequeue();
            var fits = calls.Count < capacity;
            if (fits) calls.Enqueue(now);
            return (fits, capacity - calls.Count, calls.TryPeek(out var first) ? window - (now - first) : TimeSpan.Zero);
        }
    }
}
