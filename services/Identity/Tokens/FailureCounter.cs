using System.Collections.Concurrent;

namespace PortfolioPlatform.Identity.Tokens;

/// <summary>Counts failures by key within a window of time; who has too many waits until the window ends.</summary>
internal sealed class FailureCounter(int most, TimeSpan window, TimeProvider time)
{
    private const int MostKeys = 100_000;
    private readonly ConcurrentDictionary<string, (int Count, DateTimeOffset Until)> _failures = new(StringComparer.Ordinal);

    /// <summary>Whether one more may be tried.</summary>
    public bool MayTry(string key) => !_failures.TryGetValue(key, out var known) || known.Count < most || known.Until <= time.GetUtcNow();

    /// <summary>One failed.</summary>
    public void Add(string key)
    {
        var now = time.GetUtcNow();
        if (_failures.Count >= MostKeys) Forget(now);
        _failures.AddOrUpdate(key, _ => (1, now + window), (_, known) => known.Until > now ? (known.Count + 1, known.Until) : (1, now + window));
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, known) in _failures)
            if (known.Until <= now) _failures.TryRemove(new(key, known));
        if (_failures.Count >= MostKeys) _failures.Clear();
    }
}
