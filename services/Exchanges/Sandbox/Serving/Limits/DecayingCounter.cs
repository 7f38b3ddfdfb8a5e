namespace PortfolioPlatform.Sandbox.Serving.Limits;

/// <summary>A counter that falls steadily (Kraken; also a token bucket seen from the other side). On the sandbox's clock, per key.
/// With <c>punishes</c> a refused call fills the counter, so going on prolongs the wait.</summary>
public sealed class DecayingCounter(TimeProvider clock, double ceiling, double decayPerSecond, bool punishes = false)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (double Level, DateTimeOffset At)> _counters = new(StringComparer.Ordinal);

    /// <summary>Adds a weight; false when that would pass the ceiling (it is then not added).</summary>
    public bool TryAdd(string key, double weight)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var (level, at) = _counters.GetValueOrDefault(key, (0, now));
            level = Math.Max(0, level - ((now - at).TotalSeconds * decayPerSecond));
            var fits = level + weight <= ceiling;
            _counters[key] = (fits ? level + weight : punishes ? ceiling : level, now);
            return fits;
        }
    }
}
