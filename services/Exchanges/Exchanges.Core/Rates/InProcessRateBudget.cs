using System.Collections.Concurrent;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>Budgets kept in this process, on the given clock.</summary>
public sealed class InProcessRateBudget(TimeProvider clock) : IRateBudget
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<TimeSpan> TryTakeAsync(string name, RateLimit limit, int weight, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var entry = _entries.GetOrAdd(name, static _ => new Entry());
        lock (entry)
        {
            if (entry.ClosedUntil > now) return ValueTask.FromResult(entry.ClosedUntil - now);
            entry.Counter ??= RateCounter.For(limit);
            return ValueTask.FromResult(entry.Counter.TryTake(now, limit, Math.Min(weight, limit.Capacity)));
        }
    }

    /// <inheritdoc/>
    public ValueTask CloseUntilAsync(string name, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var entry = _entries.GetOrAdd(name, static _ => new Entry());
        lock (entry)
        {
            if (until > entry.ClosedUntil) entry.ClosedUntil = until;
        }

        return ValueTask.CompletedTask;
    }

    private sealed class Entry
    {
        public DateTimeOffset ClosedUntil { get; set; }

        public RateCounter? Counter { get; set; }
    }
}
