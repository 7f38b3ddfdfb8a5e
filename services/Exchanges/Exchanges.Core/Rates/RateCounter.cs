namespace PortfolioPlatform.Exchanges.Core;

/// <summary>Counts in one of the ways venues count. Not thread-safe: the budget locks.</summary>
internal abstract class RateCounter
{
    internal static RateCounter For(RateLimit limit) => limit.Shape switch
    {
        RateLimitShape.FixedWindow => new FixedWindowCounter(),
        RateLimitShape.SlidingWindow => new SlidingWindowCounter(),
        _ => new LeakyBucketCounter(),
    };

    /// <summary>Takes the weight and returns zero, or returns how long to wait.</summary>
    internal abstract TimeSpan TryTake(DateTimeOffset now, RateLimit limit, int weight);
}

/// <summary>Windows aligned to the clock.</summary>
internal sealed class FixedWindowCounter : RateCounter
{
    private long _window = -1;
    private long _used;

    internal override TimeSpan TryTake(DateTimeOffset now, RateLimit limit, int weight)
    {
        var window = now.UtcTicks / limit.Window.Ticks;
        if (window > _window) (_window, _used) = (window, 0);
        if (_used + weight > limit.Capacity) return TimeSpan.FromTicks(((_window + 1) * limit.Window.Ticks) - now.UtcTicks);
        _used += weight;
        return TimeSpan.Zero;
    }
}

/// <summary>The weights of the last so many seconds.</summary>
internal sealed class SlidingWindowCounter : RateCounter
{
    private readonly Queue<(DateTimeOffset At, int Weight)> _taken = new();
    private long _used;

    internal override TimeSpan TryTake(DateTimeOffset now, RateLimit limit, int weight)
    {
        while (_taken.TryPeek(out var oldest) && oldest.At + limit.Window <= now) _used -= _taken.Dequeue().Weight;
        if (_used + weight > limit.Capacity) return Needed(limit, weight) + limit.Window - now;
        _taken.Enqueue((now, weight));
        _used += weight;
        return TimeSpan.Zero;
    }

    private DateTimeOffset Needed(RateLimit limit, int weight)
    {
        var free = limit.Capacity - _used;
        foreach (var (at, taken) in _taken)
        {
            free += taken;
            if (free >= weight) return at;
        }

        return _taken.Peek().At;
    }
}

/// <summary>A counter that decays steadily from full to empty within the window.</summary>
internal sealed class LeakyBucketCounter : RateCounter
{
    private DateTimeOffset _at;
    private double _level;

    internal override TimeSpan TryTake(DateTimeOffset now, RateLimit limit, int weight)
    {
        var decay = limit.Capacity / limit.Window.TotalSeconds;
        if (now > _at) (_level, _at) = (Math.Max(0, _level - ((now - _at).TotalSeconds * decay)), now);
        var over = _level + weight - limit.Capacity;
        if (over > 1e-9) return TimeSpan.FromSeconds(over / decay) + TimeSpan.FromMilliseconds(1);
        _level += weight;
        return TimeSpan.Zero;
    }
}
