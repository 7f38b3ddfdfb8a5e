using System.Collections.Concurrent;

namespace PortfolioPlatform.Platform.HotStore;

/// <summary>Current values in the memory of this process.</summary>
internal sealed class InProcessHotStore(TimeProvider time) : IHotStore
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, ReadOnlyMemory<byte>>> _hashes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _alive = new(StringComparer.Ordinal);

    public ValueTask SetAsync(string key, IReadOnlyCollection<KeyValuePair<string, ReadOnlyMemory<byte>>> fields, CancellationToken cancellationToken)
    {
        var hash = _hashes.GetOrAdd(key, _ => new(StringComparer.Ordinal));
        foreach (var (field, value) in fields) hash[field] = value;
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> GetAllAsync(string key, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>>(
            _hashes.TryGetValue(key, out var hash) ? new Dictionary<string, ReadOnlyMemory<byte>>(hash, StringComparer.Ordinal) : new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal));

    public ValueTask RemoveAsync(string key, IReadOnlyCollection<string> fields, CancellationToken cancellationToken)
    {
        if (_hashes.TryGetValue(key, out var hash))
            foreach (var field in fields) hash.TryRemove(field, out _);
        return ValueTask.CompletedTask;
    }

    public ValueTask TouchAsync(string key, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        _alive[key] = time.GetUtcNow() + lifetime;
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> IsAliveAsync(string key, CancellationToken cancellationToken)
    {
        if (!_alive.TryGetValue(key, out var until)) return ValueTask.FromResult(false);
        if (until > time.GetUtcNow()) return ValueTask.FromResult(true);
        _alive.TryRemove(new KeyValuePair<string, DateTimeOffset>(key, until));
        return ValueTask.FromResult(false);
    }
}
