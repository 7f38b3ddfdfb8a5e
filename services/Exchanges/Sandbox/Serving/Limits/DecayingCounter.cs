namespace PortfolioPlatform.Sandbox.Serving.Limits;

/// <summary>A counter that falls steadily (Kraken; also a token bucket seen from the other side). On the sandbox's clock, per key.
/// With <c>punishes</c> a refused call fills the counter, so going on prolongs the wait.</summary>
public sealed class DecayingCounter(TimeProvider clock, double ceiling, double decayPerSecond, bool punishes = false)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (double Value, DateTimeOffset At)> _counters = new(StringComparer.Ordinal);

    /// <summary>Adds a cost; false when that would pass the ceiling (the cost is then not added).</summary>
    public bool TryAdd(string key, double cost)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var (value, at) = _counters.GetValueOrDefault(key, (0, now));
            value = Math.Max(0, value - ((now - at).TotalSeconds * decayPerSecond));
            var fits = value + cost <= ceiling;
            _counters[key] = (fits ? value + cost : punishes ? ceiling : value, now);
            return fits;
        }
    }
}
